package io.framewright.standalone.demo;

import io.framewright.standalone.client.Job;
import io.framewright.standalone.files.FileNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The demonstration's {@code index.html}. It needs nothing from the network. */
public record Page(List<Result> results) {

  public Page {
    results = List.copyOf(results);
  }

  /** The whole document. Originals are expected beside it as {@code original-<name>}. */
  public String html() {
    return template()
        .replace("{{rows}}", results.stream().map(Page::row).collect(Collectors.joining("\n")))
        .replace("{{cards}}", results.stream().map(Page::card).collect(Collectors.joining("\n")));
  }

  private static String row(Result result) {
    Job job = result.job();
    return "<tr><td>%s</td><td><code>%s</code></td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
        .formatted(
            text(result.conversion().title()),
            text(job.operation()),
            text(job.status()),
            size(result.bytesIn()),
            size(result.bytesOut()),
            job.queued().map(Page::time).orElse("–"),
            job.running().map(Page::time).orElse("–"));
  }

  private static String card(Result result) {
    String name = result.conversion().fileName();
    String shown =
        result.job().isCompleted()
            ? view(result.conversion())
            : "<p class=\"failed\">%s</p>"
                .formatted(
                    text(
                        result
                            .job()
                            .error()
                            .map(Job.Refusal::message)
                            .orElse(result.job().status())));
    return """
    <section class="card">
      <header><h2>%s</h2><p>%s → %s%s</p></header>
      %s
      <footer><a href="%s" download>%s</a></footer>
    </section>\
    """
        .formatted(
            text(result.conversion().title()),
            size(result.bytesIn()),
            size(result.bytesOut()),
            saved(result),
            shown,
            text(name),
            text(name));
  }

  private static String view(Conversion conversion) {
    String name = text(conversion.fileName());
    String original = text("original-" + FileNames.of(conversion.input()));
    boolean fromPicture = original.endsWith(".jpg");
    if (conversion.fileName().endsWith(".mp4")) {
      return "<video controls preload=\"metadata\" src=\"%s\"></video>".formatted(name);
    }
    if (!fromPicture || conversion.settings().containsKey("fit")) {
      return "<img src=\"%s\" alt=\"%s\">".formatted(name, text(conversion.title()));
    }
    return """
    <div class="compare">
      <img src="%s" alt="before"><img class="after" src="%s" alt="after">
      <input type="range" min="0" max="100" value="50" aria-label="before and after"
        oninput="this.parentNode.style.setProperty('--cut', this.value + '%%')">
      <span class="left">before</span><span class="right">after</span>
    </div>\
    """
        .formatted(original, name);
  }

  private static String saved(Result result) {
    if (result.bytesOut() == 0 || result.bytesOut() >= result.bytesIn()) {
      return "";
    }
    return ", %d %% smaller"
        .formatted(Math.round(100 - 100.0 * result.bytesOut() / result.bytesIn()));
  }

  private static String size(long bytes) {
    return bytes >= 1 << 20
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0)
        : "%d KB".formatted(Math.ceilDiv(bytes, 1024));
  }

  private static String time(Duration duration) {
    return duration.toMillis() < 1000
        ? duration.toMillis() + " ms"
        : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private static String text(String raw) {
    return raw.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String template() {
    try (InputStream in = Page.class.getResourceAsStream("/framewright/standalone/demo.html")) {
      if (in == null) {
        throw new IllegalStateException("demo.html is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read demo.html", e);
    }
  }
}
