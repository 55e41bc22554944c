// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.aes.sample;

import io.tally.player.aes.SampleCipher;
import io.tally.player.probe.Id3Time;
import io.tally.player.probe.Mp4Boxes;
import java.security.GeneralSecurityException;
import java.util.Map;

/// Which bytes does a segment have in the clear of which only the samples are encrypted (RFC
/// 8216bis 5.2, METHOD=SAMPLE-AES)?
///
/// What is told of the encryption in the container is taken out, too, so that whoever reads it next
/// takes it for one that never was encrypted. Threads: any.
public final class SampleOpener {
  private SampleOpener() {}

  /// An initialization section in the clear; the same array when it tells of no encryption.
  public static byte[] init(byte[] section) {
    return ProtectedTrack.clear(section);
  }

  /// A segment in the clear. Bytes of which nothing says that they are encrypted stay as they are.
  ///
  /// @param section its initialization section as it came; empty without one
  /// @param key of 16 bytes
  /// @param vector 16 bytes, for samples that the container gives none
  /// @throws GeneralSecurityException when the container contradicts itself, or is encrypted in
  ///   another way
  public static byte[] open(byte[] section, byte[] loaded, byte[] key, byte[] vector)
      throws GeneralSecurityException {
    byte[] segment = loaded.clone();
    SampleCipher cipher = new SampleCipher(key);
    if (TransportStream.is(segment)) {
      new TransportStream(segment).open(cipher, vector);
    } else if (Mp4Boxes.isMp4(segment)) {
      Map<Long, ProtectedTrack> tracks =
          ProtectedTrack.read(section.length > 0 ? section : segment);
      new Fragments(segment, tracks, cipher, vector).open();
      return ProtectedTrack.clear(segment); // one that begins with a section of its own
    } else {
      SoundFrames.open(segment, Id3Time.read(segment).end(), cipher, vector);
    }
    return segment;
  }
}
