package io.framewright.image;

import io.framewright.image.convert.Conversion;
import io.framewright.image.convert.ConvertParams;
import io.framewright.image.convert.ImageConverter;
import io.framewright.image.convert.ImageFormat;
import io.framewright.image.convert.Limits;
import io.framewright.image.convert.Picture;
import io.framewright.image.convert.PixelBudget;
import io.framewright.image.vips.Vips;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.schemas.avro.Stage;
import io.framewright.worker.Task;
import io.framewright.worker.TaskContext;
import io.framewright.worker.TaskContext.Speed;
import io.framewright.worker.TaskHandler;
import io.framewright.worker.TaskResult;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work of the pool "image": stills from one format to another, through libvips. */
@Singleton
final class ImageTaskHandler implements TaskHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ImageTaskHandler.class);
  private static final String CONVERT = "image.convert";

  private final String engine;
  private final Capabilities capabilities;
  private final ImageConverter converter;
  private final EngineThreads threads;
  private final CrashFailpoint failpoint;

  ImageTaskHandler(LibvipsSettings libvips, ImageSettings settings) throws InterruptedException {
    failpoint = new CrashFailpoint(settings.failpoint());
    Vips vips = Vips.load(libvips.path());
    engine = "libvips %s sha256:%s".formatted(vips.version(), vips.digest().substring(0, 12));
    threads = new EngineThreads(vips, Runtime.getRuntime().availableProcessors());
    converter =
        new ImageConverter(vips, Limits.DEFAULT, new PixelBudget(settings.megapixelsInFlight()));
    capabilities = threads.call(() -> Capabilities.find(converter));
    LOG.atInfo()
        .addKeyValue("engine", engine)
        .addKeyValue("capabilities", capabilities())
        .log("image engine ready");
  }

  @Override
  public String pool() {
    return "image";
  }

  @Override
  public Set<String> operations() {
    return Set.of(CONVERT);
  }

  @Override
  public String engine() {
    return engine;
  }

  @Override
  public String capabilities() {
    return capabilities.json(Limits.DEFAULT);
  }

  @Override
  public TaskResult handle(Task task, TaskContext context) throws InterruptedException {
    if (!task.operation().equals(CONVERT) || task.operationVersion() != 1) {
      return new TaskResult.BadInput(
          ErrorCode.INVALID_OPERATION,
          "this worker does not know %s version %d"
              .formatted(task.operation(), task.operationVersion()));
    }
    ConvertParams params;
    try {
      params = ConvertParams.parse(task.params());
    } catch (IllegalArgumentException e) {
      return new TaskResult.BadInput(ErrorCode.INVALID_OPERATION, String.valueOf(e.getMessage()));
    }
    if (!capabilities.writes().contains(params.output().format())) {
      return new TaskResult.BadInput(
          ErrorCode.INVALID_OUTPUT,
          "%s cannot write %s".formatted(engine, params.output().format().word()));
    }
    return convert(task, params, context);
  }

  private TaskResult convert(Task task, ConvertParams params, TaskContext context)
      throws InterruptedException {
    Path input = task.mainInput();
    ImageFormat format = params.output().format();
    Path output = task.scratch().resolve("output." + format.extension());
    context.progress(Stage.PROCESSING, 0, Speed.UNKNOWN);
    Timed timed =
        threads.call(() -> {
          failpoint.reached(input);
          long started = System.nanoTime();
          Conversion conversion = converter.convert(input, params, output);
          return new Timed(conversion, (System.nanoTime() - started) / 1e9);
        });
    context.progress(Stage.PROCESSING, 100, Speed.UNKNOWN);
    return resultOf(timed.conversion(), timed.seconds(), context);
  }

  private record Timed(Conversion conversion, double seconds) {}

  private static TaskResult resultOf(Conversion conversion, double seconds, TaskContext context) {
    return switch (conversion) {
      case Conversion.Converted done -> {
        context.log("input %s".formatted(done.input().json()));
        context.log("output %s, %.3f s".formatted(done.output().json(), seconds));
        done.warnings().forEach(warning -> context.log("warning: " + warning));
        yield new TaskResult.Done(
            List.of(outputOf(done.output(), done.file())),
            done.warnings(),
            seconds,
            Map.of("input", done.input().json()));
      }
      case Conversion.Refused(var code, var message) -> {
        context.log("refused: " + message);
        yield new TaskResult.BadInput(code, message);
      }
      case Conversion.NoSpace(var message) ->
          new TaskResult.Resource(ErrorCode.INSUFFICIENT_RESOURCES, message);
      case Conversion.Unusable(var message) -> {
        context.log("unusable result: " + message);
        yield new TaskResult.Transient(ErrorCode.PROCESSING_ERROR, message);
      }
    };
  }

  private static TaskResult.Output outputOf(Picture picture, Path file) {
    return new TaskResult.Output(
        "output." + picture.format().extension(),
        file,
        picture.format().contentType(),
        OptionalInt.of(picture.width()),
        OptionalInt.of(picture.height()),
        OptionalDouble.empty(),
        Optional.of(picture.json()));
  }

  @PreDestroy
  void close() {
    threads.close();
  }
}
