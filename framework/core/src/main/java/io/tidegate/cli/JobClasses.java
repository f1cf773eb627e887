package io.tidegate.cli;

import io.tidegate.config.JobConfig;
import io.tidegate.job.SparkJob;
import io.tidegate.job.SqlTransform;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.lang.reflect.InvocationTargetException;

/** Creates the job that a conf names. */
final class JobClasses {

  private JobClasses() {}

  /** Whether there is such a class; does not load it, for what it extends needs Spark. */
  static boolean exists(String name) {
    String file = name.replace('.', '/') + ".class";
    return Thread.currentThread().getContextClassLoader().getResource(file) != null;
  }

  /** The job of a conf: its class, or its script. */
  static SparkJob create(JobConfig config) {
    return config
        .sql()
        .<SparkJob>map(SqlTransform::new)
        .orElseGet(
            () ->
                create(
                    config
                        .jobClass()
                        .orElseThrow(
                            () ->
                                problem(
                                    "is missing",
                                    "name the class of the job that 'tidegate run' starts, or a"
                                        + " script as job.sql"))));
  }

  private static SparkJob create(String name) {
    try {
      Class<?> type = Class.forName(name, true, Thread.currentThread().getContextClassLoader());
      if (!SparkJob.class.isAssignableFrom(type)) {
        throw problem(name + " is not a SparkJob", "extend ExtractJob, TransformJob or LoadJob");
      }
      return (SparkJob) type.getDeclaredConstructor().newInstance();
    } catch (ClassNotFoundException e) {
      throw problem("no class " + name + " on the class path", "add the jar that has it");
    } catch (InvocationTargetException e) {
      throw problem(name + " failed in its constructor: " + e.getCause(), "");
    } catch (ReflectiveOperationException e) {
      throw problem(name + " cannot be created", "it needs a public constructor without arguments");
    }
  }

  private static UserException problem(String message, String remedy) {
    return new UserException(Problem.at(Place.key("job.class"), message, remedy));
  }
}
