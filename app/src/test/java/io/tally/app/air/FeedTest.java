// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.air;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.encoder.PacketBus;
import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import io.tally.encoder.packet.VideoCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Two encodes of the same pictures, a tick apart each; what comes out is written down as it goes.
class FeedTest {
  private static final long TICK_NS = 33_000_000;
  private static final byte FULL = 1;
  private static final byte SMALL = 2;

  private final List<String> seen = new ArrayList<>();
  private final PacketBus full = new PacketBus();
  private final PacketBus small = new PacketBus();
  private final Feed feed =
      new Feed(
          packet -> seen.add(word(packet)),
          (parameters, first) -> seen.add("change " + word(first)),
          full,
          parameters(FULL));

  private static StreamParameters parameters(byte which) {
    return new StreamParameters(
        new CodecParameters.Video(
            VideoCodec.H264, 640, 360, 30, 1, ByteBuffer.wrap(new byte[] {which})),
        new CodecParameters.Audio(AudioCodec.AAC, 48_000, 2, 1, ByteBuffer.allocate(2)));
  }

  private static String word(EncodedPacket packet) {
    String source = packet.track() == Track.AUDIO ? "s" : packet.data().get(0) == FULL ? "f" : "r";
    return source + packet.ptsNs() / TICK_NS + (isKey(packet) ? "K" : "");
  }

  private static boolean isKey(EncodedPacket packet) {
    return packet.track() == Track.VIDEO && packet.keyframe();
  }

  private static EncodedPacket picture(byte which, int tick, boolean keyframe) {
    return picture(which, tick, tick, keyframe);
  }

  private static EncodedPacket picture(byte which, int dtsTick, int ptsTick, boolean keyframe) {
    return new EncodedPacket(
        Track.VIDEO,
        ptsTick * TICK_NS,
        dtsTick * TICK_NS,
        TICK_NS,
        keyframe,
        false,
        ByteBuffer.wrap(new byte[] {which}));
  }

  private static EncodedPacket sound(int tick) {
    return new EncodedPacket(
        Track.AUDIO, tick * TICK_NS, tick * TICK_NS, TICK_NS, true, false, ByteBuffer.allocate(1));
  }

  @Test
  void newEncodeBehindTheOld_beginsAtItsKeyframe_withNoPictureTwiceOrMissing() {
    full.offer(picture(FULL, 0, true));
    full.offer(picture(FULL, 1, false));
    feed.moveTo(small, parameters(SMALL));
    full.offer(picture(FULL, 2, false));
    full.offer(picture(FULL, 3, false));
    small.offer(picture(SMALL, 2, false));
    small.offer(picture(SMALL, 3, true));
    full.offer(picture(FULL, 4, false));
    small.offer(picture(SMALL, 4, false));

    assertThat(seen).containsExactly("f0K", "f1", "f2", "change r3K", "r3K", "r4");
  }

  @Test
  void newEncodeAheadOfTheOld_waitsForIt() {
    full.offer(picture(FULL, 0, true));
    feed.moveTo(small, parameters(SMALL));
    small.offer(picture(SMALL, 2, true));
    small.offer(picture(SMALL, 3, false));
    full.offer(picture(FULL, 1, false));
    full.offer(picture(FULL, 2, false));

    assertThat(seen).containsExactly("f0K", "f1", "change r2K", "r2K", "r3");
  }

  @Test
  void keyframeThatIsTooOld_isNoPlaceToGoOver() {
    full.offer(picture(FULL, 0, true));
    full.offer(picture(FULL, 5, false));
    feed.moveTo(small, parameters(SMALL));
    small.offer(picture(SMALL, 4, true));
    small.offer(picture(SMALL, 5, false));
    full.offer(picture(FULL, 6, false));
    small.offer(picture(SMALL, 6, true));

    assertThat(seen).containsExactly("f0K", "f5", "change r6K", "r6K");
  }

  @Test
  void picturesShownAfterTheKeyframe_areLeftOut_andAllThatMayReferToThem() {
    full.offer(picture(FULL, 0, 1, true));
    feed.moveTo(small, parameters(SMALL));
    full.offer(picture(FULL, 1, 4, false)); // refers to none later
    full.offer(picture(FULL, 2, 2, false)); // refers to 4
    small.offer(picture(SMALL, 3, 4, true));

    assertThat(seen).containsExactly("f1K", "change r4K", "r4K");
  }

  @Test
  void sound_passesOnce_whereverItComesFrom() {
    full.offer(picture(FULL, 0, true));
    full.offer(sound(0));
    feed.moveTo(small, parameters(SMALL));
    full.offer(sound(1));
    small.offer(sound(1));
    small.offer(sound(2));
    full.offer(sound(2));

    assertThat(seen).containsExactly("f0K", "s0", "s1", "s2");
  }

  @Test
  void newEncodeThatGivesNothing_holdsPicturesBackForAWhileOnly() {
    full.offer(picture(FULL, 0, true));
    feed.moveTo(small, parameters(SMALL));
    int held = (int) (Feed.MOST_HELD_NS / TICK_NS) + 2;
    for (int i = 1; i <= held; i++) {
      full.offer(picture(FULL, i, false));
    }

    assertThat(seen).hasSize(1 + held);
  }

  @Test
  void changeOfMind_staysWithTheOld() {
    full.offer(picture(FULL, 0, true));
    feed.moveTo(small, parameters(SMALL));
    full.offer(picture(FULL, 1, false));
    feed.moveTo(full, parameters(FULL));
    small.offer(picture(SMALL, 2, true));
    full.offer(picture(FULL, 2, false));

    assertThat(seen).containsExactly("f0K", "f1", "f2");
    assertThat(feed.hears(small)).isFalse();
  }

  @Test
  void thereAndBack_isTwoChanges() {
    full.offer(picture(FULL, 0, true));
    feed.moveTo(small, parameters(SMALL));
    small.offer(picture(SMALL, 1, true));
    full.offer(picture(FULL, 1, false));
    feed.moveTo(full, parameters(FULL));
    small.offer(picture(SMALL, 2, false));
    full.offer(picture(FULL, 2, false));
    full.offer(picture(FULL, 3, true));
    small.offer(picture(SMALL, 3, false));

    assertThat(seen).containsExactly("f0K", "change r1K", "r1K", "r2", "change f3K", "f3K");
    assertThat(feed.hears(small)).isFalse();
  }

  @Test
  void closed_passesNothing_andHearsNobody() {
    feed.moveTo(small, parameters(SMALL));
    feed.close();
    full.offer(picture(FULL, 0, true));
    small.offer(picture(SMALL, 0, true));

    assertThat(seen).isEmpty();
    assertThat(feed.hears(full)).isFalse();
  }
}
