package io.tidegate.dataset;

import io.tidegate.jdbc.ReadSession;
import io.tidegate.jdbc.Reading;
import io.tidegate.volume.RowSum;
import io.tidegate.volume.RowSums;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A database's own sums of a source's rows, in the transaction that the rows are read in. What is
 * hashed is what {@link LandedSums} hashes.
 *
 * @param digests of the columns' values, hexadecimal and of one length
 * @param part of each row, and its key as text
 */
record JdbcSums(
    ReadSession session,
    SourceSql sql,
    List<String> digests,
    String part,
    String key,
    KeyText shown)
    implements RowSums {

  @Override
  public Map<String, RowSum> parts() {
    return sums(sql, part, name -> name);
  }

  @Override
  public Map<String, RowSum> keys(String name) {
    String wanted = part + " = " + sql.dialect().literal(name);
    return sums(sql.and(wanted), key, shown::of);
  }

  private Map<String, RowSum> sums(SourceSql of, String by, UnaryOperator<String> name) {
    Reading reading = sql.reading();
    String hash = reading.number(reading.digest(String.join(" || ", digests)));
    String rows = of.select("%s AS tidegate_by, %s AS tidegate_hash".formatted(by, hash));
    var sums = new HashMap<String, RowSum>();
    for (List<Optional<String>> row :
        session.all(
            "SELECT tidegate_by, COUNT(*), SUM(tidegate_hash) FROM ("
                + rows
                + ") r GROUP BY tidegate_by")) {
      sums.put(
          name.apply(row.get(0).orElseThrow()),
          new RowSum(
              Long.parseLong(row.get(1).orElseThrow()), new BigInteger(row.get(2).orElseThrow())));
    }
    return sums;
  }
}
