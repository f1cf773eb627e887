package io.tidegate.run;

import io.tidegate.ledger.RunRecord.Write;
import java.util.Optional;

/**
 * What is known of an output before a row of it is computed, and the ledger keeps; see {@code
 * OutputRecord}.
 */
record DescribedOutput(Optional<String> lineage, Optional<String> schema, Write write) {}
