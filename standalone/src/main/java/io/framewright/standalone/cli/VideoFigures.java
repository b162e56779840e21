package io.framewright.standalone.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.standalone.bench.Cost;
import io.framewright.standalone.bench.Video.Measured;
import io.framewright.standalone.bench.Video.Ran;
import io.framewright.standalone.bench.Video.Round;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What {@code bench video} prints. */
record VideoFigures(List<Measured> films, int threads) {

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("threads", threads);
    var array = json.putArray("films");
    for (Measured film : films) {
      ObjectNode one =
          array
              .addObject()
              .put("film_seconds", film.filmSeconds())
              .put("wall_ratio", film.wallRatio())
              .put("processor_ratio", film.processorRatio())
              .put("waited_seconds", film.median(round -> round.job().waited()))
              .put("engine_seconds", film.median(round -> round.job().engine()))
              .put("around_seconds", film.median(round -> round.job().around()));
      var rounds = one.putArray("rounds");
      for (Round round : film.rounds()) {
        rounds
            .addObject()
            .put("platform_wall", round.job().cost().wall())
            .put("bare_wall", round.alone().wall())
            .put("platform_processor", round.job().cost().processor())
            .put("bare_processor", round.alone().processor());
      }
    }
    return json;
  }

  String text() {
    return films.stream().map(this::text).collect(Collectors.joining("\n"))
        + String.format(
            Locale.ROOT,
            "%n%d threads each. CPU seconds are the kernel's accounts, which hold what children have"
                + " used that ended:%nof all processes of the platform, what they do at rest"
                + " included; of ffmpeg alone.%n",
            threads);
  }

  private String text(Measured film) {
    Table costs =
        new Table("%d s OF 1080p".formatted(film.filmSeconds()), "PLATFORM", "BARE", "RATIO");
    row(costs, "seconds", film, Cost::wall, film.wallRatio());
    row(costs, "CPU seconds", film, Cost::processor, film.processorRatio());
    Table parts = new Table("WHERE A JOB'S SECONDS GO", "MEDIAN");
    part(parts, film, "until it starts", Ran::waited);
    part(parts, film, "ffmpeg's encode", Ran::engine);
    part(parts, film, "fetch, looks at input and output, upload", Ran::around);
    part(parts, film, "until the client knows", VideoFigures::rest);
    return "%s%n%s".formatted(costs, parts);
  }

  private static void row(
      Table costs, String what, Measured film, ToDoubleFunction<Cost> part, double ratio) {
    ToDoubleFunction<Round> platform = round -> part.applyAsDouble(round.job().cost());
    ToDoubleFunction<Round> alone = round -> part.applyAsDouble(round.alone());
    costs.row(what, shown(film.median(platform)), shown(film.median(alone)), shown(ratio));
    costs.row("rounds", all(film, platform), all(film, alone), "");
  }

  private static double rest(Ran job) {
    return job.cost().wall() - job.waited() - job.engine() - job.around();
  }

  private static void part(Table table, Measured film, String what, Function<Ran, Double> part) {
    table.row(what, shown(film.median(round -> part.apply(round.job()))));
  }

  private static String all(Measured film, ToDoubleFunction<Round> part) {
    return film.rounds().stream()
        .map(round -> shown(part.applyAsDouble(round)))
        .collect(Collectors.joining(" "));
  }

  private static String shown(double value) {
    return Words.number(value, 2);
  }
}
