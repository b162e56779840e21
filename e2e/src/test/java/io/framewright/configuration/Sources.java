package io.framewright.configuration;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The project's files, Java ones as the JDK's own parser reads them. */
final class Sources {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Sources() {}

  /** A parsed file and what is needed to ask for its comments. */
  record Parsed(CompilationUnitTree unit, DocTrees docs) {}

  static List<Parsed> parsed() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(mainFiles(".java")));
      DocTrees docs = DocTrees.instance(task);
      List<Parsed> parsed = new ArrayList<>();
      task.parse().forEach(unit -> parsed.add(new Parsed(unit, docs)));
      return parsed;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot parse the sources", e);
    }
  }

  /** Files of the modules' production code and resources whose name ends so. */
  static List<Path> mainFiles(String ending) {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src/main"))
          .filter(Files::isDirectory)
          .flatMap(Sources::walk)
          .filter(file -> file.toString().endsWith(ending))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the modules", e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static Stream<Path> walk(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot walk " + folder, e);
    }
  }
}
