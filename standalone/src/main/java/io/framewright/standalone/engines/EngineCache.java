package io.framewright.standalone.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** Engines that were fetched once, one folder each. A folder is there as a whole or not at all. */
public record EngineCache(Path root) {

  /** Fills a folder that was just made. */
  interface Filling {
    void into(Path folder) throws IOException;
  }

  /** {@code $XDG_CACHE_HOME/framewright/engines}, or below {@code ~/.cache}. */
  public static EngineCache of(Map<String, String> environment, Path home) {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path cache = xdg.startsWith("/") ? Path.of(xdg) : home.resolve(".cache");
    return new EngineCache(cache.resolve("framewright/engines"));
  }

  Path folder(String name) {
    return root.resolve(name);
  }

  /**
   * Fills a temporary folder and gives it its name in one step.
   *
   * @throws UncheckedIOException if the cache cannot be written or the filling fails
   */
  Path store(String name, Filling filling) {
    Path target = folder(name);
    try {
      Files.createDirectories(root);
      Path temporary = Files.createTempDirectory(root, name + ".");
      try {
        filling.into(temporary);
        move(temporary, target);
      } finally {
        deleteTree(temporary);
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot store %s".formatted(target), e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    deleteTree(to);
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
      if (!Files.isDirectory(to)) {
        throw e;
      }
    }
  }

  private static void deleteTree(Path tree) throws IOException {
    if (Files.notExists(tree)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
