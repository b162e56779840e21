package io.framewright.gateway.storage;

import io.framewright.platform.storage.ObjectStore;
import io.framewright.platform.storage.StorageSettings;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door makes sure that there is a place for what comes in, if it is told to. */
@Singleton
final class BucketSetup {

  private static final Logger LOG = LoggerFactory.getLogger(BucketSetup.class);

  private final StorageSettings settings;
  private final ObjectStore objects;

  BucketSetup(StorageSettings settings, ObjectStore objects) {
    this.settings = settings;
    this.objects = objects;
  }

  @EventListener
  void create(ServerStartupEvent event) {
    if (settings.createBucket()) {
      objects.createBucket();
      LOG.atInfo().addKeyValue("bucket", settings.bucket()).log("the bucket is there");
    }
  }
}
