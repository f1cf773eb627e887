package io.tidegate.lineage.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tidegate.ledger.ColumnLineage;
import io.tidegate.ledger.DatasetSchema;
import io.tidegate.ledger.LedgerJson;
import java.util.Optional;
import java.util.function.Function;

/**
 * What records refer to by a fingerprint. What is not there, or cannot be read, is left out of
 * events.
 *
 * @param find the text of a document by its fingerprint
 */
record Documents(Function<String, Optional<String>> find) {

  Optional<DatasetSchema> schema(Optional<String> fingerprint) {
    return fingerprint.flatMap(find).flatMap(json -> read(() -> DatasetSchema.read(json)));
  }

  Optional<ColumnLineage> lineage(Optional<String> fingerprint) {
    return fingerprint
        .flatMap(find)
        .flatMap(json -> read(() -> LedgerJson.read(json, ColumnLineage.class)));
  }

  private static <T> Optional<T> read(Document<T> document) {
    try {
      return Optional.of(document.read());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private interface Document<T> {
    T read() throws JsonProcessingException;
  }
}
