// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.fuzz;

import io.tally.player.aes.sample.SampleOpener;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/// Can a segment whose samples are encrypted make decryption fail in a way that is not its right:
/// MPEG-TS, packed sound behind an ID3 tag, or boxes of fMP4? The first two bytes say how many
/// belong to the initialization section.
public final class SampleTarget {
  private static final byte[] KEY = new byte[16];

  private SampleTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length < 2) {
      return;
    }
    int length = Math.min(data.length - 2, (data[0] & 0xFF) << 8 | data[1] & 0xFF);
    byte[] section = Arrays.copyOfRange(data, 2, 2 + length);
    byte[] segment = Arrays.copyOfRange(data, 2 + length, data.length);
    byte[] clear = SampleOpener.init(section);
    Expect.that(clear.length == section.length, "A section has changed its length");
    Expect.that(
        Arrays.equals(SampleOpener.init(clear), clear), "A clear section tells of encryption");
    byte[] before = segment.clone();
    try {
      byte[] open = SampleOpener.open(section, segment, KEY, KEY);
      Expect.that(open.length == segment.length, "A segment has changed its length");
    } catch (GeneralSecurityException _) {
      // As it must be told: it contradicts itself.
    }
    Expect.that(Arrays.equals(before, segment), "What was loaded was written to");
  }
}
