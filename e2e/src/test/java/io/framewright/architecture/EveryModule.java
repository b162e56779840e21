package io.framewright.architecture;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.LocationProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the modules' compilers wrote, tests included, which no module has on its class path. */
final class EveryModule implements LocationProvider {

  @Override
  public Set<Location> get(Class<?> testClass) {
    try (Stream<Path> modules = Files.list(Path.of("..").toAbsolutePath().normalize())) {
      return modules
          .flatMap(module ->
              Stream.of(module.resolve("target/classes"), module.resolve("target/test-classes")))
          .filter(Files::isDirectory)
          .map(Location::of)
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the modules", e);
    }
  }
}
