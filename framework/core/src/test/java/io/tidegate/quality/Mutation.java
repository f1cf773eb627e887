package io.tidegate.quality;

import java.util.List;
import java.util.stream.Stream;

/** The kinds of mistakes that are made, each in the files where it can be made. */
enum Mutation {
  LINE_REMOVED,
  LINE_REPEATED,
  LINE_ADDED,
  OTHER_VALUE,
  OTHER_TYPE,
  HUGE_NUMBER,
  UNICODE,
  SCRAP,
  CUT,
  TRUNCATED,
  SEVERAL,
  NESTED_DEEPLY,
  LONG_LINE,
  BYTE_ORDER_MARK,
  CARRIAGE_RETURNS,
  NUL,
  NOT_UTF_8,
  BINARY,
  JUNK_10_MB,
  JUNK_1_MB,
  INCLUDES_ITSELF(Where.CONF),
  INCLUDE_CIRCLE(Where.CONF),
  INCLUDE_DOUBLING(Where.CONF),
  INCLUDE_LOST(Where.CONF),
  SUBSTITUTES_ITSELF(Where.CONF),
  SUBSTITUTION_CIRCLE(Where.CONF),
  SUBSTITUTION_DOUBLING(Where.CONF),
  SET_KEY(Where.CONF),
  SET_VALUE(Where.CONF),
  RULE_SCRAP(Where.RULES);

  private enum Where {
    CONF,
    RULES,
    BOTH
  }

  private final Where where;

  Mutation() {
    this(Where.BOTH);
  }

  Mutation(Where where) {
    this.where = where;
  }

  static List<Mutation> ofConfs() {
    return Stream.of(values()).filter(m -> m.where != Where.RULES).toList();
  }

  static List<Mutation> ofRules() {
    return Stream.of(values()).filter(m -> m.where != Where.CONF).toList();
  }

  String words() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
