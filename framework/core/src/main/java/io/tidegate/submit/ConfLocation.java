package io.tidegate.submit;

import io.tidegate.config.DeployConfig;
import io.tidegate.config.DeployTarget;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where a driver finds the conf that the submitting machine was given. */
public final class ConfLocation {

  /** Two letters at least, so that a drive letter is not taken for a scheme. */
  private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private static final String CONF = "conf";

  private ConfLocation() {}

  /**
   * A URI is the same everywhere; a file of the project is at the same place of the project's copy.
   *
   * @throws UserException when the driver would not find it
   */
  public static String forDriver(String conf, DeployConfig deploy) {
    if (URI.matcher(conf).matches()) {
      return conf;
    }
    Path file = Path.of(conf).toAbsolutePath().normalize();
    if (deploy.project().isPresent()) {
      return join(deploy.project().get(), inProject(file));
    }
    if (runsHere(deploy)) {
      return file.toString();
    }
    throw new UserException(
        Problem.at(
            Place.key("deploy.project"),
            "is missing: the driver runs elsewhere and does not see " + conf,
            "copy conf/ and quality-rules/ to where it does and name that, or submit a conf by its"
                + " URI"));
  }

  private static boolean runsHere(DeployConfig deploy) {
    var target = deploy.target();
    // Of a target that is missing somebody else will tell.
    return target.isEmpty()
        || target.filter(DeployTarget.LOCAL::equals).isPresent()
        || (target.filter(DeployTarget.YARN::equals).isPresent() && deploy.yarn().client());
  }

  /** {@code conf/...}, from the nearest directory of that name. */
  private static String inProject(Path file) {
    for (int at = file.getNameCount() - 2; at >= 0; at--) {
      if (file.getName(at).toString().equals(CONF)) {
        return file.subpath(at, file.getNameCount()).toString().replace('\\', '/');
      }
    }
    throw new UserException(
        file + " is in no directory conf of a project",
        "move it below one, or submit it by its URI");
  }

  private static String join(String project, String path) {
    return project.endsWith(":") || project.endsWith("/") ? project + path : project + "/" + path;
  }
}
