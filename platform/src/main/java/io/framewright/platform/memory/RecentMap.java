package io.framewright.platform.memory;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps what was written or read last, and forgets what was not for longest. As a {@link
 * LinkedHashMap} it is for one thread at a time, and reading counts as a change.
 */
public final class RecentMap<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1L;

  private final int most;

  /**
   * @param most entries, from 1
   */
  public RecentMap(int most) {
    super(64, 0.75f, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
