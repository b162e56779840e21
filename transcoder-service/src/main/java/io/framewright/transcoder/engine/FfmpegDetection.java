package io.framewright.transcoder.engine;

import io.framewright.transcoder.run.Capture;
import io.framewright.transcoder.sandbox.Limits;
import io.framewright.transcoder.sandbox.Reach;
import io.framewright.transcoder.sandbox.Sandbox;
import io.framewright.transcoder.sandbox.SandboxLadder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what the engine is and in which sandbox it runs. */
public final class FfmpegDetection {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Programs programs;
  private final Limits limits;

  public FfmpegDetection(Programs programs, Limits limits) {
    this.programs = programs;
    this.limits = limits;
  }

  /**
   * @param sandboxChoice {@code auto} or the name of a rung
   * @throws IllegalStateException if the engine does not run, saying what to do
   */
  public Ffmpeg detect(String sandboxChoice) {
    boolean asRoot = "root".equals(System.getProperty("user.name"));
    Sandbox sandbox = SandboxLadder.climb(sandboxChoice, asRoot, this::failure);
    String version = ask(sandbox, "-version").output();
    Set<String> encoders = names(ask(sandbox, "-encoders").output());
    return new Ffmpeg(
        programs,
        sandbox,
        limits,
        versionOf(version),
        digest(version),
        encoders,
        names(ask(sandbox, "-demuxers").output()),
        Stream.of(Accelerator.values())
            .filter(one -> encoders.contains(one.encoder("h264")))
            .filter(one -> !one.devices().isEmpty())
            .filter(one -> one.devices().stream().allMatch(Files::exists))
            .filter(one -> encodes(one, sandbox))
            .toList());
  }

  /** Device files may be there without a working driver: one picture tells. */
  private boolean encodes(Accelerator accelerator, Sandbox sandbox) {
    List<String> arguments = new ArrayList<>(List.of("-hide_banner", "-nostdin"));
    arguments.addAll(accelerator.trial());
    Reach reach = new Reach(List.of(), List.of(), accelerator.devices());
    return ask(sandbox, arguments, reach).succeeded();
  }

  private Optional<String> failure(Sandbox sandbox) {
    try {
      Capture capture = ask(sandbox, "-version");
      return capture.succeeded()
          ? Optional.empty()
          : Optional.of("exit code %d, %s".formatted(capture.exitCode(), capture.log().lastWord()));
    } catch (UncheckedIOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Capture ask(Sandbox sandbox, String question) {
    return ask(sandbox, List.of("-hide_banner", question), Reach.NOTHING);
  }

  private Capture ask(Sandbox sandbox, List<String> question, Reach reach) {
    try {
      return Capture.of(
          Ffmpeg.command(programs, sandbox, limits, programs.ffmpeg().toString(), question, reach),
          PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking ffmpeg %s".formatted(question), e);
    }
  }

  /** The third word of "ffmpeg version 5.1.9-0+deb12u1 Copyright …". */
  static String versionOf(String output) {
    List<String> words = Arrays.asList(output.split("\\s+", 4));
    return words.size() > 3 && words.get(1).equals("version") ? words.get(2) : "unknown";
  }

  /** The second column of the lines after the dashes: {@code V..... libx264 H.264 …}. */
  static Set<String> names(String output) {
    return output
        .lines()
        .dropWhile(line -> !line.strip().startsWith("--"))
        .skip(1)
        .map(line -> Arrays.asList(line.strip().split("\\s+", 3)))
        .filter(words -> words.size() > 1)
        .flatMap(words -> Arrays.stream(words.get(1).split(",", -1)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private String digest(String version) {
    try (InputStream in = Files.newInputStream(programs.ffmpeg())) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(version.getBytes(StandardCharsets.UTF_8));
      new DigestInputStream(in, sha256).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(sha256.digest());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s".formatted(programs.ffmpeg()), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
