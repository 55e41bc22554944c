// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.load;

import io.tally.player.aes.KeyChoice;
import io.tally.player.aes.SegmentCipher;
import io.tally.player.aes.sample.SampleOpener;
import io.tally.player.playlist.EncryptionKey;
import io.tally.player.playlist.Segment;
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

  private static final byte[] NOTHING = new byte[0];

  /// @param raw with what it tells of the encryption of samples
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Section(byte[] raw, byte[] open) {}

  private final HttpLoader http;
  private final Map<InitSection, Section> sections = new LinkedHashMap<>();
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
    return wanted.isEmpty() ? NOTHING : section(wanted.get()).open();
  }

  private Section section(InitSection wanted) throws LoadException, InterruptedException {
    Section known = sections.get(wanted);
    if (known != null) {
      return known;
    }
    byte[] loaded = http.load(wanted.uri(), wanted.range(), INIT_LIMITS).bytes();
    List<EncryptionKey> ways = wanted.keys();
    Optional<EncryptionKey> way = KeyChoice.usable(ways).filter(KeyChoice::isWhole);
    byte[] whole = way.isPresent() ? open(NOTHING, loaded, ways, 0, wanted.uri()) : loaded;
    Section made = new Section(whole, SampleOpener.init(whole));
    keep(sections, wanted, made, MOST_SECTIONS);
    return made;
  }

  /// The bytes of a segment or a part of one in the clear.
  ///
  /// @param loaded as they came; the same array when they are not encrypted
  /// @param of where the bytes came from
  public byte[] open(byte[] loaded, Segment segment, URI of)
      throws LoadException, InterruptedException {
    if (segment.keys().isEmpty()) {
      return loaded;
    }
    byte[] init = segment.init().isEmpty() ? NOTHING : section(segment.init().get()).raw();
    return open(init, loaded, segment.keys(), segment.mediaSequence(), of);
  }

  private byte[] open(byte[] init, byte[] loaded, List<EncryptionKey> ways, long number, URI of)
      throws LoadException, InterruptedException {
    EncryptionKey way =
        KeyChoice.usable(ways)
            .orElseThrow(() ->
                new LoadException(
                    LoadException.Reach.REFUSED,
                    "%s is encrypted %s; %s"
                        .formatted(
                            LoadException.shown(of), KeyChoice.named(ways), KeyChoice.advice())));
    byte[] key = key(way.uri().orElseThrow());
    try {
      return KeyChoice.isWhole(way)
          ? SegmentCipher.open(loaded, key, way.iv(), number)
          : SampleOpener.open(init, loaded, key, SegmentCipher.vector(way.iv(), number));
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

  private static <K, V> void keep(Map<K, V> cache, K name, V bytes, int most) {
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
