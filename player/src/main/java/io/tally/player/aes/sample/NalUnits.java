// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.aes.sample;

import io.tally.encoder.packet.nal.EmulationPrevention;
import io.tally.encoder.packet.nal.NalSyntax;
import io.tally.player.aes.SampleCipher;
import io.tally.player.aes.SampleCipher.Pattern;
import io.tally.player.probe.picture.NalWalk;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/// Which bytes does an H.264 stream have in the clear whose pictures are encrypted?
///
/// Apple's "MPEG-2 Stream Encryption Format for HTTP Live Streaming" 2.2: of each slice of more
/// than 48 bytes the first of ten blocks behind the first 32 bytes, and start codes in what came
/// out were escaped. Zeros behind the unit, which Annex B of ISO/IEC 14496-10 allows, take the
/// places of the bytes that the escaping had added, so that nothing behind them moves.
final class NalUnits {
  private static final int CLEAR = 32;
  private static final int SHORTEST = 49;

  private NalUnits() {}

  /// Decrypts in place.
  static void open(byte[] stream, SampleCipher cipher, byte[] vector)
      throws GeneralSecurityException {
    NalWalk units = new NalWalk(stream, stream.length, NalWalk.Format.startCodes(NalSyntax.H264));
    while (units.next()) {
      int unit = units.from();
      int end = units.to();
      while (end > unit && stream[end - 1] == 0) {
        end--;
      }
      int type = units.type();
      if ((type == 1 || type == 5) && end - unit >= SHORTEST) {
        byte[] meant = EmulationPrevention.without(stream, unit, end);
        System.arraycopy(meant, 0, stream, unit, meant.length);
        Arrays.fill(stream, unit + meant.length, end, (byte) 0);
        // The last byte is never encrypted: blocks are, that something follows.
        int last = unit + meant.length - 1;
        cipher.chained(stream, unit + CLEAR, last, Pattern.FIRST_OF_TEN, vector);
      }
    }
  }
}
