package io.framewright.metadata.mongo;

import com.mongodb.ConnectionString;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Which MongoDB.
 *
 * @param uri connection string; its database is used, or {@code framewright} when it names none
 */
@ConfigurationProperties("framewright.mongo")
public record MongoSettings(
    @Bindable(defaultValue = "mongodb://127.0.0.1:27017/framewright") String uri) {

  String database() {
    String named = new ConnectionString(uri).getDatabase();
    return named == null ? "framewright" : named;
  }
}
