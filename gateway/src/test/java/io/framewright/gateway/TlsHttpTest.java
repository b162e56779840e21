package io.framewright.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.platform.service.FramewrightService;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway's door with a certificate, as the README says to set it. */
class TlsHttpTest {

  private static final String PASSWORD = "changeit";

  @TempDir static Path directory;

  private static ApplicationContext context;
  private static SSLContext trust;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    Path store = certificate();
    trust = trusting(store);
    Map<String, Object> properties = new HashMap<>();
    properties.put("gateway.fakes", true);
    properties.put("framewright.kafka.bootstrap-servers", "127.0.0.1:1");
    properties.put("framewright.redis.uri", "redis://127.0.0.1:1");
    properties.put("framewright.services.token-secret", "a-secret-of-thirty-two-bytes-or-more");
    properties.put("micronaut.server.ssl.enabled", true);
    properties.put("micronaut.server.ssl.port", -1);
    properties.put("micronaut.server.ssl.key-store.path", "file:" + store);
    properties.put("micronaut.server.ssl.key-store.type", "PKCS12");
    properties.put("micronaut.server.ssl.key-store.password", PASSWORD);
    context = FramewrightService.start("gateway", properties);
    port = context.getBean(EmbeddedServer.class).start().getPort();
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  private static Path certificate() throws IOException, InterruptedException {
    Path store = directory.resolve("gateway.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                "gateway",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    return store;
  }

  private static SSLContext trusting(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("gateway", keys.getCertificate("gateway"));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, factory.getTrustManagers(), null);
    return tls;
  }

  @Test
  void whatComesByTlsComesByTlsNextTime() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().sslContext(trust).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("https://127.0.0.1:%d/api/v1/health".formatted(port)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Strict-Transport-Security"))
          .hasValueSatisfying(value -> assertThat(value).startsWith("max-age="));
    }
  }
}
