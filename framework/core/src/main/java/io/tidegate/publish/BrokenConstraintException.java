package io.tidegate.publish;

import io.tidegate.problem.UserException;

/**
 * Rows that were being staged break a promise of the table: NOT NULL, a CHECK constraint, or what a
 * replacing write says that its rows are. A run makes a finding of it.
 */
public final class BrokenConstraintException extends UserException {

  private static final long serialVersionUID = 1L;

  private final String constraint;
  private final String expected;
  private final String actual;
  private final String remedy;

  /**
   * @param constraint its stable name, such as {@code not-null.id}
   * @param expected what every row has to satisfy
   * @param actual the rows that do not
   * @param remedy what the job's owner can do
   */
  public BrokenConstraintException(
      String constraint, String expected, String actual, String remedy) {
    super(actual + "; expected " + expected, remedy);
    this.constraint = constraint;
    this.expected = expected;
    this.actual = actual;
    this.remedy = remedy;
  }

  public static BrokenConstraintException notNull(String column, String actual) {
    return new BrokenConstraintException(
        "not-null." + column,
        column + " is never null",
        actual,
        "fill "
            + column
            + " or leave such rows out in the transform, or let it be null in the"
            + " contract and in the table (ALTER TABLE ... ALTER COLUMN ... DROP NOT NULL)");
  }

  public static BrokenConstraintException check(String name, String condition, String actual) {
    return new BrokenConstraintException(
        "constraint." + name,
        condition,
        actual,
        "leave such rows out in the transform, or take the constraint from the table (ALTER TABLE"
            + " ... DROP CONSTRAINT "
            + name
            + ")");
  }

  public static BrokenConstraintException replaced(String predicate) {
    return new BrokenConstraintException(
        "replaced-rows",
        predicate,
        "there are rows outside of what the output replaces",
        "leave such rows out in the transform, or let the output replace them too");
  }

  public String constraint() {
    return constraint;
  }

  public String expected() {
    return expected;
  }

  public String actual() {
    return actual;
  }

  public String remedy() {
    return remedy;
  }
}
