package io.framewright.worker.fakes;

import io.framewright.schemas.avro.TaskOffered;
import io.framewright.worker.offers.Claim;
import io.framewright.worker.offers.WorkSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Offers from a queue; remembers which were accepted. */
public final class QueueSource implements WorkSource {

  private final BlockingQueue<TaskOffered> queue = new LinkedBlockingQueue<>();
  private final List<TaskOffered> accepted = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>();

  public void offer(TaskOffered offer) {
    queue.add(offer);
  }

  /** The next claim throws. */
  public void breakOnce(RuntimeException how) {
    fault.set(how);
  }

  public List<TaskOffered> accepted() {
    return accepted;
  }

  public int waiting() {
    return queue.size();
  }

  @Override
  public Optional<Claim> claim(Duration patience) {
    RuntimeException broken = fault.getAndSet(null);
    if (broken != null) {
      throw broken;
    }
    try {
      return Optional.ofNullable(queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS))
          .map(Taken::new);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void wakeup() {}

  @Override
  public boolean connected() {
    return true;
  }

  @Override
  public void close() {}

  private final class Taken implements Claim {

    private final TaskOffered offer;

    Taken(TaskOffered offer) {
      this.offer = offer;
    }

    @Override
    public TaskOffered offer() {
      return offer;
    }

    @Override
    public void accept() {
      accepted.add(offer);
    }

    @Override
    public void giveBack() {
      queue.add(offer);
    }
  }
}
