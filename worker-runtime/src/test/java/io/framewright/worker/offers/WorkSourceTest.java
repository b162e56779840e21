package io.framewright.worker.offers;

import static io.framewright.worker.offers.OfferTopic.next;
import static io.framewright.worker.offers.OfferTopic.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.schemas.avro.TaskOffered;
import io.framewright.testing.TestKafka;
import io.framewright.worker.fakes.Offers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(300)
class WorkSourceTest {

  private static final Duration SHORT = Duration.ofSeconds(2);

  private OfferTopic offers;

  enum Kind {
    SHARE_GROUP {
      @Override
      WorkSource open(OfferTopic offers) {
        return new ShareGroupSource(
            TestKafka.settings(), offers.catalogue, offers.topic, offers.group);
      }
    },
    CONSUMER_GROUP {
      @Override
      WorkSource open(OfferTopic offers) {
        return new ConsumerGroupSource(
            TestKafka.settings(), offers.catalogue, offers.topic, offers.group);
      }
    };

    abstract WorkSource open(OfferTopic offers);
  }

  @BeforeEach
  void createTopic() throws Exception {
    offers = new OfferTopic(2);
  }

  @ParameterizedTest
  @EnumSource
  void anOfferFromBeforeTheFirstStartIsTaken(Kind kind) throws Exception {
    TaskOffered waiting = offers.write(Offers.valid());

    try (WorkSource source = kind.open(offers)) {
      Claim claim = next(source);
      claim.accept();
      assertThat(claim.offer()).isEqualTo(waiting);
      assertThat(source.connected()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyOfferComesOnce(Kind kind) throws Exception {
    Set<UUID> written = new HashSet<>();
    for (int i = 0; i < 6; i++) {
      written.add(offers.write(Offers.valid()).getTask().getTaskId());
    }

    Set<UUID> claimed = new HashSet<>();
    try (WorkSource source = kind.open(offers)) {
      for (int i = 0; i < 3; i++) {
        claimed.add(accept(source));
      }
    }
    try (WorkSource source = kind.open(offers)) {
      for (int i = 0; i < 3; i++) {
        claimed.add(accept(source));
      }
      assertThat(within(source, SHORT)).isEmpty();
    }

    assertThat(claimed).isEqualTo(written);
  }

  private static UUID accept(WorkSource source) {
    Claim claim = next(source);
    claim.accept();
    return claim.offer().getTask().getTaskId();
  }

  @ParameterizedTest
  @EnumSource
  void anOfferThatIsGivenBackComesAgain(Kind kind) throws Exception {
    TaskOffered offer = offers.write(Offers.valid());

    try (WorkSource source = kind.open(offers)) {
      next(source).giveBack();
      Claim again = next(source);
      again.accept();
      assertThat(again.offer()).isEqualTo(offer);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOfferOfAnAbortedTransactionIsNeverSeen(Kind kind) throws Exception {
    offers.abort(Offers.valid());
    TaskOffered committed = offers.write(Offers.valid());

    try (WorkSource source = kind.open(offers)) {
      Claim claim = next(source);
      claim.accept();
      assertThat(claim.offer()).isEqualTo(committed);
      assertThat(within(source, SHORT)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatCannotBeReadHoldsUpNothing(Kind kind) throws Exception {
    offers = new OfferTopic(1); // so that the one surely lies before the other
    offers.writeRubbish();
    TaskOffered offer = offers.write(Offers.valid());

    try (WorkSource source = kind.open(offers)) {
      Claim claim = next(source);
      claim.accept();
      assertThat(claim.offer()).isEqualTo(offer);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWaitingClaimCanBeWoken(Kind kind) {
    try (WorkSource source = kind.open(offers)) {
      source.wakeup();
      assertThat(source.claim(Duration.ofSeconds(100))).isEmpty();
    }
  }
}
