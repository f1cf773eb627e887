package io.tidegate.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A job's own settings, the {@code settings} block of its conf. A setting that is missing or of
 * another type is the user's mistake, reported with file and line.
 */
public final class Settings {

  public static final Settings NONE = new Settings(ConfigFactory.empty());

  private final Config block;

  public Settings(Config block) {
    this.block = block;
  }

  public boolean has(String key) {
    return block.hasPath(key);
  }

  public String text(String key) {
    return read(key, block::getString);
  }

  public int integer(String key) {
    return read(key, block::getInt);
  }

  public double number(String key) {
    return read(key, block::getDouble);
  }

  public boolean flag(String key) {
    return read(key, block::getBoolean);
  }

  public Duration duration(String key) {
    return read(key, block::getDuration);
  }

  public List<String> texts(String key) {
    return read(key, block::getStringList);
  }

  /**
   * A text, a number or a flag, as the conf has it.
   *
   * @throws UserException for a list or a block
   */
  public Object value(String key) {
    Object value = read(key, block::getAnyRef);
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    throw new UserException(
        Problem.at(
            Origins.place(block.getValue(key).origin(), "settings." + key),
            "is not a single value",
            "give it a text, a number, true or false"));
  }

  private <T> T read(String key, Function<String, T> getter) {
    try {
      return getter.apply(key);
    } catch (ConfigException.Missing e) {
      throw new UserException(
          Problem.at(
              Origins.place(block.origin(), "settings." + key),
              "is missing",
              "the job's code asks for it"));
    } catch (ConfigException.BadPath e) {
      throw new IllegalArgumentException("not a path of a setting: " + key, e);
    } catch (ConfigException e) {
      throw new UserException(
          Problem.at(
              Origins.place(block.getValue(key).origin(), "settings." + key),
              Secrets.looksSecret(key) ? "is of another type" : HoconErrors.reason(e)));
    }
  }
}
