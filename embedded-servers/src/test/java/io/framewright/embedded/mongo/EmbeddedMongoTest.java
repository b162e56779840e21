package io.framewright.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMongoTest {

  @Test
  void documentsAreThereAfterARestart(@TempDir Path directory) {
    try (var mongo = start(directory)) {
      put(mongo, "kept");
    }
    try (var mongo = start(directory)) {
      assertThat(note(mongo)).isEqualTo("kept");
    }
  }

  /** The file as it is while the server runs is what {@code kill -9} leaves. */
  @Test
  void anAcknowledgedDocumentIsInTheFileAlready(@TempDir Path directory) throws Exception {
    Path copy = Files.createDirectory(directory.resolve("copy"));
    try (var mongo = start(directory)) {
      put(mongo, "kept");
      Files.copy(directory.resolve("documents.mv"), copy.resolve("documents.mv"));
    }
    try (var mongo = start(copy)) {
      assertThat(note(mongo)).isEqualTo("kept");
    }
  }

  private static EmbeddedMongo start(Path directory) {
    return EmbeddedMongo.start(new EmbeddedMongo.Settings(directory, 0));
  }

  private static void put(EmbeddedMongo mongo, String text) {
    try (MongoClient client = MongoClients.create(mongo.uri())) {
      var note = new Document("_id", "note").append("sequence", 1).append("text", text);
      notes(client)
          .replaceOne(
              Filters.and(Filters.eq("_id", "note"), Filters.lt("sequence", 1)),
              note,
              new ReplaceOptions().upsert(true));
    }
  }

  private static @Nullable String note(EmbeddedMongo mongo) {
    try (MongoClient client = MongoClients.create(mongo.uri())) {
      return notes(client).find().map(document -> document.getString("text")).first();
    }
  }

  private static MongoCollection<Document> notes(MongoClient client) {
    return client.getDatabase("test").getCollection("notes");
  }
}
