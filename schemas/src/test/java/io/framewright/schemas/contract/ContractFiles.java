package io.framewright.schemas.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files of the contract, as they lie in the source tree. With {@code -Dcontract.write} the tests
 * write what is missing before they check it: released copies, golden records, documents.
 */
public final class ContractFiles {

  /** What a failing test tells people to run. */
  public static final String COMMAND = "mvn -pl schemas test -Dcontract.write";

  private static final Path MODULE = Path.of("").toAbsolutePath();

  private ContractFiles() {}

  public static boolean writing() {
    return System.getProperty("contract.write") != null;
  }

  /** A path below the module {@code schemas}. */
  public static Path at(String path) {
    Path file = MODULE.resolve(path).normalize();
    if (!Files.exists(MODULE.resolve("src/main/avro"))) {
      throw new IllegalStateException(
          "%s is not the module schemas: run the tests through Maven".formatted(MODULE));
    }
    return file;
  }

  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read %s; if it is missing: %s".formatted(file, COMMAND), e);
    }
  }

  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read %s; if it is missing: %s".formatted(file, COMMAND), e);
    }
  }

  public static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.resolveSibling("."));
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
