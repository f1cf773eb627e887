package io.tidegate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class DiffTextTest {

  @Test
  void everyClassHasItsLine() {
    var table =
        "`Province/State` string, Lat decimal(9,6), gone int NOT NULL, n smallint, w int, d double,"
            + " req int NOT NULL, opt int, Id int, p int, q int";
    var incoming =
        "Province_State string, Lat double, fresh date, need boolean NOT NULL, n int, w bigint, d"
            + " float, req int, opt int NOT NULL, ID int, q int, p int";
    var differences = new ArrayList<>(diff(table, incoming));
    differences.addAll(SchemaDiff.partitioning(List.of(), List.of("p", "a.b")));
    assertThat(DiffText.of(differences))
        .isEqualTo(
            """
            - Province/State  string       dropped
            + Province_State  string       added (renamed from Province/State?)
            ~ Lat             double       was decimal(9,6)
            - gone            int          dropped, was NOT NULL
            ~ n               int          was smallint (wider)
            ~ w               bigint       was int (wider, the table must be written again)
            ~ d               float        was double (narrower)
            ~ req             nullable     was NOT NULL
            ~ opt             NOT NULL     was nullable
            ~ Id              ID           was spelled Id
            ~ p               position 12  was position 10
            + fresh           date         added
            + need            boolean      added, NOT NULL
            ~ (partitioning)  p, `a.b`     was none""");
  }

  @Test
  void nothingForNoDifference() {
    assertThat(DiffText.of(List.of())).isEmpty();
  }

  @Test
  void longTypesAndLongListsAreCut() {
    var wide = "s struct<" + String.join(",", Collections.nCopies(1, "abcdefghij:int")) + ">";
    var longer = "t struct<abcdefghij:int,bcdefghijk:int,cdefghijkl:int,defghijklm:int,efgh:int>";
    assertThat(DiffText.of(diff("a int", "a int, " + wide + ", " + longer)))
        .isEqualTo(
            """
            + s  struct<abcdefghij:int>                                        added
            + t  struct<abcdefghij:int,bcdefghijk:int,cdefghijkl:int,defgh...  added""");
    var many = new StructType();
    for (int i = 0; i < 150; i++) {
      many = many.add("c" + i, "int");
    }
    assertThat(DiffText.of(SchemaDiff.columns(new StructType(), many)).lines())
        .hasSize(101)
        .last()
        .isEqualTo("... and 50 more");
  }

  @Test
  void widthIsCountedInCharactersThatAPersonSees() {
    assertThat(DiffText.of(diff("a int", "a int, `😀` int, bc int")))
        .isEqualTo("+ 😀   int  added\n+ bc  int  added");
  }

  @Test
  void aFewAndHowManyMore() {
    var seven = diff("a int", "a int, b int, c int, d int, e int, f int, g int, h int");
    assertThat(DiffText.few(seven, Difference::path)).isEqualTo("b, c, d, e, f, and 2 more");
    assertThat(DiffText.few(seven.subList(0, 2), Difference::path)).isEqualTo("b, c");
  }

  private static List<Difference> diff(String table, String incoming) {
    return SchemaDiff.columns(StructType.fromDDL(table), StructType.fromDDL(incoming));
  }
}
