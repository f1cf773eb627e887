package io.tidegate.publish.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.RemoveFile;
import org.junit.jupiter.api.Test;

class ManifestTest {

  private static final String HEADER = "{\"tidegate\":{\"replaceWhere\":\"id < 2\"}}";
  private static final String ADD =
      "{\"add\":{\"path\":\"day=2020-03-01/part-0.parquet\",\"partitionValues\":{\"day\":null},"
          + "\"size\":7,\"modificationTime\":8,\"dataChange\":true}}";
  private static final String REMOVE =
      "{\"remove\":{\"path\":\"part-1.parquet\",\"deletionTimestamp\":5,\"dataChange\":true}}";

  @Test
  void readsWhatItWrote() {
    var manifest = Manifest.read(List.of(HEADER, ADD, REMOVE), Instant.ofEpochMilli(5));
    assertThat(manifest.predicate()).contains("id < 2");
    assertThat(manifest.documents()).containsExactly(HEADER, ADD, REMOVE);
    assertThat(Manifest.read(manifest.documents(), Instant.ofEpochMilli(5))).isEqualTo(manifest);
  }

  @Test
  void hasNoPredicateUnlessItIsGivenOne() {
    var manifest = new Manifest(Optional.empty(), List.of());
    assertThat(manifest.documents()).containsExactly("{\"tidegate\":{}}");
    assertThat(Manifest.read(manifest.documents(), Instant.EPOCH)).isEqualTo(manifest);
  }

  @Test
  void datesRemovedFilesByTheCommitSoThatTheyLastForTheRetention() {
    var manifest = Manifest.read(List.of(HEADER, ADD, REMOVE), Instant.ofEpochMilli(99));
    RemoveFile removed = manifest.all(RemoveFile.class).get(0);
    assertThat(removed.deletionTimestamp().get()).isEqualTo(99L);
    assertThat(manifest.all(AddFile.class).get(0).modificationTime()).isEqualTo(8);
  }

  @Test
  void namesADocumentThatIsNone() {
    assertThatThrownBy(() -> Manifest.read(List.of("{oops"), Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a staged action: {oops");
  }
}
