package io.framewright.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framewright.gateway.errors.ApiException;
import io.framewright.gateway.security.Caller;
import io.framewright.platform.errors.ErrorCode;
import io.framewright.platform.ids.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

class SseAnswersTest {

  private final SseAnswers answers = new SseAnswers(Runnable::run);
  private final AtomicInteger closed = new AtomicInteger();

  private static Caller caller(String key) {
    return new Caller(key, new TenantId("alice"), new Caller.Allowance(1, 1, 1, 1, 1));
  }

  /** Says one thing, and no more. */
  private final class Once implements SseSource {

    private boolean said;

    @Override
    public Optional<byte[]> next() {
      if (said) {
        return Optional.empty();
      }
      said = true;
      return Optional.of("data: x\n\n".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  @Test
  @DisplayName("B53: one key does not have all streams")
  void oneKeyDoesNotHaveAllStreams() {
    List<Publisher<byte[]>> open = new ArrayList<>();
    for (int i = 0; i < SseAnswers.MOST_PER_KEY; i++) {
      open.add(answers.of(caller("greedy"), new Once()).body());
    }
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> answers.of(caller("greedy"), new Once()))
        .satisfies(refusal -> {
          assertThat(refusal.code()).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
          assertThat(refusal.retryAfter()).isPositive();
        });
    assertThat(closed).hasValue(1);
    assertThat(answers.of(caller("modest"), new Once()).body()).isNotNull();
    assertThat(Flux.from(open.getFirst()).toStream().toList()).hasSize(1);
    assertThat(closed).hasValue(2);
    assertThat(answers.of(caller("greedy"), new Once()).body()).isNotNull();
  }
}
