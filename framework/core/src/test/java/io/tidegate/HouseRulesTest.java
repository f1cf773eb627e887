package io.tidegate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The package table of CONTRIBUTING.md, held by the build. */
class HouseRulesTest {

  private static final String ROOT = "io.tidegate";

  /** What each package may use of ours, besides itself. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("problem", Set.of()),
          Map.entry("check", Set.of()),
          Map.entry("interop", Set.of()),
          Map.entry("observe", Set.of("interop")),
          Map.entry("config", Set.of("problem", "check")),
          Map.entry("ledger", Set.of("problem", "check", "config")),
          Map.entry("jdbc", Set.of("problem", "config", "interop")),
          Map.entry(
              "dataset",
              Set.of("problem", "check", "config", "ledger", "volume", "interop", "jdbc")),
          Map.entry("schema", Set.of("problem", "check", "config", "ledger")),
          Map.entry("volume", Set.of("problem", "check", "config", "ledger")),
          Map.entry("eta", Set.of("problem", "check", "config", "ledger")),
          Map.entry("quality", Set.of("problem", "check", "config", "ledger", "interop")),
          Map.entry(
              "publish",
              Set.of("problem", "check", "config", "ledger", "dataset", "interop", "jdbc")),
          Map.entry("lineage", Set.of("problem", "check", "config", "ledger", "interop")),
          Map.entry("submit", Set.of("problem", "config", "ledger")),
          Map.entry("query", Set.of("problem")),
          Map.entry("job", Set.of("problem", "check", "config", "ledger")));

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void theClassesWereFound() {
    assertThat(OURS.size()).isGreaterThan(100);
  }

  @TestFactory
  Stream<DynamicTest> eachPackageUsesOnlyWhatItMay() {
    return MAY_USE.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> onlyUses(entry.getKey(), entry.getValue()).check(OURS)));
  }

  private static ArchRule onlyUses(String name, Set<String> others) {
    String[] allowed =
        Stream.concat(Stream.of(name), others.stream())
            .map(other -> ROOT + "." + other + "..")
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .onlyDependOnClassesThat(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "are outside " + ROOT + " or in " + List.of(allowed),
                type ->
                    !type.getPackageName().startsWith(ROOT)
                        || com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                                allowed)
                            .test(type)));
  }

  @Test
  void noCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(OURS);
  }

  @Test
  void onlyQualityTouchesDeequ() {
    only("quality", "com.amazon.deequ..");
  }

  @Test
  void onlyPublishDeltaTouchesDeltasInternals() {
    only("publish.delta", "org.apache.spark.sql.delta..");
  }

  @Test
  void onlyLineageEventsTouchesOpenLineage() {
    only("lineage.events", "io.openlineage..");
  }

  @Test
  void theLowerFloorsKnowNoSpark() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + ".problem..",
            ROOT + ".check..",
            ROOT + ".config..",
            ROOT + ".ledger..",
            ROOT + ".volume..",
            ROOT + ".eta..",
            ROOT + ".lineage.provenance..",
            ROOT + ".submit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "scala..")
        .check(OURS);
  }

  @Test
  void noCloudsClientIsNeededHere() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "software.amazon.awssdk..", "com.google.cloud..", "com.google.protobuf..")
        .check(OURS);
  }

  @Test
  void onlyTheCommandLineEndsTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".cli..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(OURS);
  }

  @Test
  void nothingStaticIsMutable() {
    com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields()
        .that()
        .areStatic()
        .should()
        .beFinal()
        .check(OURS);
  }

  @Test
  void exceptionsSayWhetherToRetry() {
    noClasses()
        .that()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .and()
        .areAssignableTo(RuntimeException.class)
        .and()
        .resideOutsideOfPackages(ROOT + ".cli..")
        .and(
            // it stands for a failure of any type, and says so when printed
            com.tngtech.archunit.base.DescribedPredicate.not(
                com.tngtech.archunit.core.domain.properties.HasName.Predicates.name(
                    ROOT + ".config.MaskedFailures$Masked")))
        .should(
            com.tngtech.archunit.lang.conditions.ArchConditions.notBeAssignableTo(
                com.tngtech.archunit.base.DescribedPredicate.or(
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                        io.tidegate.problem.UserException.class),
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                        io.tidegate.problem.TransientException.class))))
        .check(OURS);
  }

  private static void only(String name, String foreign) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "." + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(foreign)
        .check(OURS);
  }
}
