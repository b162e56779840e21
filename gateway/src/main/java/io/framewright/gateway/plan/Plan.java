package io.framewright.gateway.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * One task, ready to be asked for.
 *
 * @param pool the workers that can do it
 * @param operation for instance image.convert
 * @param params valid against the operation's schema
 * @param outputName neutral, without the user's file name: output.webp
 * @param overlays more inputs, as the client names them, by the name that the task knows them by
 */
public record Plan(
    String pool,
    String operation,
    int version,
    JsonNode params,
    String outputName,
    Map<String, String> overlays) {

  public Plan {
    overlays = Map.copyOf(overlays);
  }

  /** A task with one input. */
  public Plan(String pool, String operation, int version, JsonNode params, String outputName) {
    this(pool, operation, version, params, outputName, Map.of());
  }

  /** What jobs of this plan say that they do. */
  public String purpose() {
    return AnalysisPlan.OPERATIONS.contains(operation) ? ANALYZE : CONVERT;
  }

  /** The same with a wish for graphics hardware, where the operation knows of that. */
  public Plan accelerated(String wish) {
    if (!operation.equals(VideoPlan.OPERATION) || wish.equals("auto")) {
      return this;
    }
    JsonNode wished = ((ObjectNode) params.deepCopy()).put("hardware_acceleration", wish);
    return new Plan(pool, operation, version, wished, outputName, overlays);
  }

  private static final String CONVERT = "convert";

  /** The purpose of a plan that makes nothing and describes its input. */
  public static final String ANALYZE = "analyze";

  /** Pool of image-service. */
  public static final String IMAGE_POOL = "image";

  /** Pool of transcoder-service. */
  public static final String TRANSCODE_POOL = "transcode";
}
