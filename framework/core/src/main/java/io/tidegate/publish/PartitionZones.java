package io.tidegate.publish;

import io.tidegate.config.OutputConfig;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.time.ZoneId;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Spark names a directory for a time stamp in the session's time zone, and Delta 3.3 reads the name
 * in the JVM's ({@code DelayedCommitProtocol.parsePartitions}): where the two differ, the table
 * gets another time than the rows had.
 */
public final class PartitionZones {

  private PartitionZones() {}

  /**
   * @throws UserException when a time stamp is a partition column and the zones differ
   */
  public static void check(SparkSession spark, OutputConfig output, StructType schema) {
    ZoneId session = ZoneId.of(spark.sessionState().conf().sessionLocalTimeZone());
    ZoneId machine = ZoneId.systemDefault();
    if (session.getRules().equals(machine.getRules())) {
      return;
    }
    for (StructField field : schema.fields()) {
      if (field.dataType().equals(DataTypes.TimestampType)
          && output.partitionBy().stream().anyMatch(field.name()::equalsIgnoreCase)) {
        throw new UserException(
            Problem.at(
                Place.key("outputs." + output.key()),
                "the partition column '%s' is a time stamp, and the session's time zone %s is not the JVM's, %s: Delta would write other times than the rows have"
                    .formatted(field.name(), session, machine),
                "set spark.sql.session.timeZone = " + machine));
      }
    }
  }
}
