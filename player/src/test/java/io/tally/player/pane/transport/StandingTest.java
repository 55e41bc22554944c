// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.PlayerState;
import io.tally.player.seek.Whereabouts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// A live stream of segments of 4 s, of which the server keeps a minute, and a recording.
class StandingTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final Whereabouts LIVE =
      new Whereabouts(
          0,
          Optional.empty(),
          100 * SECOND_NS,
          160 * SECOND_NS,
          148 * SECOND_NS,
          4 * SECOND_NS,
          true);
  private static final Whereabouts RECORDING =
      new Whereabouts(0, Optional.empty(), 0, 90 * SECOND_NS, 0, 4 * SECOND_NS, false);

  private static PlayerState playing(long seconds) {
    return new PlayerState.Playing(
        seconds * SECOND_NS, Optional.empty(), Optional.empty(), 0, 0, 0, true, List.of());
  }

  private static Standing at(PlayerState state, Whereabouts where) {
    return Standing.of(state, Optional.of(where), OptionalLong.empty(), false, 1);
  }

  @Test
  void liveEdge_isWhereTheStreamWantsItsViewers_andNotFurtherBack() {
    assertThat(at(playing(148), LIVE).atLive()).isTrue();
    assertThat(at(playing(143), LIVE).atLive()).as("a new segment moved it").isTrue();
    assertThat(at(playing(139), LIVE).atLive()).isFalse();
    assertThat(at(playing(20), RECORDING).atLive()).isFalse();
  }

  @Test
  void place_isToldFromTheEndOfALiveStream_andFromTheStartOfARecording() {
    Standing live = at(playing(130), LIVE);
    Standing recording = at(playing(62), RECORDING);

    assertThat(TimeWords.place(live, live.positionNs())).isEqualTo("−0:30");
    assertThat(TimeWords.place(recording, recording.positionNs())).isEqualTo("1:02 / 1:30");
  }

  @Test
  void pausedFallenOutOfTheWindow_standsBeforeItsStart_andCanStillGoAnywhere() {
    Standing paused = Standing.of(playing(80), Optional.of(LIVE), OptionalLong.empty(), true, 1.5);

    assertThat(paused.running()).isFalse();
    assertThat(paused.rate()).isEqualTo(1.5);
    assertThat(paused.startNs()).isEqualTo(80 * SECOND_NS);
    assertThat(paused.isSeekable()).isTrue();
    assertThat(paused.clamped(500 * SECOND_NS)).isEqualTo(160 * SECOND_NS);
  }

  @Test
  void placeAimedAt_countsBeforeItIsReached() {
    Standing standing =
        Standing.of(playing(20), Optional.of(RECORDING), OptionalLong.of(50 * SECOND_NS), false, 1);

    assertThat(standing.positionNs()).isEqualTo(50 * SECOND_NS);
  }

  @Test
  void nothingOpen_hasNoControls() {
    assertThat(at(new PlayerState.Idle(), LIVE)).isEqualTo(Standing.NONE);
    assertThat(Standing.of(playing(1), Optional.empty(), OptionalLong.empty(), false, 1))
        .isEqualTo(Standing.NONE);
    assertThat(Standing.NONE.isSeekable()).isFalse();
  }

  @Test
  void endOfARecording_canBePlayedAgain() {
    Standing ended = at(new PlayerState.Ended(90 * SECOND_NS), RECORDING);

    assertThat(ended.open()).isTrue();
    assertThat(ended.running()).isFalse();
  }
}
