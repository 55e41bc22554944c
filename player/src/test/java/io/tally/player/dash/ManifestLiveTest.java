// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash;

import static io.tally.player.dash.Mpds.EVEN;
import static io.tally.player.dash.Mpds.NOON;
import static io.tally.player.dash.Mpds.live;
import static io.tally.player.dash.Mpds.media;
import static io.tally.player.dash.Mpds.mpd;
import static io.tally.player.dash.Mpds.paths;
import static io.tally.player.dash.Mpds.period;
import static io.tally.player.dash.Mpds.timeline;
import static io.tally.player.dash.Mpds.video;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.playlist.Flaw;
import io.tally.player.playlist.MediaPlaylist;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What an MPD stands for that changes: by the clock, or by being loaded again.
class ManifestLiveTest {
  @Test
  void liveNumbers_endWithTheLastWholeSegment_andBeginWithTheWindow() {
    MediaPlaylist playlist =
        media(
            live(
                "timeShiftBufferDepth=\"PT6S\"",
                "<Period start=\"PT10S\">" + video(EVEN) + "</Period>"),
            NOON.plusMillis(900),
            Optional.empty());

    assertThat(playlist.ended()).isFalse();
    // An hour less ten seconds, and 0.9 s of the segment that is not whole.
    assertThat(paths(playlist))
        .containsExactly("/live/v/1793.m4s", "/live/v/1794.m4s", "/live/v/1795.m4s");
    assertThat(playlist.segments().getLast().programDateTime()).contains(NOON.minusSeconds(2));
    assertThat(playlist.mediaSequence()).isEqualTo(1793);
  }

  @Test
  @DisplayName("a live stream since 1970 is no longer than its window")
  void liveNumbers_sinceTheEpoch_areCounted_notWrittenOut() {
    String text =
        mpd(
            "type=\"dynamic\" availabilityStartTime=\"1970-01-01T00:00:00Z\" timeShiftBufferDepth=\"PT1M\" suggestedPresentationDelay=\"PT8S\"",
            "<Period start=\"PT0S\">" + video(EVEN) + "</Period>");

    MediaPlaylist playlist = media(text);

    assertThat(playlist.segments()).hasSize(30);
    assertThat(playlist.segments().getLast().programDateTime()).contains(NOON.minusSeconds(2));
    assertThat(playlist.holdBackNs()).hasValue(8_000_000_000L);
  }

  @Test
  void liveTimeline_keepsItsNumbers_whileItSlides() {
    MediaPlaylist first = media(timeline("<S t=\"3000\" d=\"2\" r=\"3\"/>"));
    MediaPlaylist next =
        media(timeline("<S t=\"3004\" d=\"2\" r=\"3\"/>"), NOON, Optional.of(first));

    assertThat(next.mediaSequence()).isEqualTo(first.mediaSequence() + 2);
    assertThat(next.endSequence()).isEqualTo(first.endSequence() + 2);
    assertThat(next.segments().getFirst().startNs()).isZero();
  }

  @Test
  void liveTimeline_thatLostSome_goesOnBehindThem() {
    MediaPlaylist first = media(timeline("<S t=\"3000\" d=\"2\" r=\"3\"/>"));
    MediaPlaylist next =
        media(timeline("<S t=\"3018\" d=\"2\" r=\"3\"/>"), NOON, Optional.of(first));

    assertThat(next.mediaSequence()).isEqualTo(first.endSequence() + 5);
  }

  @Test
  void liveTimeline_thatFallsBack_isARestart() {
    MediaPlaylist first = media(timeline("<S t=\"3000\" d=\"2\" r=\"3\"/>"));
    MediaPlaylist next = media(timeline("<S t=\"0\" d=\"2\"/>"), NOON, Optional.of(first));

    assertThat(next.mediaSequence()).isEqualTo(first.mediaSequence());
    assertThat(paths(next)).doesNotContainAnyElementsOf(paths(first));
  }

  @Test
  void endOfALiveStream_bringsNothingBackThatHadLeft() {
    MediaPlaylist first =
        media(
            live(
                "timeShiftBufferDepth=\"PT6S\"",
                "<Period start=\"PT0S\">" + video(EVEN) + "</Period>"));
    MediaPlaylist ended =
        media(
            mpd("mediaPresentationDuration=\"PT1H4S\"", period(video(EVEN))),
            NOON,
            Optional.of(first));

    assertThat(ended.ended()).isTrue();
    assertThat(ended.mediaSequence()).isEqualTo(first.mediaSequence());
    assertThat(ended.endSequence()).isEqualTo(first.endSequence() + 2);
    assertThat(ended.segments().getLast().programDateTime()).contains(NOON.plusSeconds(2));
  }

  @Test
  void hugeRepeat_endsWithAFlaw() {
    MediaPlaylist playlist = media(timeline("<S t=\"0\" d=\"1\" r=\"2147483647\"/>"));

    assertThat(playlist.segments()).hasSize(50_000);
    assertThat(playlist.flaws())
        .extracting(Flaw::message)
        .contains("More than 50000 segments; the others are left out");
  }
}
