// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tally.player.aes.KeyChoice;
import io.tally.player.aes.SegmentCipher;
import io.tally.player.playlist.EncryptionKey;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.parser.PlaylistParser;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;

/// Can a key as a playlist tells it, and bytes encrypted by it or not, make decryption fail in a
/// way that is not its right? The first byte says how long the attributes of the key are, and the
/// next sixteen are the key.
public final class CipherTarget {
  private static final URI HERE = URI.create("http://host/list.m3u8");

  private CipherTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    int begin = 1 + SegmentCipher.KEY_BYTES;
    if (data.length < begin) {
      return;
    }
    int told = Math.min(data.length - begin, data[0] & 0xFF);
    byte[] key = Arrays.copyOfRange(data, 1, begin);
    String attributes = new String(data, begin, told, ISO_8859_1);
    byte[] encrypted = Arrays.copyOfRange(data, begin + told, data.length);
    String list =
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-KEY:" + attributes + "\n#EXTINF:1,\ns\n";
    if (PlaylistParser.parse(HERE, list.getBytes(ISO_8859_1)) instanceof MediaPlaylist media
        && !media.segments().isEmpty()) {
      Optional<EncryptionKey> usable = KeyChoice.usable(media.segments().getFirst().keys());
      usable.filter(KeyChoice::isWhole).ifPresent(way -> open(encrypted, key, way.iv()));
    }
  }

  private static void open(byte[] encrypted, byte[] key, Optional<String> iv) {
    try {
      byte[] open = SegmentCipher.open(encrypted, key, iv, 7);
      Expect.that(open.length <= encrypted.length, "More comes out than goes in");
      Expect.that(encrypted.length % 16 == 0, "Part of a block was decrypted");
    } catch (GeneralSecurityException _) {
      // As it must be told: these are not the bytes, or not the key.
    }
  }
}
