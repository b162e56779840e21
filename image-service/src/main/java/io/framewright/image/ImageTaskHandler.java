package io.framewright.image;

import io.framewright.image.convert.Abort;
import io.framewright.image.convert.ConvertParams;
import io.framewright.image.convert.ImageConverter;
import io.framewright.image.convert.ImageFormat;
import io.framewright.image.convert.Limits;
import io.framewright.image.convert.PixelBudget;
import io.framewright.image.describe.Describer;
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
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work of the pool "image": stills from one format to another, through libvips. */
@Singleton
final class ImageTaskHandler implements TaskHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ImageTaskHandler.class);
  private static final String CONVERT = "image.convert";
  private static final String ANALYZE = "image.analyze";

  private final String engine;
  private final Capabilities capabilities;
  private final ImageConverter converter;
  private final Describer describer;
  private final EngineThreads threads;
  private final CrashFailpoint failpoint;
  private final Duration timeLimit;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("vips-time-limit").daemon().factory());

  ImageTaskHandler(LibvipsSettings libvips, ImageSettings settings) throws InterruptedException {
    failpoint = new CrashFailpoint(settings.failpoint());
    timeLimit = settings.timeLimit();
    Vips vips = Vips.load(libvips.path());
    engine = "libvips %s sha256:%s".formatted(vips.version(), vips.digest().substring(0, 12));
    threads = new EngineThreads(vips, Runtime.getRuntime().availableProcessors());
    converter =
        new ImageConverter(vips, Limits.DEFAULT, new PixelBudget(settings.megapixelsInFlight()));
    describer = new Describer(converter);
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
    return Set.of(CONVERT, ANALYZE);
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
    if (!operations().contains(task.operation()) || task.operationVersion() != 1) {
      return new TaskResult.BadInput(
          ErrorCode.INVALID_OPERATION,
          "this worker does not know %s version %d"
              .formatted(task.operation(), task.operationVersion()));
    }
    if (task.operation().equals(ANALYZE)) {
      return analyze(task, context);
    }
    ConvertParams params;
    try {
      params = ConvertParams.parse(task.params());
    } catch (IllegalArgumentException e) {
      return new TaskResult.BadInput(ErrorCode.INVALID_OPERATION, String.valueOf(e.getMessage()));
    }
    Optional<ImageFormat> missing =
        params.renditions().stream()
            .flatMap(rendition -> rendition.format().stream())
            .filter(format -> !capabilities.writes().contains(format))
            .findFirst();
    if (missing.isPresent()) {
      return new TaskResult.BadInput(
          ErrorCode.INVALID_OUTPUT, "%s cannot write %s".formatted(engine, missing.get().word()));
    }
    return convert(task, params, context);
  }

  private TaskResult analyze(Task task, TaskContext context) throws InterruptedException {
    return threads.call(() -> {
      failpoint.reached(task.mainInput());
      return new AnalyzeTask(describer, task, context).run();
    });
  }

  private TaskResult convert(Task task, ConvertParams params, TaskContext context)
      throws InterruptedException {
    Abort abort = new Abort();
    context.onCancel(abort::now);
    context.progress(Stage.PROCESSING, 0, Speed.UNKNOWN);
    ConvertTask work = new ConvertTask(converter, describer, task, context, abort);
    return threads.call(() -> {
      failpoint.reached(task.mainInput());
      Future<?> limit = clock.schedule(abort::now, timeLimit.toMillis(), TimeUnit.MILLISECONDS);
      try {
        return work.run(params);
      } finally {
        limit.cancel(false);
      }
    });
  }

  @PreDestroy
  void close() {
    clock.shutdownNow();
    threads.close();
  }
}
