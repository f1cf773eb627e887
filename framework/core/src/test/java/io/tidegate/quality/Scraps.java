package io.tidegate.quality;

import java.util.List;

/** What gets into files by mistake or on purpose. */
final class Scraps {

  static final List<String> VALUES =
      List.of(
          "",
          "0.1.2",
          "10 parsecs",
          "-5%",
          "1000000 %",
          "25:61",
          "06:00 Nowhere/City",
          "P1D",
          "${nowhere}",
          "${?nowhere}",
          "${job}",
          "${job.name}",
          "${}",
          "${a.\"b",
          "${\"\"}",
          "\"\"\"",
          "\"${vars.x}\"",
          "\"../../etc\"",
          "'x'",
          "\"a\\nb\"",
          "\"; DROP TABLE x; --\"",
          "\"https://ann:secret@host/x\"");

  /** Values of every type there is, for keys that want another. */
  static final List<String> TYPES =
      List.of(
          "true",
          "null",
          "-1",
          "0.5",
          "\"\"",
          "word",
          "[]",
          "{}",
          "[[[]]]",
          "[1, two, { three = 4 }, null]",
          "{ a = { b = [ { c = 1 } ] } }",
          "[ ${job} ]");

  static final List<String> NUMBERS =
      List.of(
          "1e999999",
          "1e999999999999",
          "-1e400",
          "99999999999999999999999",
          "9223372036854775808",
          "-9223372036854775809",
          "2147483648",
          "1e18d",
          "9223372036854775807 weeks",
          "99999999999999999999 GiB",
          "1e308%",
          "0.0000000000000000000000000000000000001",
          "NaN",
          "Infinity",
          "0x10",
          "1_000",
          "+5",
          "٣",
          "9".repeat(5000));

  static final List<String> UNICODE =
      List.of(
          "\uFEFF",
          "\uD800",
          "é",
          "e\u0301",
          "数据",
          "🌊",
          "\u2028",
          "\u2029",
          "\u0085",
          "\u00A0",
          "\u200B",
          "\u202Etxt.fnoc",
          "\uFF0F",
          "\u2025/",
          "ﬁ",
          "İ",
          "\uFFFF",
          "\uDBFF\uDFFF",
          "\u0007",
          "\u001B[31m");

  static final List<String> SCRAPS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          "\"\"\"",
          "=",
          ":",
          ",",
          "\n",
          "\t",
          "\\",
          "$",
          "${",
          "#",
          "//",
          "include ",
          "+=",
          "and",
          "between",
          "(",
          ")",
          "\r\n",
          "`",
          "'",
          "--",
          "/*",
          "\\u00",
          "x".repeat(5000));

  static final List<String> CONF_LINES =
      List.of(
          "include \"job.conf\"",
          "include url(\"http://127.0.0.1:1/x.conf\")",
          "include file(\"/dev/zero\")",
          "include \"/proc/self/mem\"",
          "include classpath(\"../x\")",
          "job = ${job} ${job}",
          "warehouse = ${warehouse}\"/\"${warehouse}",
          "output = ${output} { name = other }",
          "job.name = [1, 2",
          "inputs = []",
          "output.quality = [ { rules = \"other.dqdl\", on-failure = maybe } ]",
          "output.quality = [ { rules = \"/dev/zero\", on-failure = hold } ]",
          "output.quality = [ { rules = \"../../../../../../etc/passwd\", on-failure = hold } ]",
          "output.schema.contract = \"/etc/shadow.ddl\"",
          "settings { \"a.b\" = { \"\" = 1 } }",
          "\"\" = 1",
          "a..b = 1",
          ".a = 1",
          "job.name += x",
          "vars = 1",
          "vars = ${job}",
          "date-parts.year = 1");

  static final List<String> RULES =
      List.of(
          "RowCount",
          "RowCount >",
          "RowCount > 0 and",
          "RowCount between 1",
          "RowCount between 9 and 1",
          "RowCount > 1e999999",
          "RowCount > " + "9".repeat(2000),
          "RowCount > last(99999999999999999999)",
          "RowCount > avg(last(0))",
          "Completeness \"id\" > 200%",
          "IsComplete",
          "IsComplete \"\"",
          "IsComplete \"a\" \"b\" \"c\"",
          "IsComplete \"`a`; DROP TABLE b\"",
          "IsComplete id",
          "IsUnique \"\\\"",
          "ColumnValues \"a\" in [" + "1, ".repeat(2000) + "1]",
          "ColumnValues \"a\" in []",
          "ColumnValues \"a\" matches \"(((\"",
          "ColumnValues \"a\" matches \"(a+)+$\"",
          "ColumnValues \"a\" between \"x\" and now()",
          "CustomSql \"select\" > 0",
          "CustomSql \"select 1; drop table x\" = 1",
          "NoSuchRule \"a\"",
          "DetectAnomalies \"RowCount\"",
          "FileFreshness \"s3://b/x\" > 1",
          "ReferentialIntegrity \"a\" \"../b.c\" = 1",
          "(RowCount > 0) and ".repeat(50) + "(RowCount > 0)",
          "Rules = [ RowCount > 0 ]",
          "Analyzers = [ Completeness \"id\" ]",
          "]",
          "[");

  private Scraps() {}
}
