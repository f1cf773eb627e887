package io.tidegate.publish;

import io.tidegate.publish.StageRequest.Evolution;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * What a publish makes of its table.
 *
 * @param schema the table's schema after the publish. A dataset's own nullability promises nothing,
 *     so NOT NULL and the columns' comments are taken from here, where the table is new or evolves
 * @param partitionBy the table's partition columns after the publish
 */
public record TableChange(StructType schema, List<String> partitionBy, Evolution evolution) {}
