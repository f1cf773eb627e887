package io.tidegate.run;

import io.tidegate.config.OutputConfig;
import io.tidegate.publish.TableChange;
import io.tidegate.publish.TableState;
import io.tidegate.quality.Quality;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An output whose schema is judged and whose rules are planned; nothing is computed.
 *
 * @param base the table as the run found it
 * @param rows aligned to {@code change.schema()}
 * @param described what the ledger keeps of it
 */
record PreparedOutput(
    OutputConfig config,
    TableState base,
    TableChange change,
    Dataset<Row> rows,
    Quality quality,
    DescribedOutput described) {}
