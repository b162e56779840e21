package io.framewright.gateway.registry;

import io.micronaut.http.HttpStatus;

/** What the registry answers instead of a schema, with the codes of Confluent's interface. */
final class RegistryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final int code;
  private final String words;

  private RegistryException(HttpStatus status, int code, String words) {
    super(words, null, false, false);
    this.status = status;
    this.code = code;
    this.words = words;
  }

  static RegistryException noSuchSubject(String subject) {
    return new RegistryException(
        HttpStatus.NOT_FOUND, 40401, "Subject '%s' not found.".formatted(subject));
  }

  static RegistryException noSuchVersion(String version) {
    return new RegistryException(
        HttpStatus.NOT_FOUND, 40402, "Version %s not found.".formatted(version));
  }

  static RegistryException noSuchSchema() {
    return new RegistryException(HttpStatus.NOT_FOUND, 40403, "Schema not found");
  }

  static RegistryException noVersion(String version) {
    return new RegistryException(
        HttpStatus.UNPROCESSABLE_ENTITY,
        42202,
        "The specified version '%s' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\""
            .formatted(version));
  }

  static RegistryException noSchema(String why) {
    return new RegistryException(
        HttpStatus.UNPROCESSABLE_ENTITY, 42201, "Invalid schema: %s".formatted(why));
  }

  static RegistryException notServed(String path) {
    return new RegistryException(
        HttpStatus.NOT_FOUND, 404, "This registry does not serve /%s.".formatted(path));
  }

  static RegistryException elsewhere() {
    return new RegistryException(
        HttpStatus.NOT_FOUND,
        404,
        "The schema ids of this platform come from another registry: ask the one that framewright.schema-registry.url names.");
  }

  static RegistryException readOnly() {
    return new RegistryException(
        HttpStatus.METHOD_NOT_ALLOWED,
        405,
        "This registry is read-only: schemas are released with the program.");
  }

  HttpStatus status() {
    return status;
  }

  int code() {
    return code;
  }

  String words() {
    return words;
  }
}
