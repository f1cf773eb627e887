package io.tidegate.publish;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.FieldAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import io.tidegate.TestSpark;
import io.tidegate.config.PublishStrategy;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeltaInternalsTest {

  private static final String DELTA = "org.apache.spark.sql.delta";
  private static final DeltaInternals HERE =
      DeltaInternals.of(DeltaInternalsTest.class.getClassLoader());

  @Test
  void listsEveryInternalOfDeltaThatTheDirectPublisherUses() {
    Set<String> used = new TreeSet<>();
    for (JavaClass own :
        new ClassFileImporter()
            .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackagesOf(DirectOrStaged.class)) {
      own.getAccessesFromSelf().stream()
          .filter(access -> isDeltas(owner(access)))
          .map(DeltaInternalsTest::signature)
          .forEach(used::add);
      own.getMethods().stream().flatMap(DeltaInternalsTest::overridden).forEach(used::add);
      own.getRawInterfaces().stream()
          .filter(DeltaInternalsTest::isDeltas)
          .map(DeltaInternalsTest::implemented)
          .forEach(used::add);
    }
    assertThat(HERE.signatures()).containsExactlyElementsOf(used).hasSizeGreaterThan(50);
  }

  @Test
  void findsThemAllInThisDelta() {
    assertThat(HERE.firstMissing()).isEmpty();
    var choice = Publishers.choose(TestSpark.session(), PublishStrategy.DIRECT);
    assertThat(choice.publisher()).isInstanceOf(DirectOrStaged.class);
    assertThat(choice.warning()).isEmpty();
  }

  @Test
  void fallsBackWithAWarningWhereAClassIsMissing() {
    var without =
        new ClassLoader(DeltaInternalsTest.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(DELTA + ".commands.WriteIntoDelta")) {
              throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
          }
        };
    var choice = Publishers.choose(TestSpark.session(), PublishStrategy.DIRECT, without);
    assertThat(choice.publisher()).isInstanceOf(StagedPublisher.class);
    assertThat(choice.warning().orElseThrow())
        .startsWith(
            "publish.strategy = direct is not possible with this Delta, which lacks "
                + "org.apache.spark.sql.delta.commands.WriteIntoDelta.")
        .endsWith(": rows are staged beside the table and written twice");
  }

  @Test
  void seesOtherSignaturesAndNewAbstractMethods() {
    String other = DELTA + ".DeltaLog.update(boolean):" + DELTA + ".Snapshot";
    String owner = DELTA + ".NoSuchClass.update():void";
    String more = DELTA + ".SnapshotDescriptor{deltaLog,metadata}";
    for (String signature : List.of(other, owner, more)) {
      assertThat(new DeltaInternals(HERE.loader(), List.of(signature)).firstMissing())
          .contains(signature);
    }
  }

  @Test
  void asksNothingOfDeltaForTheStagedPublisher() {
    var nothing = new DeltaInternals(HERE.loader(), List.of(DELTA + ".Gone.method():void"));
    var choice =
        Publishers.choose(TestSpark.session(), PublishStrategy.STAGED, nothing::firstMissing);
    assertThat(choice.publisher()).isInstanceOf(StagedPublisher.class);
    assertThat(choice.warning()).isEmpty();
  }

  private static boolean isDeltas(JavaClass type) {
    return type.getPackageName().startsWith(DELTA);
  }

  /** What a class of ours inherits from Delta's is Delta's. */
  private static JavaClass owner(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    return access.getTarget().resolveMember().stream()
        .map(JavaMember::getOwner)
        .filter(declaring -> !isDeltas(owner) && isDeltas(declaring))
        .findFirst()
        .flatMap(declaring -> owner.getRawSuperclass())
        .orElse(owner);
  }

  private static String signature(JavaAccess<?> access) {
    String name = owner(access).getName() + "." + access.getTarget().getName();
    return access.getTarget() instanceof CodeUnitAccessTarget unit
        ? name + parameters(unit.getRawParameterTypes()) + ":" + unit.getRawReturnType().getName()
        : name + ":" + ((FieldAccessTarget) access.getTarget()).getRawType().getName();
  }

  private static Stream<String> overridden(JavaMethod own) {
    String name = own.getName() + parameters(own.getRawParameterTypes());
    return own.getOwner().getAllRawSuperclasses().stream()
        .filter(DeltaInternalsTest::isDeltas)
        .flatMap(parent -> parent.getMethods().stream())
        .filter(method -> name.equals(method.getName() + parameters(method.getRawParameterTypes())))
        .map(
            method ->
                method.getOwner().getName()
                    + "."
                    + name
                    + ":"
                    + method.getRawReturnType().getName());
  }

  private static String implemented(JavaClass type) {
    return type.getName()
        + type.getMethods().stream()
            .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
            .map(JavaMethod::getName)
            .sorted()
            .collect(joining(",", "{", "}"));
  }

  private static String parameters(List<JavaClass> types) {
    return types.stream().map(JavaClass::getName).collect(joining(",", "(", ")"));
  }
}
