package io.tidegate.emr;

import io.tidegate.problem.Closest;
import io.tidegate.problem.Problems;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;

/** Finds texts that are none of the words that the service knows: the SDK takes them all. */
record Enums(Problems problems) {

  private static final String UNKNOWN = "UNKNOWN_TO_SDK_VERSION";

  void check(SdkPojo built, String path) {
    for (SdkField<?> field : built.sdkFields()) {
      if (field.marshallingType() == MarshallingType.STRING) {
        constant(built, field)
            .filter(found -> found.name().equals(UNKNOWN))
            .ifPresent(found -> report(built, field, found, path));
      }
    }
  }

  /** What the getter gives, when it gives one of an enum's. */
  private static Optional<Enum<?>> constant(SdkPojo built, SdkField<?> field) {
    String member = field.memberName();
    String getter = member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
    try {
      Method method = built.getClass().getMethod(getter);
      return method.getReturnType().isEnum()
          ? Optional.ofNullable((Enum<?>) method.invoke(built))
          : Optional.empty();
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }

  private void report(SdkPojo built, SdkField<?> field, Enum<?> found, String path) {
    List<String> words =
        Arrays.stream(found.getDeclaringClass().getEnumConstants())
            .filter(each -> !each.name().equals(UNKNOWN))
            .map(String::valueOf)
            .toList();
    String text = String.valueOf(field.getValueOrDefault(built));
    problems.add(
        EmrProblems.at(
            path.isEmpty() ? field.locationName() : path + "." + field.locationName(),
            "'" + text + "' is not known",
            Closest.hint(text, words, "use one of " + String.join(", ", words))));
  }
}
