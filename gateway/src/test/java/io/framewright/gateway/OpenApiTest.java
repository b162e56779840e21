package io.framewright.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.gateway.GatewayUnderTest.Answer;
import io.framewright.platform.errors.ErrorCode;
import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document says what the gateway does, and the other way round. */
class OpenApiTest {

  /** Another specification's interface, pages for people, and what only operators see. */
  private static final Set<String> ELSEWHERE =
      Set.of("/schema-registry", "/docs", "/redoc", "/openapi.yaml", "/health", "/");

  static final byte[] FILM =
      "\0\0\0\u0018ftypisom\0\0\2\0isomiso2mp41"
          .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(picture|film)}");

  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.withFakes();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void everyRouteIsDocumentedAndNothingElseIs() {
    Set<String> served =
        gateway
            .bean(Router.class)
            .uriRoutes()
            .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
            .filter(route -> !elsewhere(path(route)))
            .map(route -> route.getHttpMethod() + " " + path(route))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> documented =
        operations()
            .map(operation -> operation.method().toUpperCase(Locale.ROOT) + " " + operation.path())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(documented).isEqualTo(served);
  }

  private static String path(UriRouteInfo<?, ?> route) {
    return route.getUriMatchTemplate().toPathString().replace("{+path}", "{path}");
  }

  private static boolean elsewhere(String path) {
    return ELSEWHERE.contains(path)
        || ELSEWHERE.stream().anyMatch(root -> path.startsWith(root + "/") && !root.equals("/"));
  }

  private record Operation(String path, String method, JsonNode node) {}

  private static Stream<Operation> operations() {
    return Contract.document().get("paths").properties().stream()
        .flatMap(path ->
            path.getValue().properties().stream()
                .filter(entry -> !entry.getKey().equals("parameters"))
                .map(entry -> new Operation(path.getKey(), entry.getKey(), entry.getValue())));
  }

  @Test
  void everyOperationHasANameOfItsOwn() {
    assertThat(operations().map(operation -> operation.node().path("operationId").asText()))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z][A-Za-z]+"));
    assertThat(operations()).allMatch(operation -> operation.node().hasNonNull("summary"));
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(Contract.document().findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(reference ->
            assertThat(Contract.document().at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
  }

  @TestFactory
  Stream<DynamicTest> everyExampleIsAccepted() {
    return operations()
        .flatMap(operation ->
            operation
                .node()
                .at("/requestBody/content/application~1json/examples")
                .properties()
                .stream()
                .map(example ->
                    DynamicTest.dynamicTest(
                        operation.node().get("operationId").asText() + ": " + example.getKey(),
                        () -> send(operation, example.getValue().get("value")))));
  }

  private static void send(Operation operation, JsonNode example) {
    gateway.send(
        gateway
            .request("/api/v1/storage/holiday/beach.png")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(GatewayHttpTest.JPEG)));
    String body =
        PLACEHOLDER
            .matcher(example.toString())
            .replaceAll(named ->
                Matcher.quoteReplacement(
                    gateway.upload(named.group(1).equals("film") ? FILM : GatewayHttpTest.JPEG)));
    Contract.validate(
        "/paths/%s/%s/requestBody/content/application~1json/schema"
            .formatted(operation.path().replace("/", "~1"), operation.method()),
        body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Answer answer =
        gateway.send(
            gateway
                .request(operation.path().replace("{id}", aJob()).replace("{name}", "shop"))
                .header("Content-Type", "application/json")
                .method(
                    operation.method().toUpperCase(Locale.ROOT),
                    HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
  }

  private static String aJob() {
    return gateway
        .json(
            "/api/v1/convert",
            "{\"input\":\"asset:%s\",\"output\":\"webp\"}"
                .formatted(gateway.upload(GatewayHttpTest.JPEG)))
        .json()
        .at("/job/id")
        .asText();
  }

  @Test
  void theDocumentIsServedInBothForms() {
    assertThat(gateway.send(HttpRequest.newBuilder(gateway.uri("/openapi.json"))).json())
        .isEqualTo(Contract.document());
    assertThat(gateway.send(HttpRequest.newBuilder(gateway.uri("/openapi.yaml"))).text())
        .startsWith("openapi: 3.1.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/redoc", "/docs/errors", "/"})
  void aPageFetchesOnlyWhatIsServedHere(String page) {
    Answer answer = gateway.send(HttpRequest.newBuilder(gateway.uri(page)));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
    Matcher links = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(answer.text());
    assertThat(links.results().map(link -> link.group(1)).filter(link -> !link.equals("data:,")))
        .isNotEmpty()
        .allSatisfy(link -> {
          Answer part = gateway.send(HttpRequest.newBuilder(gateway.uri(link)));
          assertThat(part.status()).as(link).isEqualTo(200);
        });
  }

  @Test
  void theCatalogueOfErrorsIsShown() {
    String page = gateway.send(HttpRequest.newBuilder(gateway.uri("/docs/errors"))).text();
    assertThat(Arrays.stream(ErrorCode.values()))
        .allSatisfy(code -> assertThat(page).contains("id=\"%s\"".formatted(code.name())));
  }
}
