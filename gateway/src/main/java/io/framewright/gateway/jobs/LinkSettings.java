package io.framewright.gateway.jobs;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * What links to results lead to.
 *
 * @param through store: presigned links, good for an hour, straight to the object store, which
 *     clients must reach; gateway: this server, with the caller's key, where they need not
 */
@ConfigurationProperties("framewright.links")
record LinkSettings(@Bindable(defaultValue = "STORE") Through through) {

  enum Through {
    STORE,
    GATEWAY
  }
}
