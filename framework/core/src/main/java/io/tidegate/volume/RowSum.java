package io.tidegate.volume;

import java.math.BigInteger;

/**
 * Rows, and the sum of a hash of each: equal for the same rows in any order.
 *
 * @param sum of numbers of 60 bits
 */
public record RowSum(long rows, BigInteger sum) {

  static final RowSum NONE = new RowSum(0, BigInteger.ZERO);
}
