package io.tidegate.run;

import io.tidegate.config.SecretSource;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Aliases in Hadoop's credential providers: a keystore, or a cloud's secret manager behind {@code
 * hadoop.security.credential.provider.path}.
 */
public final class Credentials {

  private Credentials() {}

  /** An alias that no provider has may stand in the configuration itself, as Hadoop allows. */
  public static SecretSource.Aliases of(Configuration hadoop) {
    return alias -> Optional.ofNullable(hadoop.getPassword(alias)).map(String::new);
  }
}
