package io.framewright.platform.ids;

import java.util.regex.Pattern;

/** Names one tenant: 1 to 64 lower-case letters, digits and hyphens, safe in keys and paths. */
public record TenantId(String value) {

  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  public TenantId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a tenant id has 1 to 64 lower-case letters, digits and hyphens, not '%s'"
              .formatted(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
