package io.framewright.platform.errors;

/**
 * Every error that a client can see: a stable code, the HTTP status that carries it, and what to do
 * about it. Failed jobs carry the same codes in {@code error.code}; there the status only says
 * which class of error it is.
 */
public enum ErrorCode {
  MALFORMED_REQUEST(400, "Send well-formed JSON or multipart/form-data."),
  INVALID_HEADER(400, "Look up the header's form in the API documentation."),
  AUTH_ERROR(401, "Send a valid API key in X-API-Key, or as a bearer token."),
  ACCESS_DENIED(403, "Ask an administrator for a role that allows this."),
  NOT_FOUND(404, "Look at the path: nothing is served there."),
  JOB_NOT_FOUND(404, "List your jobs at /api/v1/jobs."),
  ASSET_NOT_FOUND(404, "Upload the file first, and use the id from the answer."),
  OBJECT_NOT_FOUND(404, "List what is stored at /api/v1/storage."),
  PRESET_NOT_FOUND(404, "List the presets at /api/v1/presets."),
  OUTPUT_NOT_FOUND(404, "The job's outputs are listed in the job."),
  METHOD_NOT_ALLOWED(405, "The Allow header lists what this path takes."),
  NOT_ACCEPTABLE(406, "Accept application/json; what is not JSON says so in the documentation."),
  INVALID_STATE(409, "Read the job's status first."),
  OUTPUT_NOT_READY(409, "Wait until the job has completed."),
  PAYLOAD_TOO_LARGE(413, "Send less, or ask for a larger limit."),
  UNSUPPORTED_MEDIA_TYPE(415, "Send application/json or multipart/form-data."),
  RANGE_NOT_SATISFIABLE(416, "Ask for bytes within the object's length."),
  VALIDATION_ERROR(422, "Correct the named field."),
  INVALID_INPUT(422, "Name an input as asset:<id> or /storage/<path>."),
  INVALID_OUTPUT(422, "Name a supported format; /api/v1/capabilities lists them."),
  INVALID_OPERATION(422, "GET /api/v1/capabilities lists the operations and their parameters."),
  INVALID_CODEC_FORMAT(422, "Choose a codec that goes into the container, or another container."),
  IDEMPOTENCY_KEY_REUSED(422, "Use a new Idempotency-Key for a different request."),
  UNSUPPORTED_MEDIA(
      422, "Send a supported image, video or audio file; /api/v1/capabilities lists the formats."),
  INPUT_CORRUPT(422, "Check that the file opens elsewhere, and upload it again."),
  INPUT_TRUNCATED(422, "The file ends too early: upload it again, whole."),
  TOO_MANY_PIXELS(422, "Send a smaller picture."),
  RATE_LIMIT_EXCEEDED(429, "Wait for the time in Retry-After."),
  QUOTA_EXCEEDED(429, "Wait until some of your jobs have ended."),
  INTERNAL_ERROR(500, "Try again; if it stays, report the request id."),
  PROCESSING_ERROR(500, "Look at the job's history and logs."),
  PROCESSING_STALLED(500, "Look at the job's history and logs, then retry."),
  PROCESSING_TIMEOUT(500, "Ask for less in one job, or split the input, then retry."),
  POISON(500, "The file crashes the decoder: convert it elsewhere first."),
  ATTEMPTS_EXHAUSTED(500, "Every attempt failed; look at the job's history, then retry."),
  STORAGE_ERROR(503, "Try again shortly."),
  INSUFFICIENT_RESOURCES(503, "Workers are short of disk or memory; try again later."),
  SERVICE_UNAVAILABLE(503, "Try again after the time in Retry-After.");

  private final int status;
  private final String hint;

  ErrorCode(int status, String hint) {
    this.status = status;
    this.hint = hint;
  }

  /** The HTTP status, 400 to 503. */
  public int status() {
    return status;
  }

  /** What the client can do, one sentence. */
  public String hint() {
    return hint;
  }
}
