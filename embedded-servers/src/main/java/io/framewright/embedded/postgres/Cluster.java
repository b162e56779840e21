package io.framewright.embedded.postgres;

import io.framewright.embedded.DataDirectory;
import io.framewright.embedded.EmbeddedServerException;
import io.framewright.platform.process.ChildProcesses;
import io.framewright.platform.process.ChildProcesses.DeathSignal;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Postgres's word for the data of one server. */
record Cluster(Path programs, Path directory, Account account) {

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * Creates the data if there are none. They are created beside their place and moved there when
   * they are whole.
   *
   * @return where they are
   */
  Path prepare(EmbeddedPostgres.Settings settings) {
    Path data = directory.resolve("data");
    if (Files.isDirectory(data)) {
      return data;
    }
    Path fresh = directory.resolve("data.new");
    try {
      if (Files.isDirectory(fresh)) {
        DataDirectory.delete(fresh);
      }
      Files.createDirectory(fresh);
      account.give(fresh);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
      initialise(fresh, settings);
      createDatabase(fresh, settings);
      Files.move(fresh, data);
      return data;
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "Postgres cannot create its data in %s: %s".formatted(directory, e.getMessage()), e);
    }
  }

  /** Sorting and case rules are Postgres's own, so they do not change with the system's libc. */
  private void initialise(Path fresh, EmbeddedPostgres.Settings settings) throws IOException {
    Path password = directory.resolve("password.new");
    Files.deleteIfExists(password);
    Files.createFile(password, OWNER_ONLY);
    Files.writeString(password, settings.password() + "\n");
    account.give(password);
    try {
      initialise(fresh, settings.user(), password);
    } finally {
      Files.delete(password);
    }
  }

  private void initialise(Path fresh, String user, Path password) throws IOException {
    run(
        List.of(
            programs.resolve("bin/initdb").toString(),
            "--pgdata=" + fresh,
            "--username=" + user,
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions"),
        "");
  }

  /** In single-user mode, as there is no server yet. */
  private void createDatabase(Path fresh, EmbeddedPostgres.Settings settings) throws IOException {
    run(
        List.of(
            programs.resolve("bin/postgres").toString(),
            "--single",
            "-D",
            fresh.toString(),
            "postgres"),
        "CREATE DATABASE \"%s\" OWNER \"%s\"\n".formatted(settings.database(), settings.user()));
  }

  private void run(List<String> command, String input) throws IOException {
    Path log = directory.resolve("initdb.log");
    Process process =
        ChildProcesses.start(
            new ProcessBuilder(new ArrayList<>(account.running(command, DeathSignal.KILL)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())),
            DeathSignal.KILL);
    try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
      in.write(input);
    }
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        ChildProcesses.stopTree(process, Duration.ZERO);
        throw new IOException("%s did not end in a minute".formatted(command.getFirst()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "%s ended with %d: %s"
              .formatted(command.getFirst(), process.exitValue(), Files.readString(log)));
    }
  }
}
