package io.framewright.gateway.estimate;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.gateway.assets.MediaKind;
import io.framewright.gateway.estimate.EstimateAnswer.Basis;
import io.framewright.gateway.estimate.EstimateAnswer.Estimated;
import io.framewright.gateway.estimate.EstimateAnswer.Factors;
import io.framewright.gateway.estimate.EstimateAnswer.Resources;
import io.framewright.gateway.metadata.EffortView;
import io.framewright.gateway.metadata.EffortView.Known;
import io.framewright.gateway.metadata.JobReads;
import io.framewright.gateway.plan.Plan;
import io.framewright.platform.ids.TenantId;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells beforehand what a plan will take. */
@Singleton
public final class Estimates {

  private static final Set<String> SLOW = Set.of("av1", "vp9", "h265");

  /** A film of 1080p at 5 Mbit/s, where nothing is known but its length. */
  private static final double FILM_BYTES_PER_SECOND = 625_000;

  private static final double SOUND_BYTES_PER_SECOND = 16_000;
  private static final double PICTURE_BYTES_PER_PIXEL = 0.3;

  private final JobReads reads;

  Estimates(JobReads reads) {
    this.reads = reads;
  }

  /** What is to be worked on. */
  public record Source(String sha256, long bytes, MediaKind kind) {

    private static final String OF_NOTHING = "0".repeat(64);

    /** Where content and length are not known yet, a usual length is taken. */
    public static Source of(@Nullable String sha256, @Nullable Long bytes, MediaKind kind) {
      return new Source(
          sha256 == null ? OF_NOTHING : sha256, bytes == null ? usual(kind) : bytes, kind);
    }

    private static long usual(MediaKind kind) {
      return switch (kind) {
        case IMAGE -> 4_000_000;
        case AUDIO -> 5_000_000;
        case VIDEO, OTHER -> 60_000_000;
      };
    }
  }

  /** Rests on the platform's past jobs, and on defaults where there are none. */
  public EstimateAnswer of(TenantId tenant, Plan plan, Source source) {
    EffortView past = reads.effort(tenant, plan.operation(), Work.codec(plan), source.sha256());
    Optional<Known> known = Optional.ofNullable(past.input());
    Work work = Work.of(plan, known.orElseGet(() -> guessed(source)));
    Estimate.Rate rate = Estimate.rate(work, past.seen());
    return new EstimateAnswer(
        new Estimated(
            Math.round(rate.seconds() * work.units() * 100) / 100.0,
            Math.round(bytes(plan, work, rate))),
        resources(plan, work),
        factors(plan, work),
        new Basis(
            rate.jobs() > 0 ? "learned" : "default",
            rate.jobs(),
            known.isPresent() ? "known" : "guessed"));
  }

  private static Known guessed(Source source) {
    return switch (source.kind()) {
      case IMAGE -> {
        double side = Math.sqrt(source.bytes() / PICTURE_BYTES_PER_PIXEL);
        yield new Known(null, side, side);
      }
      case AUDIO -> new Known(source.bytes() / SOUND_BYTES_PER_SECOND, null, null);
      case VIDEO, OTHER -> new Known(source.bytes() / FILM_BYTES_PER_SECOND, 1920.0, 1080.0);
    };
  }

  /** A bit rate that was asked for says more than past jobs. */
  private static double bytes(Plan plan, Work work, Estimate.Rate rate) {
    JsonNode output = plan.params().path("output");
    OptionalDouble asked =
        work.measure() == Work.Measure.SOUND
            ? bytesPerSecond(output.path("audio"))
            : bytesPerSecond(output.path("video"));
    if (asked.isEmpty()) {
      return rate.bytes() * work.units();
    }
    double sound =
        work.measure() == Work.Measure.FILM
            ? bytesPerSecond(output.path("audio")).orElse(SOUND_BYTES_PER_SECOND)
            : 0;
    return (asked.getAsDouble() + sound) * work.seconds();
  }

  /** Plans have bit rates in thousands, as 128k. */
  private static OptionalDouble bytesPerSecond(JsonNode stream) {
    String rate = stream.path("bitrate").asText();
    return rate.endsWith("k")
        ? OptionalDouble.of(Integer.parseInt(rate.substring(0, rate.length() - 1)) * 1000.0 / 8)
        : OptionalDouble.empty();
  }

  private static Resources resources(Plan plan, Work work) {
    boolean film = work.measure() == Work.Measure.FILM;
    double memory = film ? (work.lines() <= 1080 ? 0.5 : 2.0) : 0.25;
    boolean hardware = plan.params().path("hardware_acceleration").asText().equals("require");
    return new Resources(film ? 2 : 1, memory, hardware);
  }

  private static Factors factors(Plan plan, Work work) {
    int operations = plan.params().path("steps").size() + 1;
    boolean hard =
        SLOW.contains(work.codec())
            || plan.params().path("output").path("video").path("two_pass").asBoolean(false);
    String complexity = "simple";
    if (hard || operations > 3) {
      complexity = "complex";
    } else if (operations > 1) {
      complexity = "moderate";
    }
    return new Factors(complexity, operations);
  }
}
