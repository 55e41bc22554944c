// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.encoder.packet.Track;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MediaTimelineTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long FRAME_NS = 40_000_000L;
  private static final long WRAP = 1L << 33;

  private final MediaTimeline timeline = new MediaTimeline(7 * SECOND_NS);

  @Test
  void firstPacket_landsWhereTheTimelineBeforeEnded() {
    assertThat(video(100 * SECOND_NS)).hasValue(-93 * SECOND_NS);
    assertThat(timeline.endNs()).isEqualTo(7 * SECOND_NS + FRAME_NS);
  }

  @Test
  void otherTrack_keepsItsDistance() {
    video(100 * SECOND_NS);

    assertThat(audio(100 * SECOND_NS + 20_000_000L)).hasValue(-93 * SECOND_NS);
  }

  @Test
  void stillScreen_mayBeSilentForSeconds() {
    video(0);

    assertThat(video(9 * SECOND_NS)).hasValue(7 * SECOND_NS);
    assertThat(timeline.jumps()).isZero();
  }

  @Test
  void unannouncedLeap_isTakenOut_andTheSoundFollowsThePicture() {
    video(0);
    audio(0);

    assertThat(audio(500 * SECOND_NS)).isEmpty();
    OptionalLong picture = video(500 * SECOND_NS);

    assertThat(picture).hasValue(7 * SECOND_NS + FRAME_NS - 500 * SECOND_NS);
    assertThat(audio(500 * SECOND_NS + FRAME_NS)).isEqualTo(picture);
    assertThat(timeline.jumps()).isEqualTo(1);
  }

  @Test
  void timesThatFallBack_goOnWhereTheStreamWas() {
    video(600 * SECOND_NS);

    assertThat(video(0)).hasValue(7 * SECOND_NS + FRAME_NS);
    assertThat(timeline.jumps()).isEqualTo(1);
  }

  @Test
  void counterOf33Bits_runsOnWhenItWraps() {
    assertThat(timeline.unwrap(WRAP - 3_600, 33)).isEqualTo(WRAP - 3_600);
    assertThat(timeline.unwrap(0, 33)).isEqualTo(WRAP);
    assertThat(timeline.unwrap(WRAP - 1_800, 33)).isEqualTo(WRAP - 1_800); // a track behind
    assertThat(timeline.unwrap(3_600, 33)).isEqualTo(WRAP + 3_600);
  }

  @Test
  void counterOf64Bits_isTakenAsItIs() {
    assertThat(timeline.unwrap(1L << 60, 64)).isEqualTo(1L << 60);
    assertThat(timeline.unwrap(5, 64)).isEqualTo(5);
  }

  private OptionalLong video(long ns) {
    return timeline.shift(Track.VIDEO, ns, ns, FRAME_NS, true);
  }

  private OptionalLong audio(long ns) {
    return timeline.shift(Track.AUDIO, ns, ns, FRAME_NS, true);
  }
}
