package io.tidegate.faults;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;

/** {@link FaultyFileSystem} under Hadoop's other interface, which Delta's log store uses. */
public final class FaultyFs extends DelegateToFileSystem {

  /** The signature that Hadoop looks for. */
  public FaultyFs(URI uri, Configuration conf) throws IOException, URISyntaxException {
    super(uri, new FaultyFileSystem(), conf, FaultyFileSystem.SCHEME, false);
  }

  @Override
  public int getUriDefaultPort() {
    return -1;
  }
}
