package io.tidegate.schema;

import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toMap;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.config.OutputConfig;
import io.tidegate.config.SchemaChange;
import io.tidegate.config.WriteMode;
import io.tidegate.problem.Place;
import io.tidegate.schema.Difference.Nulls;
import io.tidegate.schema.Judge.Judgement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.StructType;

/**
 * Compares what a job is about to publish with the contract and with the table, before a row is
 * computed. Pure: nothing is read and nothing is run.
 *
 * <p>A dataset's own nullability is not a promise. What is read from files is nullable throughout,
 * and a computed literal never is; neither is meant. So without a contract a column that cannot be
 * null is as good as one that can, and what Delta checks anyway, a NOT NULL column of the table, is
 * left to the write, unless {@code relax-nullability} is allowed. A contract is a promise: its NOT
 * NULL is compared with the table's.
 *
 * <p>The contract is judged by the same policy, with checks named {@code contract.<class>}. A class
 * that is allowed goes on from the contract to the table: an additional column becomes one, a
 * narrower type is cast.
 */
public final class SchemaCheck {

  private static final String MAPPING = "delta.columnMapping.mode";

  private final OutputConfig output;
  private final Optional<StructType> contract;

  /**
   * @throws io.tidegate.problem.UserException when the contract cannot be read
   */
  public SchemaCheck(OutputConfig output) {
    this.output = output;
    var place = Place.key(output.key() + ".schema.contract");
    this.contract = output.schema().contract().map(text -> SchemaContract.parse(text, place));
  }

  /** What to do about a dataset with this schema. */
  public SchemaDecision judge(ExistingTable table, StructType incoming) {
    var unreadable = storable().unreadable(incoming);
    if (!unreadable.isEmpty()) {
      return new SchemaDecision(
          unreadable, List.of(), table.visible(), table.partitionBy(), Evolution.NONE);
    }
    var findings = new ArrayList<Finding>();
    var effective = contract.map(c -> againstContract(c, incoming, findings)).orElse(incoming);
    var decision = table.exists() ? change(table, effective) : create(effective);
    findings.addAll(decision.findings());
    findings.addAll(
        storable().unwritable(decision.target(), decision.partitionBy(), mapsNames(table)));
    return new SchemaDecision(
        List.copyOf(findings),
        decision.differences(),
        decision.target(),
        decision.partitionBy(),
        decision.evolution());
  }

  private StructType againstContract(
      StructType contract, StructType incoming, List<Finding> findings) {
    var differences =
        SchemaDiff.columns(contract, incoming).stream()
            .filter(d -> d.kind() != SchemaChange.RELAX_NULLABILITY)
            .flatMap(d -> undeclared(d).stream())
            .toList();
    var judge =
        new Judge(output.schema(), output.name(), "contract.", new Limits("contract", true));
    var judgement = judge.judge(differences);
    findings.addAll(
        differences.isEmpty() ? List.of(unchanged("contract", contract)) : judgement.findings());
    return new Target(judgement.applied(), false).of(contract, incoming);
  }

  private SchemaDecision create(StructType effective) {
    var target = contract.isPresent() ? effective : Types.nullable(effective);
    var absent = new Outcome.NotApplicable("the table does not exist yet");
    return new SchemaDecision(
        List.of(finding("schema", absent)),
        List.of(),
        target,
        spelled(output.partitionBy(), target),
        Evolution.NONE);
  }

  private SchemaDecision change(ExistingTable table, StructType effective) {
    var differences = new ArrayList<>(SchemaDiff.columns(table.visible(), effective));
    differences.addAll(SchemaDiff.partitioning(table.partitionBy(), output.partitionBy()));
    var declared =
        contract.isPresent()
            ? differences
            : differences.stream().flatMap(d -> undeclared(d).stream()).toList();
    var judgement = judge(declared);
    var target =
        new Target(judgement.applied(), contract.isPresent()).of(table.visible(), effective);
    return new SchemaDecision(
        judgement.findings().isEmpty()
            ? List.of(unchanged("schema", target))
            : judgement.findings(),
        List.copyOf(declared),
        target,
        partitioning(table, judgement.applied(), target),
        Evolution.of(judgement.applied()));
  }

  private Judgement judge(List<Difference> differences) {
    var limits = new Limits("table", output.write() == WriteMode.OVERWRITE);
    var left = differences.stream().collect(partitioningBy(this::leftToTheWrite));
    var judgement =
        new Judge(output.schema(), output.name(), "", limits)
            .judge(left.getOrDefault(false, List.of()));
    var checked = left.getOrDefault(true, List.of());
    if (checked.isEmpty()) {
      return judgement;
    }
    var findings = new ArrayList<>(judgement.findings());
    findings.add(checkedByTheWrite(checked));
    return new Judgement(List.copyOf(findings), judgement.applied());
  }

  /** A NOT NULL of the table that no contract takes back, and that Delta checks row by row. */
  private boolean leftToTheWrite(Difference d) {
    return d.kind() == SchemaChange.RELAX_NULLABILITY
        && d.nulls() == Nulls.CHECKED
        && contract.isEmpty()
        && !output.schema().allow().contains(d.kind());
  }

  private Finding checkedByTheWrite(List<Difference> differences) {
    var why =
        "NOT NULL is checked as the rows are written: "
            + DiffText.few(differences, Difference::path);
    return finding("not-null", new Outcome.NotApplicable(why));
  }

  /** The difference without what only a declared nullability could mean. */
  private static Optional<Difference> undeclared(Difference d) {
    return switch (d.kind()) {
      case TIGHTEN_NULLABILITY -> Optional.empty();
      case ADD_REQUIRED_COLUMN ->
          Optional.of(Difference.of(SchemaChange.ADD_NULLABLE_COLUMN, d.path(), d.from(), d.to()));
      default -> Optional.of(d);
    };
  }

  private List<String> partitioning(
      ExistingTable table, Set<SchemaChange> applied, StructType target) {
    boolean anew = applied.contains(SchemaChange.CHANGE_PARTITIONING);
    return spelled(anew ? output.partitionBy() : table.partitionBy(), target);
  }

  private static List<String> spelled(List<String> names, StructType target) {
    var spelling =
        Arrays.stream(target.fieldNames()).collect(toMap(Paths::key, name -> name, (a, b) -> a));
    return names.stream().map(name -> spelling.getOrDefault(Paths.key(name), name)).toList();
  }

  private boolean mapsNames(ExistingTable table) {
    var existing = table.properties().getOrDefault(MAPPING, "none");
    return !output.properties().getOrDefault(MAPPING, existing).equals("none");
  }

  private Storable storable() {
    return new Storable(output.name(), output.schema().otherwise());
  }

  private Finding unchanged(String baseline, StructType schema) {
    var expected = "the " + (baseline.equals("schema") ? "table" : baseline) + "'s schema";
    return finding(baseline, new Outcome.Passed(expected, schema.length() + " columns, as before"));
  }

  private Finding finding(String check, Outcome outcome) {
    return new Finding(
        Finding.Kind.SCHEMA, check, output.name(), output.schema().otherwise(), outcome);
  }
}
