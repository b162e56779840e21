package io.framewright.standalone.storm;

import io.framewright.platform.ids.Digests;
import io.framewright.platform.storage.ObjectStore;
import io.framewright.platform.storage.ObjectStore.Content;
import io.framewright.standalone.client.ApiClient;
import io.framewright.standalone.client.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What can be seen of a platform from outside, beside its log. */
interface Evidence {

  /**
   * The job as the API shows it.
   *
   * @throws io.framewright.standalone.client.ApiException if it does not
   */
  Job shown(String job);

  /** SHA-256 of the object, in hex; empty if there is none. */
  Optional<String> digest(String key);

  /** A running platform's. */
  static Evidence of(ApiClient api, ObjectStore objects) {
    return new Evidence() {
      @Override
      public Job shown(String job) {
        return api.job(job);
      }

      @Override
      public Optional<String> digest(String key) {
        try (Content content = objects.get(key).orElse(null)) {
          return content == null ? Optional.empty() : Optional.of(Digests.sha256(content.stream()));
        } catch (IOException e) {
          throw new UncheckedIOException("cannot read " + key, e);
        }
      }
    };
  }
}
