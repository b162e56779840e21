package io.framewright.transcoder;

import io.framewright.platform.errors.ErrorCode;
import io.framewright.schemas.avro.Stage;
import io.framewright.transcoder.engine.Ffmpeg;
import io.framewright.transcoder.media.MediaJson;
import io.framewright.transcoder.media.MediaProbe;
import io.framewright.transcoder.media.MediaProbe.Probed;
import io.framewright.transcoder.operation.Wanted;
import io.framewright.transcoder.plan.Planner;
import io.framewright.transcoder.plan.Source;
import io.framewright.transcoder.plan.Sources;
import io.framewright.worker.Task;
import io.framewright.worker.TaskContext;
import io.framewright.worker.TaskHandler;
import io.framewright.worker.TaskResult;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** Does the tasks of the pool {@code transcode}: look, plan, encode, check. */
@Singleton
public final class TranscodeTaskHandler implements TaskHandler {

  private static final String MAIN = "input";
  private static final String ANALYZE = "video.analyze";
  private static final String ANALYSIS = "analysis.json";

  private final Ffmpeg ffmpeg;
  private final MediaProbe probe;
  private final CheckedEncode encode;
  private final Planner planner;
  private final TranscoderSettings settings;

  public TranscodeTaskHandler(Ffmpeg ffmpeg, TranscoderSettings settings) {
    this.ffmpeg = ffmpeg;
    this.settings = settings;
    this.probe = new MediaProbe(ffmpeg, settings.probeTimeout());
    this.encode = new CheckedEncode(ffmpeg, probe, settings);
    this.planner = new Planner(settings.encoding(ffmpeg));
  }

  @Override
  public String pool() {
    return "transcode";
  }

  @Override
  public Set<String> operations() {
    Set<String> operations = new HashSet<>(Wanted.OPERATIONS);
    operations.add(ANALYZE);
    return Set.copyOf(operations);
  }

  @Override
  public String engine() {
    return ffmpeg.identity();
  }

  @Override
  public String capabilities() {
    return Capabilities.json(ffmpeg, settings.encoding(ffmpeg).engine());
  }

  @Override
  public TaskResult handle(Task task, TaskContext context) throws InterruptedException {
    context.progress(Stage.ANALYZING, 0, TaskContext.Speed.UNKNOWN);
    if (!operations().contains(task.operation())) {
      return new TaskResult.BadInput(
          ErrorCode.INVALID_OPERATION, "this worker does not know %s".formatted(task.operation()));
    }
    try {
      long begin = System.nanoTime();
      return switch (look(task)) {
        case Seen.Trouble(var why) -> why;
        case Seen.All(var sources) ->
            task.operation().equals(ANALYZE)
                ? analysis(task, context, sources, (System.nanoTime() - begin) / 1e9)
                : perform(task, context, sources);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot work on %s in %s".formatted(task.mainInput(), task.scratch()), e);
    }
  }

  /** What comes of a look at all inputs. */
  private sealed interface Seen {
    record All(Sources sources) implements Seen {}

    record Trouble(TaskResult why) implements Seen {}
  }

  private Seen look(Task task) throws IOException, InterruptedException {
    Map<String, Source> others = new HashMap<>();
    for (Map.Entry<String, Path> input : task.inputs().entrySet()) {
      if (!input.getKey().equals(MAIN)) {
        Path file = input.getValue().toAbsolutePath();
        switch (probe.inputOrPicture(file)) {
          case Probed.Refused refused -> {
            return new Seen.Trouble(refused.result());
          }
          case Probed.Known(var media, var demuxer) ->
              others.put(input.getKey(), new Source(file, media, demuxer));
        }
      }
    }
    Path main = task.mainInput().toAbsolutePath();
    return switch (probe.input(main)) {
      case Probed.Refused refused -> new Seen.Trouble(refused.result());
      case Probed.Known(var media, var demuxer) ->
          new Seen.All(new Sources(new Source(main, media, demuxer), others));
    };
  }

  /**
   * The look was all the work.
   *
   * @param seconds that it took
   */
  private static TaskResult analysis(
      Task task, TaskContext context, Sources sources, double seconds) throws IOException {
    String found = MediaJson.of(sources.main().media());
    context.log("input %s".formatted(found));
    TaskResult.Output description =
        new TaskResult.Output(
            ANALYSIS,
            Files.writeString(task.scratch().resolve(ANALYSIS), found),
            "application/json",
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            Optional.empty());
    return new TaskResult.Done(List.of(description), List.of(), seconds, described(sources));
  }

  private TaskResult perform(Task task, TaskContext context, Sources sources)
      throws IOException, InterruptedException {
    Path folder = task.scratch().toAbsolutePath();
    Wanted wanted = Wanted.parse(task.operation(), task.params());
    TaskResult result =
        encode.perform(
            planner.plan(wanted, sources, folder),
            new CheckedEncode.Job(sources.files(), folder, context));
    return result instanceof TaskResult.Done done
        ? new TaskResult.Done(
            done.outputs(), done.warnings(), done.engineSeconds(), described(sources))
        : result;
  }

  private static Map<String, String> described(Sources sources) {
    Map<String, String> media = new HashMap<>();
    sources.others().forEach((name, source) -> media.put(name, MediaJson.of(source.media())));
    media.put(MAIN, MediaJson.of(sources.main().media()));
    return media;
  }
}
