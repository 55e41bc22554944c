// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.caption;

import io.tally.player.probe.picture.SeiMessage;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/// Which caption bytes come with one picture (ATSC A/53 Part 4 6.2.3)?
///
/// @param ptsNs when it is shown, ns of the run time
/// @param triplets of three bytes each: a marker with type and validity, and two of data (table
///   6.8); nobody writes to them
@SuppressWarnings("ArrayRecordComponent") // handed over once, compared by nobody
record CaptionBytes(long ptsNs, byte[] triplets) {
  // Country, provider and identifier "GA94", and 3 for captions.
  private static final byte[] A53 = {(byte) 0xB5, 0, 0x31, 'G', 'A', '9', '4', 3};
  private static final int HEADER = A53.length + 2; // a count, and em_data
  private static final int TRIPLET = 3;
  private static final byte[] NOTHING = {};

  /// Those among the messages beside a picture.
  static CaptionBytes of(long ptsNs, List<SeiMessage> messages) {
    byte[] triplets = NOTHING;
    for (SeiMessage message : messages) {
      if (isCaptions(message)) {
        triplets = triplets.length == 0 ? triplets(message) : joined(triplets, triplets(message));
      }
    }
    return new CaptionBytes(ptsNs, triplets);
  }

  private static boolean isCaptions(SeiMessage message) {
    return message.type() == SeiMessage.REGISTERED
        && message.payload().length > HEADER
        && Arrays.equals(message.payload(), 0, A53.length, A53, 0, A53.length);
  }

  private static byte[] triplets(SeiMessage message) {
    byte[] payload = message.payload();
    int told = payload[A53.length] & 0xFF;
    boolean process = (told & 0x40) != 0;
    int there = (payload.length - HEADER) / TRIPLET;
    return process
        ? Arrays.copyOfRange(payload, HEADER, HEADER + TRIPLET * Math.min(told & 0x1F, there))
        : NOTHING;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(one);
    both.writeBytes(other);
    return both.toByteArray();
  }
}
