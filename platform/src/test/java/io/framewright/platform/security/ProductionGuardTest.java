package io.framewright.platform.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micronaut.context.exceptions.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductionGuardTest {

  private static final String LONG = "0123456789abcdef0123456789abcdef";

  @Test
  void aSecretThatEverybodyKnowsIsRefusedAndNotShown() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() ->
            new ProductionGuard(
                true, List.of(new Secret("a.b", LONG, 32), new Secret("c.d", "minioadmin", 8))))
        .withMessageContaining("c.d")
        .withMessageContaining("openssl")
        .matches(refusal -> !String.valueOf(refusal.getMessage()).contains("minioadmin"))
        .matches(refusal -> !String.valueOf(refusal.getMessage()).contains("a.b"));
  }

  @Test
  void aShortSecretIsRefused() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> new ProductionGuard(true, List.of(new Secret("c.d", "abc", 8))))
        .withMessageContaining("c.d has 3 characters; production needs 8 or more");
  }

  @Test
  void longUncommonSecretsAreTaken() {
    assertThatCode(() -> new ProductionGuard(true, List.of(new Secret("a.b", LONG, 32))))
        .doesNotThrowAnyException();
  }

  @Test
  void elsewhereWeakSecretsDo() {
    assertThatCode(() -> new ProductionGuard(false, List.of(new Secret("c.d", "abc", 8))))
        .doesNotThrowAnyException();
  }
}
