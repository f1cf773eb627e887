package io.tidegate.config;

import io.tidegate.config.LineageConfig.Composite;
import io.tidegate.config.LineageConfig.Http;
import io.tidegate.config.LineageConfig.Transport;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches the secrets of a configuration from where they are kept, when a run needs them: a conf
 * can be checked where they are not.
 */
public final class SecretSource {

  /** As Hadoop's {@code Configuration.getPassword}: empty when no provider has it. */
  @FunctionalInterface
  public interface Aliases {
    Optional<String> find(String alias) throws IOException;
  }

  private final Map<String, String> environment;
  private final Aliases aliases;

  public SecretSource(Map<String, String> environment, Aliases aliases) {
    this.environment = environment;
    this.aliases = aliases;
  }

  /**
   * The configuration with the texts of its secrets, which its mask hides from now on.
   *
   * @throws io.tidegate.problem.UserException naming every secret that is not where the conf says
   */
  public JobConfig fetch(JobConfig config) {
    var fetching = new Fetching();
    var databases = new LinkedHashMap<String, DatabaseConfig>();
    config.databases().forEach((name, database) -> databases.put(name, fetching.of(database)));
    LineageConfig lineage = fetching.of(config.lineage());
    fetching.problems.throwIfAny();
    return config.with(databases, lineage, config.secrets().and(fetching.fetched));
  }

  /** One pass over a configuration. */
  private final class Fetching {

    final Problems problems = new Problems();
    final Map<String, String> fetched = new LinkedHashMap<>();

    DatabaseConfig of(DatabaseConfig database) {
      String key = "databases." + database.name() + ".password";
      return database.with(database.password().map(secret -> text(key, secret)));
    }

    LineageConfig of(LineageConfig config) {
      return config.with(config.transport().map(t -> of("lineage.transport", t)));
    }

    private Transport of(String key, Transport transport) {
      if (transport instanceof Http http) {
        return http.with(http.apiKey().map(secret -> text(key + ".api-key", secret)));
      }
      if (transport instanceof Composite composite) {
        var each = new LinkedHashMap<String, Transport>();
        composite.transports().forEach((n, t) -> each.put(n, of(key + ".transports." + n, t)));
        return new Composite(each);
      }
      return transport;
    }

    private Secret text(String key, Secret secret) {
      try {
        String text = find(secret).orElse("");
        if (!text.isEmpty()) {
          fetched.put(key, text);
          return new Secret.Text(text);
        }
        problems.add(
            Problem.at(Place.key(key), "there is nothing in " + secret, "put the secret there"));
      } catch (IOException | RuntimeException e) {
        problems.add(Problem.at(Place.key(key), "reading " + secret + " failed: " + e));
      }
      return secret;
    }
  }

  private Optional<String> find(Secret secret) throws IOException {
    if (secret instanceof Secret.InVariable variable) {
      return Optional.ofNullable(environment.get(variable.name()));
    }
    if (secret instanceof Secret.InFile file) {
      return Optional.of(Files.readString(Path.of(file.path())).stripTrailing());
    }
    return secret instanceof Secret.InHadoop hadoop
        ? aliases.find(hadoop.alias())
        : Optional.of(secret.text());
  }
}
