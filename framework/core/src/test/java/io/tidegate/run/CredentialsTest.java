package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands behind {@code { alias = NAME }} on a cluster. */
class CredentialsTest {

  private final Configuration hadoop = new Configuration();

  @Test
  void areInAKeystore(@TempDir Path folder) throws IOException {
    hadoop.set(
        CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH,
        "jceks://file" + folder.resolve("etl.jceks"));
    var keystore = CredentialProviderFactory.getProviders(hadoop).get(0);
    keystore.createCredentialEntry("shop-password", "tr0ub4dor".toCharArray());
    keystore.flush();

    assertThat(Credentials.of(hadoop).find("shop-password")).contains("tr0ub4dor");
    assertThat(Credentials.of(hadoop).find("another")).isEmpty();
  }

  /** As EMR Serverless leaves them there, which fills in the secrets of AWS. */
  @Test
  void standInTheConfigurationItself() throws IOException {
    hadoop.set("shop-password", "tr0ub4dor");
    assertThat(Credentials.of(hadoop).find("shop-password")).contains("tr0ub4dor");
  }
}
