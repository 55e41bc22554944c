// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.LiveDistance;
import io.tally.player.PlayerState;
import io.tally.player.glass.GlassFacts;
import io.tally.player.seek.Whereabouts;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateWordsTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final URI HERE = URI.create("http://host/x.m3u8");
  private static final PlayerState.Playing RECORDING =
      new PlayerState.Playing(
          62 * SECOND_NS,
          Optional.of(Duration.ofSeconds(3_725)),
          Optional.empty(),
          1280,
          720,
          29.97,
          true,
          List.of("first", "newest"));
  private static final PlayerState.Playing LIVE =
      new PlayerState.Playing(
          0,
          Optional.empty(),
          Optional.of(
              new LiveDistance(Duration.ofMillis(6_340), LiveDistance.Measure.PROGRAM_DATE_TIME)),
          0,
          0,
          0,
          false,
          List.of());

  @Test
  void recording_hasPositionAndDuration_andNoDistance() {
    assertThat(StateWords.position(RECORDING)).isEqualTo("1:02 / 1:02:05");
    assertThat(StateWords.distance(RECORDING, GlassFacts.NONE, Optional.empty())).isEmpty();
    assertThat(StateWords.format(RECORDING)).isEqualTo("1280×720, 30 fps");
    assertThat(StateWords.note(RECORDING)).isEqualTo("newest");
    assertThat(StateWords.sentence(RECORDING)).isEmpty();
  }

  @Test
  void liveSound_hasItsDistance_andSaysWhatIsMissing() {
    assertThat(StateWords.position(LIVE)).isEqualTo("0:00");
    assertThat(StateWords.distance(LIVE, GlassFacts.NONE, Optional.empty()))
        .isEqualTo("6.3 s behind live");
    assertThat(StateWords.format(LIVE)).isEqualTo("no picture, no sound");
    assertThat(StateWords.note(LIVE)).isEmpty();
  }

  @Test
  void distanceFromThePlaylistsEnd_isCalledSo() {
    PlayerState.Playing playing =
        new PlayerState.Playing(
            0,
            Optional.empty(),
            Optional.of(new LiveDistance(Duration.ofSeconds(4), LiveDistance.Measure.PLAYLIST_END)),
            320,
            180,
            0,
            true,
            List.of());

    assertThat(StateWords.distance(playing, GlassFacts.NONE, Optional.empty()))
        .isEqualTo("4.0 s behind the playlist's end");
    assertThat(StateWords.format(playing)).isEqualTo("320×180");
  }

  @Test
  void distance_isToldAlsoWhileItWaits() {
    Whereabouts live =
        new Whereabouts(
            0, Optional.empty(), 0, 60 * SECOND_NS, 48 * SECOND_NS, 4 * SECOND_NS, true);

    assertThat(
            StateWords.distance(
                new PlayerState.Buffering(50 * SECOND_NS, "Too slow."),
                GlassFacts.NONE,
                Optional.of(live)))
        .isEqualTo("10.0 s behind the playlist's end");
  }

  @Test
  void sentence_isTheReasonWhyNothingPlays() {
    assertThat(StateWords.sentence(new PlayerState.Opening(HERE, Optional.empty())))
        .isEqualTo("Opening …");
    assertThat(StateWords.sentence(new PlayerState.Opening(HERE, Optional.of("Not there."))))
        .isEqualTo("Waiting for the stream …\nNot there.");
    assertThat(StateWords.sentence(new PlayerState.Buffering(0, "Too slow.")))
        .isEqualTo("Too slow.");
    assertThat(StateWords.sentence(new PlayerState.Failed("Broken."))).isEqualTo("Broken.");
    assertThat(StateWords.sentence(new PlayerState.Ended(0))).isEqualTo("The stream has ended.");
  }

  @Test
  void whatPlaysOrTriesTo_canBeStopped() {
    assertThat(StateWords.isActive(new PlayerState.Opening(HERE, Optional.empty()))).isTrue();
    assertThat(StateWords.isActive(LIVE)).isTrue();
    assertThat(StateWords.isActive(new PlayerState.Buffering(0, ""))).isTrue();
    assertThat(StateWords.isActive(new PlayerState.Idle())).isFalse();
    assertThat(StateWords.isActive(new PlayerState.Ended(0))).isFalse();
    assertThat(StateWords.isActive(new PlayerState.Failed(""))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "' http://host/a.m3u8 ', http://host/a.m3u8",
    "HTTPS://host:8443/a?t=1, HTTPS://host:8443/a?t=1",
  })
  void webAddress_isTaken(String typed, URI taken) {
    assertThat(StateWords.address(typed)).contains(taken);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "host/a.m3u8", "rtmp://host/live", "http://", "http:///a", "http://a b"})
  void otherText_isNoAddress(String typed) {
    assertThat(StateWords.address(typed)).isEmpty();
  }
}
