package io.framewright.gateway.registry;

import io.framewright.platform.avro.BundledSchemaCatalogue;
import io.framewright.platform.avro.BundledSchemaCatalogue.Release;
import io.framewright.platform.avro.SchemaCatalogue;
import io.framewright.platform.kafka.Topic;
import io.framewright.platform.kafka.Topics;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** The bundled releases by subject: one subject for the values of each topic. */
@Singleton
final class Subjects {

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  private final SchemaCatalogue catalogue;
  private final Map<String, String> records = new TreeMap<>();

  Subjects(SchemaCatalogue catalogue) {
    this.catalogue = catalogue;
    for (Topic<?> topic : Topics.all()) {
      records.put(topic.subject(), topic.record().getSimpleName());
    }
  }

  /** A schema under one of the subjects that have it. */
  @Serdeable
  record Place(String subject, int version) {}

  List<String> names() {
    bundled();
    return List.copyOf(records.keySet());
  }

  /** The releases of a subject, oldest first. */
  List<Release> releases(String subject) {
    String record = records.get(subject);
    if (record == null) {
      throw RegistryException.noSuchSubject(subject);
    }
    return bundled().releases(record);
  }

  /**
   * @param version a number, or {@code latest}, or the {@code -1} that means the same
   */
  Release release(String subject, String version) {
    List<Release> releases = releases(subject);
    if (version.equals("latest") || version.equals("-1")) {
      return releases.getLast();
    }
    if (!NUMBER.matcher(version).matches()) {
      throw RegistryException.noVersion(version);
    }
    return releases.stream()
        .filter(release -> release.version() == Integer.parseInt(version))
        .findFirst()
        .orElseThrow(() -> RegistryException.noSuchVersion(version));
  }

  Release byId(String id) {
    return Optional.of(id)
        .filter(number -> NUMBER.matcher(number).matches())
        .flatMap(number -> bundled().release(Integer.parseInt(number)))
        .orElseThrow(RegistryException::noSuchSchema);
  }

  List<Place> places(Release release) {
    return records.entrySet().stream()
        .filter(subject -> subject.getValue().equals(release.record()))
        .map(subject -> new Place(subject.getKey(), release.version()))
        .toList();
  }

  /** The release that says the same as {@code text}; words and layout do not count. */
  Release find(String subject, String text) {
    List<Release> releases = releases(subject);
    String wanted = canonical(text);
    return releases.reversed().stream()
        .filter(release -> SchemaNormalization.toParsingForm(release.schema()).equals(wanted))
        .findFirst()
        .orElseThrow(RegistryException::noSuchSchema);
  }

  private static String canonical(String text) {
    try {
      return SchemaNormalization.toParsingForm(new Schema.Parser().parse(text));
    } catch (AvroRuntimeException e) {
      throw RegistryException.noSchema(String.valueOf(e.getMessage()));
    }
  }

  private BundledSchemaCatalogue bundled() {
    if (catalogue instanceof BundledSchemaCatalogue bundled) {
      return bundled;
    }
    throw RegistryException.elsewhere();
  }
}
