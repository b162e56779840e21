package io.framewright.transcoder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framewright.transcoder.engine.Programs;
import io.framewright.worker.TaskHandler;
import io.framewright.worker.loop.WorkerSettings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.health.HealthStatus;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The service's parts as its context puts them together; no server and no broker is started. */
class TranscoderServiceTest {

  private static ApplicationContext start(Map<String, Object> more) {
    Programs programs = Engines.programs();
    Map<String, Object> properties = new HashMap<>(more);
    properties.put("framewright.ffmpeg.ffmpeg", programs.ffmpeg().toString());
    properties.put("framewright.ffmpeg.ffprobe", programs.ffprobe().toString());
    programs
        .libraries()
        .ifPresent(folder -> properties.put("framewright.ffmpeg.library-path", folder.toString()));
    properties.put("framewright.service", "transcoder-service");
    return ApplicationContext.builder()
        .overrideConfigLocations("classpath:framewright/transcoder-service/")
        .properties(properties)
        .deduceEnvironment(false)
        .banner(false)
        .start();
  }

  @Test
  void theHandlerTellsWhatItCanDo() throws Exception {
    try (ApplicationContext context = start(Map.of("framewright.transcoder.sandbox", "prlimit"))) {
      TaskHandler handler = context.getBean(TaskHandler.class);

      assertThat(handler.pool()).isEqualTo("transcode");
      assertThat(handler.operations())
          .containsExactlyInAnyOrder(
              "video.transcode",
              "video.thumbnail",
              "video.grid",
              "video.sprite",
              "video.preview",
              "video.analyze",
              "audio.waveform");
      assertThat(handler.engine()).matches("ffmpeg \\S+ sha256:[0-9a-f]{16}");
      JsonNode can = new ObjectMapper().readTree(handler.capabilities());
      assertThat(can.path("sandbox").asText()).isEqualTo("prlimit");
      assertThat(can.path("output_formats"))
          .extracting(JsonNode::asText)
          .contains("mp4", "mov", "mkv", "webm", "avi", "mp3", "m4a", "ogg", "flac", "wav");
      assertThat(can.path("video_codecs").toString())
          .isEqualTo("[\"h264\",\"h265\",\"vp8\",\"vp9\",\"av1\"]");
      assertThat(can.path("audio_codecs")).hasSize(7);
      assertThat(can.path("thumbnail_formats").toString()).isEqualTo("[\"jpeg\",\"png\",\"webp\"]");
      assertThat(can.path("input_formats")).hasSize(10);
    }
  }

  @Test
  void theDefaultsAreThoseInTheCode() {
    try (ApplicationContext context = start(Map.of())) {
      assertThat(context.getBean(TranscoderSettings.class)).isEqualTo(TranscoderSettings.DEFAULTS);
      assertThat(context.getBean(WorkerSettings.class).slots())
          .isEqualTo(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    }
  }

  @Test
  void slotsThatAreNamedAreTaken() {
    try (ApplicationContext context = start(Map.of("framewright.worker.slots", 5))) {
      assertThat(context.getBean(WorkerSettings.class).slots()).isEqualTo(5);
    }
  }

  @Test
  void healthNamesTheEngineAndTheSandbox() {
    try (ApplicationContext context = start(Map.of("framewright.transcoder.sandbox", "prlimit"))) {
      var health = context.getBean(EngineHealth.class).look();

      assertThat(health.getStatus()).isEqualTo(HealthStatus.UP);
      assertThat(String.valueOf(health.getDetails()))
          .contains("sandbox=prlimit", "engine=ffmpeg", "resource limits");
    }
  }
}
