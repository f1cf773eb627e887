package io.tidegate.config;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ConfigPackageTest {

  @Test
  void aConfIsReadWithoutSpark() {
    var imported =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tidegate.config", "io.tidegate.problem");

    assertThat(imported).hasSizeGreaterThan(40);
    classes()
        .that(resideInAnyPackage("io.tidegate.config", "io.tidegate.problem"))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "com.typesafe.config",
                "org.jspecify..",
                "io.tidegate.check",
                "io.tidegate.config",
                "io.tidegate.problem"))
        .check(imported);
  }
}
