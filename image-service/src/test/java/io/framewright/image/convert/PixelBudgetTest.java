package io.framewright.image.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However many pictures come at once, only so many megapixels of them are worked on. */
@Timeout(30)
class PixelBudgetTest {

  private static final int BUDGET = 250;
  private static final int LARGE = 99_999_999;

  private final PixelBudget budget = new PixelBudget(BUDGET);

  @Test
  void tenPicturesOfAHundredMegapixelsHaveTheirTurnsTwoAtATime() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Callable<Void> picture =
        () -> {
          try (var _ = budget.take(LARGE)) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            now.decrementAndGet();
          }
          return null;
        };
    PixelBudget.Share first = budget.take(LARGE);
    PixelBudget.Share second = budget.take(LARGE);
    List<Thread> waiting = new ArrayList<>();
    try (ExecutorService workers =
        Executors.newCachedThreadPool(task -> {
          Thread thread = new Thread(task);
          waiting.add(thread);
          return thread;
        })) {
      List<Future<Void>> pictures = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        pictures.add(workers.submit(picture));
      }
      await().until(() -> waiting.stream().allMatch(PixelBudgetTest::waits));
      assertThat(most).hasValue(0);

      first.close();
      second.close();
      for (Future<Void> each : pictures) {
        each.get(20, TimeUnit.SECONDS);
      }
    }
    assertThat(most).hasValueBetween(1, 2);
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  @Test
  void onePictureBeyondTheWholeBudgetIsWorkedOnAlone() throws Exception {
    try (var _ = budget.take(LARGE * 10L);
        ExecutorService worker = Executors.newSingleThreadExecutor()) {
      Future<?> other = worker.submit(() -> budget.take(1));
      assertThat(other.isDone()).isFalse();
      worker.shutdownNow();
      assertThat(other).failsWithin(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void whatFailsGivesItsShareBack() throws Exception {
    for (int i = 0; i < 10; i++) {
      try (var _ = budget.take(LARGE)) {
        throw new IllegalStateException("the decoder gave up");
      } catch (IllegalStateException expected) {
        assertThat(expected).hasMessageContaining("gave up");
      }
    }
    budget.take(LARGE * 2L).close();
  }
}
