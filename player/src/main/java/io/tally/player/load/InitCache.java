// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.load;

import io.tally.player.playlist.Segment.InitSection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which bytes does an initialization section have, without loading it for every segment?
///
/// Threads: the loader's only.
final class InitCache {
  private static final HttpLoader.Limits LIMITS =
      new HttpLoader.Limits(4 << 20, Duration.ofSeconds(10));
  private static final int MOST_SECTIONS = 4;

  private final HttpLoader http;
  private final Map<InitSection, byte[]> sections = new LinkedHashMap<>();

  InitCache(HttpLoader http) {
    this.http = http;
  }

  boolean has(Optional<InitSection> section) {
    return section.isEmpty() || sections.containsKey(section.get());
  }

  byte[] load(Optional<InitSection> wanted) throws LoadException, InterruptedException {
    if (wanted.isEmpty()) {
      return new byte[0];
    }
    InitSection section = wanted.get();
    byte[] known = sections.get(section);
    if (known != null) {
      return known;
    }
    byte[] loaded = http.load(section.uri(), section.range(), LIMITS).bytes();
    if (sections.size() >= MOST_SECTIONS) {
      sections.remove(sections.keySet().iterator().next());
    }
    sections.put(section, loaded);
    return loaded;
  }

  /// After a restart the same name may mean another section.
  void forget() {
    sections.clear();
  }
}
