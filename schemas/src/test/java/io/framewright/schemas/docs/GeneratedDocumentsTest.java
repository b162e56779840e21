package io.framewright.schemas.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.framewright.schemas.contract.ContractFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The committed documents say what the schemas and the topic list say. */
class GeneratedDocumentsTest {

  private static final Path EVENTS = ContractFiles.at("../docs/events.md");
  private static final Path ASYNCAPI = ContractFiles.at("../docs/asyncapi.yaml");

  @BeforeAll
  static void write() {
    if (ContractFiles.writing()) {
      ContractFiles.write(EVENTS, EventsPage.text().getBytes(UTF_8));
      ContractFiles.write(ASYNCAPI, AsyncApiDocument.text().getBytes(UTF_8));
    }
  }

  @Test
  void thePageIsTheOneThatTheSchemasGive() {
    assertThat(ContractFiles.text(EVENTS))
        .as("docs/events.md is older than the schemas: %s", ContractFiles.COMMAND)
        .isEqualTo(EventsPage.text());
  }

  @Test
  void theAsyncApiDocumentIsTheOneThatTheSchemasGive() {
    assertThat(ContractFiles.text(ASYNCAPI))
        .as("docs/asyncapi.yaml is older than the schemas: %s", ContractFiles.COMMAND)
        .isEqualTo(AsyncApiDocument.text());
  }

  @Test
  void theAsyncApiDocumentIsValid() {
    assertThat(faults(document())).isEmpty();
  }

  @Test
  void anAsyncApiDocumentThatIsNotValidIsFound() {
    Map<String, Object> document = document();
    document.put("channels", Map.of("jobs", Map.of("adress", "media.job.events.v1")));
    assertThat(faults(document)).isNotEmpty();
  }

  private static Map<String, Object> document() {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(ContractFiles.text(ASYNCAPI));
  }

  private static Set<ValidationMessage> faults(Map<String, Object> document) {
    JsonSchema official =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(
                ContractFiles.text(
                    ContractFiles.at("src/test/resources/asyncapi/asyncapi-3.0.0.schema.json")));
    JsonNode tree = new ObjectMapper().valueToTree(document);
    return official.validate(tree);
  }
}
