package io.framewright.configuration;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds which services read a class's settings: those whose code leads to it, by what it depends on
 * or by the beans that implement or make what it depends on.
 */
final class Readers {

  private static final Map<String, String> PACKAGES =
      new TreeMap<>(
          Map.of(
              "gateway", "io.framewright.gateway.",
              "image-service", "io.framewright.image.",
              "job-orchestrator", "io.framewright.orchestrator.",
              "metadata-service", "io.framewright.metadata.",
              "transcoder-service", "io.framewright.transcoder."));

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("io.framewright");
  private final Map<String, Set<JavaClass>> givers = givers();
  private final Map<String, Set<String>> reached = new HashMap<>();

  Readers() {
    PACKAGES.forEach((service, prefix) -> reached.put(service, reach(prefix)));
  }

  /** The services whose code leads to where the setting is read, or whose application.yml does. */
  Set<String> of(Setting setting) {
    Set<String> services = new TreeSet<>();
    for (String service : PACKAGES.keySet()) {
      if (setting.reader().equals(service)
          || reached.getOrDefault(service, Set.of()).contains(setting.reader())
          || mentions(service, setting.key())) {
        services.add(service);
      }
    }
    return services;
  }

  private static boolean mentions(String service, String key) {
    Path file =
        Sources.ROOT.resolve(
            "%s/src/main/resources/framewright/%s/application.yml".formatted(service, service));
    return Pattern.compile("\\$\\{" + Pattern.quote(key) + "[:}]")
        .matcher(Sources.read(file))
        .find();
  }

  private Set<String> reach(String prefix) {
    Deque<JavaClass> next =
        new ArrayDeque<>(
            classes.stream().filter(type -> type.getName().startsWith(prefix)).toList());
    Set<String> seen = new HashSet<>();
    while (!next.isEmpty()) {
      JavaClass type = next.pop();
      if (seen.add(type.getName())) {
        type.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            .filter(target -> target.getName().startsWith("io.framewright."))
            .forEach(next::push);
        next.addAll(givers.getOrDefault(type.getName(), Set.of()));
      }
    }
    return seen;
  }

  /** For each type, the platform's classes that implement it, and the factories that make it. */
  private Map<String, Set<JavaClass>> givers() {
    Map<String, Set<JavaClass>> found = new HashMap<>();
    for (JavaClass type : classes) {
      if (type.getName().startsWith("io.framewright.platform.")) {
        given(type).forEach(name -> found.computeIfAbsent(name, _ -> new HashSet<>()).add(type));
      }
    }
    return found;
  }

  private static List<String> given(JavaClass type) {
    Stream<String> made =
        type.isAnnotatedWith("io.micronaut.context.annotation.Factory")
            ? type.getMethods().stream().map(method -> method.getRawReturnType().getName())
            : Stream.of();
    return Stream.concat(type.getAllRawInterfaces().stream().map(JavaClass::getName), made)
        .toList();
  }
}
