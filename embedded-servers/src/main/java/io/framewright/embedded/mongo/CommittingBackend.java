package io.framewright.embedded.mongo;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;

/**
 * Hands each change to the kernel before it is acknowledged, so that {@code kill -9} loses none; by
 * itself the store writes once a second.
 */
final class CommittingBackend extends H2Backend {

  CommittingBackend(String file) {
    super(file);
  }

  @Override
  public Document handleMessage(MongoMessage message) {
    Document answer = super.handleMessage(message);
    commit();
    return answer;
  }
}
