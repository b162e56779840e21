package io.framewright.gateway.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.gateway.assets.MediaKind;
import java.util.Set;

/** A look at the input that makes nothing but its description. */
public final class AnalysisPlan {

  private static final String IMAGE = "image.analyze";
  private static final String FILM = "video.analyze";
  private static final String OUTPUT = "analysis.json";

  static final Set<String> OPERATIONS = Set.of(IMAGE, FILM);

  private AnalysisPlan() {}

  /** What is neither a picture nor known goes to ffprobe, which refuses what it cannot read. */
  public static Plan of(MediaKind input) {
    return switch (input) {
      case IMAGE -> plan(Plan.IMAGE_POOL, IMAGE);
      case VIDEO, AUDIO, OTHER -> plan(Plan.TRANSCODE_POOL, FILM);
    };
  }

  private static Plan plan(String pool, String operation) {
    return new Plan(pool, operation, 1, JsonNodeFactory.instance.objectNode(), OUTPUT);
  }
}
