package io.tidegate.cli;

import io.tidegate.config.DeployConfig;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * Who the submitting process is on a Hadoop cluster with Kerberos. It reads the ledger and asks
 * YARN before spark-submit, which is given principal and keytab, has a say.
 */
final class HadoopLogin {

  private HadoopLogin() {}

  /**
   * @throws UserException when the cluster wants credentials and there are none, or they are not
   *     accepted
   */
  static void of(DeployConfig.Yarn yarn) {
    UserGroupInformation.setConfiguration(new Configuration());
    if (!UserGroupInformation.isSecurityEnabled()) {
      return;
    }
    if (yarn.principal().isPresent() && yarn.keytab().isPresent()) {
      login(yarn.principal().get(), yarn.keytab().get());
    } else if (!hasTicket()) {
      throw new UserException(
          Problem.at(
              Place.key("deploy.yarn"),
              "has no principal and keytab, there is no ticket either, and the cluster wants"
                  + " Kerberos",
              "set both, or run kinit"));
    }
  }

  private static void login(String principal, String keytab) {
    try {
      UserGroupInformation.loginUserFromKeytab(principal, keytab);
    } catch (IOException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new UserException(
          Problem.at(
              Place.key("deploy.yarn.keytab"),
              keytab + " does not log in " + principal + ": " + cause.getMessage(),
              "name a keytab of this machine that has the principal's keys"));
    }
  }

  private static boolean hasTicket() {
    try {
      return UserGroupInformation.getLoginUser().hasKerberosCredentials();
    } catch (IOException e) {
      // As Hadoop says it where a ticket cache cannot be read.
      return false;
    }
  }
}
