// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.load;

import io.tally.player.aes.SegmentCipher;
import io.tally.player.playlist.EncryptionKey;
import io.tally.player.playlist.Segment.InitSection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What does a segment need before it can be read: which initialization section, and which key?
///
/// Both are loaded once and kept as long as they may be asked for again. Threads: one at a time.
public final class SegmentOpener {
  private static final HttpLoader.Limits INIT_LIMITS =
      new HttpLoader.Limits(4 << 20, Duration.ofSeconds(10));
  private static final HttpLoader.Limits KEY_LIMITS =
      new HttpLoader.Limits(1 << 10, Duration.ofSeconds(10));
  private static final int MOST_SECTIONS = 4;
  private static final int MOST_KEYS = 16;

  private final HttpLoader http;
  private final Map<InitSection, byte[]> sections = new LinkedHashMap<>();
  private final Map<URI, byte[]> keys = new LinkedHashMap<>();

  public SegmentOpener(HttpLoader http) {
    this.http = http;
  }

  /// Whether an initialization section is here already.
  public boolean has(Optional<InitSection> section) {
    return section.isEmpty() || sections.containsKey(section.get());
  }

  /// The bytes of an initialization section, in the clear; none without one.
  public byte[] init(Optional<InitSection> wanted) throws LoadException, InterruptedException {
    if (wanted.isEmpty()) {
      return new byte[0];
    }
    InitSection section = wanted.get();
    byte[] known = sections.get(section);
    if (known != null) {
      return known;
    }
    byte[] loaded = http.load(section.uri(), section.range(), INIT_LIMITS).bytes();
    byte[] open = open(loaded, section.keys(), 0, section.uri());
    keep(sections, section, open, MOST_SECTIONS);
    return open;
  }

  /// The bytes of a segment in the clear.
  ///
  /// @param loaded as they came; the same array when they are not encrypted
  /// @param ways to the key; none for a segment in the clear
  /// @param number of the segment
  /// @param of where the bytes came from
  public byte[] open(byte[] loaded, List<EncryptionKey> ways, long number, URI of)
      throws LoadException, InterruptedException {
    if (ways.isEmpty()) {
      return loaded;
    }
    EncryptionKey way =
        SegmentCipher.usable(ways)
            .orElseThrow(() ->
                new LoadException(
                    LoadException.Reach.REFUSED,
                    LoadException.shown(of)
                        + " is encrypted by "
                        + ways.getFirst().method()
                        + ", which is not supported"));
    byte[] key = key(way.uri().orElseThrow());
    try {
      return SegmentCipher.open(loaded, key, way.iv(), number);
    } catch (GeneralSecurityException e) {
      keys.remove(way.uri().orElseThrow()); // it may have been replaced behind the same address
      throw new LoadException(
          LoadException.Reach.ANSWER,
          LoadException.shown(of)
              + " cannot be decrypted with the key that its playlist names: "
              + e.getMessage());
    }
  }

  private byte[] key(URI uri) throws LoadException, InterruptedException {
    byte[] known = keys.get(uri);
    if (known != null) {
      return known;
    }
    byte[] loaded = http.load(uri, Optional.empty(), KEY_LIMITS).bytes();
    if (loaded.length != SegmentCipher.KEY_BYTES) {
      throw new LoadException(
          LoadException.Reach.ANSWER,
          "The key at %s has %d bytes, and %d are expected: is it a page that asks for a login?"
              .formatted(LoadException.shown(uri), loaded.length, SegmentCipher.KEY_BYTES));
    }
    keep(keys, uri, loaded, MOST_KEYS);
    return loaded;
  }

  private static <K> void keep(Map<K, byte[]> cache, K name, byte[] bytes, int most) {
    if (cache.size() >= most) {
      cache.remove(cache.keySet().iterator().next());
    }
    cache.put(name, bytes);
  }

  /// After a restart the same name may mean another section.
  public void forget() {
    sections.clear();
  }
}
