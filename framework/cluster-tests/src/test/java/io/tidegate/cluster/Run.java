package io.tidegate.cluster;

import java.util.ArrayList;
import java.util.List;

/** A job, a date and what is set for it. */
record Run(Project project, String conf, String date, List<String> more) {

  Run with(String... words) {
    var all = new ArrayList<>(more);
    all.addAll(List.of(words));
    return new Run(project, conf, date, List.copyOf(all));
  }

  Run set(String setting) {
    return with("--set", setting);
  }

  Run inClientMode() {
    return set("deploy.yarn.mode=client");
  }

  /** The words behind {@code bin/tidegate}. */
  List<String> submit() {
    var words = new ArrayList<String>();
    words.addAll(List.of("submit", project.conf(conf).toString(), "--date", date));
    words.addAll(List.of("--env", "cluster", "--target", "yarn"));
    words.addAll(more);
    return List.copyOf(words);
  }
}
