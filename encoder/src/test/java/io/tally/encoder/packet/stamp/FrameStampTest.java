// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.packet.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameStampTest {
  private static final FrameStamp STAMP =
      new FrameStamp(
          0x0123456789ABCDEFL, 2, 0xFFFF_FFFEL, 33_333_333, 1_795_000_000_123_456_789L, 40_000);
  // Written down by hand from the layout: other programs may read it.
  private static final String BYTES =
      "ad46f9f339ce481cbb70d1422e0ad524"
          + "01"
          + "02"
          + "0123456789abcdef"
          + "fffffffe"
          + "01fca055"
          + "18e91efd632f4d15"
          + "00009c40";

  @Test
  void layout_isThatOfTheDescription() {
    assertThat(HexFormat.of().formatHex(STAMP.payload())).isEqualTo(BYTES);
    assertThat(FrameStamp.of(HexFormat.of().parseHex(BYTES))).contains(STAMP);
  }

  @Test
  void bytesBehindIt_areForLaterVersionsToUse() {
    byte[] longer = Arrays.copyOf(STAMP.payload(), 60);

    assertThat(FrameStamp.of(longer)).contains(STAMP);
  }

  @Test
  void otherMessages_areNoStamps() {
    Random random = new Random(5);
    for (int length = 0; length < 80; length++) {
      byte[] other = new byte[length];
      random.nextBytes(other);
      assertThat(FrameStamp.of(other)).isEmpty();
      assertThat(FrameStamp.of(Arrays.copyOf(STAMP.payload(), Math.min(length, 45)))).isEmpty();
    }
    byte[] newer = STAMP.payload();
    newer[16] = 2;
    assertThat(FrameStamp.of(newer)).isEmpty();
  }

  @Test
  void whatHasNoRoom_isRefused() {
    assertThatThrownBy(() -> new FrameStamp(0, 256, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("256");
    assertThatThrownBy(() -> new FrameStamp(0, 0, 1L << 32, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
