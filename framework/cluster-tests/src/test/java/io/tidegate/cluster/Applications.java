package io.tidegate.cluster;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** What the resource manager says. */
record Applications(YarnClient client) implements AutoCloseable {

  static Applications of(Configuration settings) {
    var client = YarnClient.createYarnClient();
    client.init(new YarnConfiguration(settings));
    client.start();
    return new Applications(client);
  }

  /** All that ever had this tag. */
  List<ApplicationReport> tagged(String tag) throws IOException, YarnException {
    return client.getApplications(Set.of(), EnumSet.allOf(YarnApplicationState.class), Set.of(tag));
  }

  /** The one that has this tag. */
  ApplicationReport only(String tag) throws IOException, YarnException {
    var found = tagged(tag);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " applications have the tag " + tag);
    }
    return found.get(0);
  }

  int attempts(ApplicationReport application) throws IOException, YarnException {
    return client.getApplicationAttempts(application.getApplicationId()).size();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
