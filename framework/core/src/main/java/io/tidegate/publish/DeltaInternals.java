package io.tidegate.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code publish.delta} links against in Delta's internals, and whether a class path has it.
 * Looks by name alone and loads nothing of {@code publish.delta}, so that another Delta is found
 * out here and not by a {@code NoSuchMethodError} in the middle of a publish.
 *
 * <p>A signature is {@code owner.name(parameter types):type}, with {@code <init>} for a constructor
 * and no parentheses for a field; {@code owner{name,...}} is an interface with all of its abstract
 * methods.
 */
record DeltaInternals(ClassLoader loader, List<String> signatures) {

  private static final String LIST = "delta-internals.txt";

  static DeltaInternals of(ClassLoader loader) {
    try (var list = Objects.requireNonNull(DeltaInternals.class.getResourceAsStream(LIST))) {
      String text = new String(list.readAllBytes(), StandardCharsets.UTF_8);
      return new DeltaInternals(loader, text.lines().filter(line -> !line.isBlank()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first signature that the class path does not have. */
  Optional<String> firstMissing() {
    Map<String, Set<String>> members = new HashMap<>();
    return signatures.stream().filter(signature -> !has(signature, members)).findFirst();
  }

  /**
   * @param members of the owners that were looked at before
   */
  private boolean has(String signature, Map<String, Set<String>> members) {
    try {
      if (signature.endsWith("}")) {
        return hasNoOtherAbstractMethods(signature);
      }
      String owner = owner(signature);
      if (!members.containsKey(owner)) {
        members.put(owner, members(owner));
      }
      return members.get(owner).contains(signature);
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private boolean hasNoOtherAbstractMethods(String signature) throws ClassNotFoundException {
    int brace = signature.indexOf('{');
    var known = List.of(signature.substring(brace + 1, signature.length() - 1).split(","));
    return Arrays.stream(load(signature.substring(0, brace)).getMethods())
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .allMatch(method -> known.contains(method.getName()));
  }

  private static String owner(String signature) {
    int end = signature.indexOf('(') < 0 ? signature.indexOf(':') : signature.indexOf('(');
    return signature.substring(0, signature.lastIndexOf('.', end));
  }

  private Set<String> members(String owner) throws ClassNotFoundException {
    Set<String> members = new HashSet<>();
    for (Constructor<?> constructor : load(owner).getDeclaredConstructors()) {
      members.add(owner + ".<init>" + parameters(constructor) + ":void");
    }
    for (Class<?> type : family(load(owner))) {
      for (Method method : type.getDeclaredMethods()) {
        String name = owner + "." + method.getName() + parameters(method);
        members.add(name + ":" + method.getReturnType().getName());
      }
      for (Field field : type.getDeclaredFields()) {
        members.add(owner + "." + field.getName() + ":" + field.getType().getName());
      }
    }
    return members;
  }

  private static List<Class<?>> family(Class<?> type) {
    List<Class<?>> all = new ArrayList<>(List.of(type));
    for (int i = 0; i < all.size(); i++) {
      Stream.concat(
              Stream.ofNullable(all.get(i).getSuperclass()),
              Arrays.stream(all.get(i).getInterfaces()))
          .filter(parent -> !all.contains(parent))
          .forEach(all::add);
    }
    return all;
  }

  private static String parameters(Executable member) {
    return Arrays.stream(member.getParameterTypes())
        .map(Class::getName)
        .collect(Collectors.joining(",", "(", ")"));
  }

  private Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(name, false, loader);
  }
}
