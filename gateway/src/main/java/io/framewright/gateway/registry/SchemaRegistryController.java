package io.framewright.gateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.http.StrictJson;
import io.framewright.platform.avro.BundledSchemaCatalogue.Release;
import io.framewright.platform.errors.ErrorCode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * {@code /schema-registry}: what a Confluent client needs to read the log, version 7 of that
 * interface. Needs no key: schemas are no secret.
 */
@Controller("/schema-registry")
@Consumes(MediaType.ALL)
@Produces({
  SchemaRegistryController.JSON,
  "application/vnd.schemaregistry+json",
  MediaType.APPLICATION_JSON
})
@ExecuteOn(TaskExecutors.BLOCKING)
final class SchemaRegistryController {

  static final String JSON = "application/vnd.schemaregistry.v1+json";

  private static final int LONGEST_SCHEMA = 256 * 1024;

  private final Subjects subjects;

  SchemaRegistryController(Subjects subjects) {
    this.subjects = subjects;
  }

  /** A schema under a subject; the schema itself is JSON in a string. */
  @Serdeable
  record Version(String subject, int id, int version, String schema) {}

  /** A schema by its id. */
  @Serdeable
  record Text(String schema) {}

  /** The body of an error. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Refusal(int errorCode, String message) {}

  @Get("/subjects")
  HttpResponse<List<String>> subjects() {
    return answer(subjects.names());
  }

  @Get("/subjects/{subject}/versions")
  HttpResponse<List<Integer>> versions(String subject) {
    return answer(subjects.releases(subject).stream().map(Release::version).toList());
  }

  @Get("/subjects/{subject}/versions/{version}")
  HttpResponse<Version> version(String subject, String version) {
    return answer(version(subject, subjects.release(subject, version)));
  }

  @Get("/subjects/{subject}/versions/{version}/schema")
  HttpResponse<String> schema(String subject, String version) {
    return answer(subjects.release(subject, version).schema().toString());
  }

  @Get("/schemas/ids/{id}")
  HttpResponse<Text> byId(String id) {
    return answer(new Text(subjects.byId(id).schema().toString()));
  }

  @Get("/schemas/ids/{id}/versions")
  HttpResponse<List<Subjects.Place>> places(String id) {
    return answer(subjects.places(subjects.byId(id)));
  }

  @Get("/schemas/types")
  HttpResponse<List<String>> types() {
    return answer(List.of("AVRO"));
  }

  @Get("/config")
  HttpResponse<Map<String, String>> config() {
    return answer(Map.of("compatibilityLevel", "BACKWARD_TRANSITIVE"));
  }

  @Get("/mode")
  HttpResponse<Map<String, String>> mode() {
    return answer(Map.of("mode", "READONLY"));
  }

  /** Looks a schema up. It is a POST because the schema is long, and changes nothing. */
  @Post("/subjects/{subject}")
  HttpResponse<Version> find(String subject, ServerHttpRequest<?> request) {
    String schema = schemaIn(request);
    return answer(version(subject, subjects.find(subject, schema)));
  }

  @Get("/")
  HttpResponse<Map<String, String>> root() {
    return answer(Map.of());
  }

  @Get("/{+path}")
  HttpResponse<Refusal> others(String path) {
    return refused(RegistryException.notServed(path));
  }

  @Post("/{+path}")
  HttpResponse<Refusal> posts(String path) {
    return refused(RegistryException.readOnly());
  }

  @Put("/{+path}")
  HttpResponse<Refusal> puts(String path) {
    return refused(RegistryException.readOnly());
  }

  @Delete("/{+path}")
  HttpResponse<Refusal> deletes(String path) {
    return refused(RegistryException.readOnly());
  }

  @Error(exception = RegistryException.class)
  HttpResponse<Refusal> refused(RegistryException refusal) {
    MutableHttpResponse<Refusal> response =
        refusal(refusal.status(), refusal.code(), refusal.words());
    return refusal.status() == HttpStatus.METHOD_NOT_ALLOWED
        ? response.header(HttpHeaders.ALLOW, "GET")
        : response;
  }

  /** A body that is too large or no JSON. */
  @Error(exception = ApiException.class)
  HttpResponse<Refusal> refused(ApiException refusal) {
    int status = refusal.code().status();
    return refusal(HttpStatus.valueOf(status), status, String.valueOf(refusal.getMessage()));
  }

  private static String schemaIn(ServerHttpRequest<?> request) {
    try (InputStream body = request.byteBody().toInputStream()) {
      JsonNode schema = StrictJson.read(body).path("schema");
      if (!schema.isTextual() || schema.textValue().length() > LONGEST_SCHEMA) {
        throw RegistryException.noSchema(
            "'schema' should be a schema as text, of at most %d characters"
                .formatted(LONGEST_SCHEMA));
      }
      return schema.textValue();
    } catch (IOException e) {
      throw new ApiException(ErrorCode.MALFORMED_REQUEST, "The body broke off.");
    }
  }

  private static Version version(String subject, Release release) {
    return new Version(subject, release.id(), release.version(), release.schema().toString());
  }

  private static <T> MutableHttpResponse<T> answer(T body) {
    return HttpResponse.ok(body).contentType(JSON);
  }

  private static MutableHttpResponse<Refusal> refusal(HttpStatus status, int code, String words) {
    return HttpResponse.<Refusal>status(status).body(new Refusal(code, words)).contentType(JSON);
  }
}
