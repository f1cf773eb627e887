package io.tidegate.dataset;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** A {@link CanonicalText canonical text} as a person reads it. */
record KeyText(Optional<DataType> type) {

  String of(String canonical) {
    return canonical.equals("null")
        ? canonical
        : type.map(known -> read(canonical, known)).orElse(canonical);
  }

  private static String read(String canonical, DataType type) {
    if (type.equals(DataTypes.DateType)) {
      return LocalDate.ofEpochDay(Long.parseLong(canonical)).toString();
    }
    Optional<Instant> time =
        type.equals(DataTypes.TimestampType) || type.equals(DataTypes.TimestampNTZType)
            ? Optional.of(Instant.EPOCH.plus(Long.parseLong(canonical), ChronoUnit.MICROS))
            : Optional.empty();
    return time.map(
            at ->
                type.equals(DataTypes.TimestampType)
                    ? at.toString()
                    : at.atOffset(ZoneOffset.UTC).toLocalDateTime().toString())
        .orElse(canonical);
  }
}
