package io.framewright.standalone.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  @TempDir Path folder = Path.of("");

  @Test
  void secretsAreMadeOncePerDataDirectory() {
    Secrets first = Secrets.of(new DataDirectory(folder.resolve("a")));

    assertThat(Secrets.of(new DataDirectory(folder.resolve("a")))).isEqualTo(first);
    assertThat(Secrets.of(new DataDirectory(folder.resolve("b")))).isNotEqualTo(first);
    assertThat(first.tokenSecret()).hasSizeGreaterThanOrEqualTo(32);
  }

  @Test
  void onlyTheOwnerCanReadThem() throws IOException {
    DataDirectory directory = new DataDirectory(folder);
    Secrets.of(directory);
    credentials().write(directory);

    for (PrivateFile file : new PrivateFile[] {directory.secrets(), directory.credentials()}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void credentialsAreReadAsTheyWereWritten() {
    DataDirectory directory = new DataDirectory(folder);
    credentials().write(directory);

    assertThat(Credentials.read(directory)).contains(credentials());
    assertThat(directory.credentials().read().orElseThrow().path("schema_registry_url").asText())
        .isEqualTo("http://127.0.0.1:8000/schema-registry");
  }

  @Test
  void secretsThatLackOneAreAnErrorAndNotMadeAnew() {
    DataDirectory directory = new DataDirectory(folder);
    directory.secrets().write(PrivateFile.object().put("api_key", "fw_1"));

    assertThatThrownBy(() -> Secrets.of(directory)).hasMessageContaining("secrets.json has no id");
  }

  @Test
  void neitherShowsItsContentInMessages() {
    assertThat(credentials().toString()).doesNotContain("fw_secret");
    assertThat(Secrets.of(new DataDirectory(folder), bytes -> "secret" + bytes).toString())
        .doesNotContain("secret");
  }

  private static Credentials credentials() {
    URI base = URI.create("http://127.0.0.1:8000");
    return new Credentials(base, "fw_secret", "127.0.0.1:9092", base.resolve("/schema-registry"));
  }
}
