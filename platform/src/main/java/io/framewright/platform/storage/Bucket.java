package io.framewright.platform.storage;

import io.micronaut.objectstorage.aws.AwsS3Configuration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** Makes Micronaut's {@code AwsS3Operations} work on our bucket, without settings of its own. */
@Singleton
@Named("default")
final class Bucket extends AwsS3Configuration {

  Bucket(StorageSettings settings) {
    super("default");
    setBucket(settings.bucket());
  }
}
