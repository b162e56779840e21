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

  /** Where a service's beans are: in a worker, the runtime's are, too. */
  private static final Map<String, List<String>> PACKAGES =
      new TreeMap<>(
          Map.of(
              "gateway", List.of("io.framewright.gateway."),
              "image-service", List.of("io.framewright.image.", "io.framewright.worker."),
              "job-orchestrator", List.of("io.framewright.orchestrator."),
              "metadata-service", List.of("io.framewright.metadata."),
              "transcoder-service",
                  List.of("io.framewright.transcoder.", "io.framewright.worker.")));

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("io.framewright");
  private final Map<String, Set<JavaClass>> givers = givers();
  private final Map<String, Set<String>> reached = new HashMap<>();

  Readers() {
    PACKAGES.forEach((service, prefixes) -> reached.put(service, reach(prefixes)));
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

  private Set<String> reach(List<String> prefixes) {
    Deque<JavaClass> next =
        new ArrayDeque<>(
            classes.stream()
                .filter(type ->
                    prefixes.stream().anyMatch(type.getName()::startsWith)
                        || isMadeByEveryService(type))
                .toList());
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

  private static boolean isMadeByEveryService(JavaClass type) {
    return type.getName().startsWith("io.framewright.platform.")
        && type.isAnnotatedWith("io.micronaut.context.annotation.Context");
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
