package io.framewright.worker.offers;

import static io.framewright.worker.offers.OfferTopic.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.platform.kafka.TopicCatalogue;
import io.framewright.platform.kafka.Topics;
import io.framewright.testing.TestKafka;
import io.framewright.worker.fakes.Offers;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ShareGroupSourceTest {

  private OfferTopic offers;

  @BeforeEach
  void createTopic() throws Exception {
    offers =
        new OfferTopic(TopicCatalogue.load().settings(Topics.IMAGE_OFFERS.name()).partitions());
  }

  @Test
  void anIdleWorkerTakesEverythingWhileAnotherIsBusy() throws Exception {
    try (WorkSource busy = open();
        WorkSource idle = open()) {
      offers.write(Offers.valid());
      next(busy).accept(); // and from now on it claims nothing, but stays a member
      offers.write(Offers.valid());
      next(idle).accept();

      Set<UUID> written = new HashSet<>();
      Set<UUID> claimed = new HashSet<>();
      for (int i = 0; i < 8; i++) {
        written.add(offers.write(Offers.valid()).getTask().getTaskId());
      }
      for (int i = 0; i < 8; i++) {
        Claim claim = next(idle);
        claim.accept();
        claimed.add(claim.offer().getTask().getTaskId());
      }
      assertThat(claimed).isEqualTo(written);
    }
  }

  private WorkSource open() {
    return new ShareGroupSource(TestKafka.settings(), offers.catalogue, offers.topic, offers.group);
  }
}
