// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.PlayerState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AimTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private final Aim aim = new Aim();

  private static PlayerState playing(long seconds) {
    return new PlayerState.Playing(
        seconds * SECOND_NS, Optional.empty(), Optional.empty(), 0, 0, 0, true, List.of());
  }

  @Test
  void place_holdsWhileTheOldOneStillPlays_andUntilItIsReached() {
    aim.at(50 * SECOND_NS);
    aim.follow(playing(10));
    assertThat(aim.place()).hasValue(50 * SECOND_NS);

    aim.follow(new PlayerState.Buffering(50 * SECOND_NS, "going there"));
    assertThat(aim.place()).hasValue(50 * SECOND_NS);

    aim.follow(playing(52)); // as near as there are pictures
    assertThat(aim.place()).isEmpty();
  }

  @Test
  void placeThatTheServerHasNoMore_isDropped_whenItPlaysElsewhere() {
    aim.at(0);
    aim.follow(new PlayerState.Buffering(0, "going there"));
    aim.follow(playing(30));

    assertThat(aim.place()).isEmpty();
  }

  @Test
  void secondWish_replacesTheFirst_whileThatIsUnderWay() {
    aim.at(10 * SECOND_NS);
    aim.follow(new PlayerState.Buffering(10 * SECOND_NS, "going there"));
    aim.at(40 * SECOND_NS);
    aim.follow(playing(10));

    assertThat(aim.place()).hasValue(40 * SECOND_NS);
  }

  @Test
  void otherStream_hasNoAim() {
    aim.at(10 * SECOND_NS);
    aim.follow(new PlayerState.Idle());

    assertThat(aim.place()).isEmpty();
  }
}
