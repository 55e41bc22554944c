// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.glass;

import io.tally.encoder.packet.nal.EmulationPrevention;
import io.tally.encoder.packet.stamp.FrameStamp;
import io.tally.player.probe.container.PesHeader;
import io.tally.player.probe.container.TsPackets;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which stamps stand in the pictures of a segment?
///
/// Looks for what tells them from others, which is quicker than to read what they stand in.
final class SegmentStamps {
  private static final int ID_BYTES = 16;
  private static final byte[] ID =
      ByteBuffer.allocate(ID_BYTES)
          .putLong(FrameStamp.ID.getMostSignificantBits())
          .putLong(FrameStamp.ID.getLeastSignificantBits())
          .array();
  private static final int LONGEST = 80; // with all that prevents start codes
  private static final int MOST = 10_000;
  private static final int H264 = 0x1B;
  private static final int HEVC = 0x24;

  private SegmentStamps() {}

  /// The stamps in the order of showing; none where there are none.
  ///
  /// @param media in the clear
  /// @param escaped the pictures are of NAL units, in which some bytes are escaped
  static List<FrameStamp> read(byte[] media, boolean escaped) {
    byte[] pictures = TsPackets.are(media) ? pictures(media) : media;
    List<FrameStamp> found = new ArrayList<>();
    for (int at = find(pictures, 0); at >= 0 && found.size() < MOST; at = find(pictures, at + 1)) {
      int to = Math.min(pictures.length, at + LONGEST);
      Optional<FrameStamp> stamp =
          FrameStamp.of(
              escaped
                  ? EmulationPrevention.without(pictures, at, to)
                  : Arrays.copyOfRange(pictures, at, to));
      stamp.ifPresent(found::add);
    }
    found.sort(Comparator.comparingLong(FrameStamp::number));
    return found;
  }

  /// What the packets of the pictures carry, in one piece.
  private static byte[] pictures(byte[] media) {
    ByteArrayOutputStream pictures = new ByteArrayOutputStream(media.length);
    List<Integer> pids = new ArrayList<>();
    new TsPackets(
            new TsPackets.Taker() {
              @Override
              public void stream(int pid, int type) {
                if (type == H264 || type == HEVC) {
                  pids.add(pid);
                }
              }

              @Override
              public void payload(int pid, byte[] bytes, int from, int to, boolean begins) {
                if (pids.contains(pid)) {
                  int at = begins ? Math.min(to, PesHeader.read(bytes, from, to).end()) : from;
                  pictures.write(bytes, at, to - at);
                }
              }
            })
        .read(media);
    return pictures.toByteArray();
  }

  private static int find(byte[] bytes, int from) {
    for (int at = from; at + ID_BYTES <= bytes.length; at++) {
      if (bytes[at] == ID[0] && Arrays.equals(bytes, at, at + ID_BYTES, ID, 0, ID_BYTES)) {
        return at;
      }
    }
    return -1;
  }
}
