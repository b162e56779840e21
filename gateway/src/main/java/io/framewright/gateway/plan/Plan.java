package io.framewright.gateway.plan;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One task, ready to be asked for.
 *
 * @param pool the workers that can do it
 * @param operation for instance image.convert
 * @param params valid against the operation's schema
 * @param outputName neutral, without the user's file name: output.webp
 */
public record Plan(
    String pool,
    String operation,
    int version,
    JsonNode params,
    OutputFormat format,
    String outputName) {

  /** Pool of image-service. */
  public static final String IMAGE_POOL = "image";

  /** Pool of transcoder-service. */
  public static final String TRANSCODE_POOL = "transcode";
}
