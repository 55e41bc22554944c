// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.Track;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterleaverTest {
  private final List<Long> out = new ArrayList<>();
  private final Interleaver interleaver =
      new Interleaver(EnumSet.allOf(Track.class), packet -> out.add(packet.dtsNs() / 1_000_000));

  @Test
  void packets_ofTracksThatComeOutOfStep_goOutByDts() throws IOException {
    add(Track.VIDEO, 0, 33, 67, 100);
    add(Track.AUDIO, 5, 26, 48, 69, 90);
    interleaver.flush();

    assertThat(out).containsExactly(0L, 5L, 26L, 33L, 48L, 67L, 69L, 90L, 100L);
  }

  @Test
  void packet_isHeld_untilTheOtherTrackHasOne() throws IOException {
    add(Track.VIDEO, 0, 33);
    assertThat(out).isEmpty();

    add(Track.AUDIO, 21);
    assertThat(out).containsExactly(0L, 21L);
  }

  @Test
  void packets_whenTheOtherTrackDied_goOnAfterTwoSeconds() throws IOException {
    add(Track.VIDEO, 0, 1000, 2000);
    assertThat(out).isEmpty();

    add(Track.VIDEO, 2001);
    assertThat(out).containsExactly(0L);
  }

  @Test
  void flush_handsOnAllThatWaits() throws IOException {
    add(Track.VIDEO, 0, 33);
    interleaver.flush();

    assertThat(out).containsExactly(0L, 33L);
  }

  private void add(Track track, long... dtsMs) throws IOException {
    for (long ms : dtsMs) {
      long ns = ms * 1_000_000;
      interleaver.add(new EncodedPacket(track, ns, ns, 0, true, false, ByteBuffer.allocate(1)));
    }
  }
}
