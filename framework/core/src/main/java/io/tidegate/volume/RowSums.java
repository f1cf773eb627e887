package io.tidegate.volume;

import java.util.Map;

/** The sums of one place's rows. Rows of one key are in one part, wherever they are. */
public interface RowSums {

  /** By part; a part without rows is left out. */
  Map<String, RowSum> parts();

  /** The rows of one part by their key, as text. */
  Map<String, RowSum> keys(String part);
}
