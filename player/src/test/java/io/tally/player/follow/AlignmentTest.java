// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.follow;

import static io.tally.player.testing.Lists.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.follow.Alignment.Place;
import io.tally.player.follow.Alignment.Wanted;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.testing.Lists;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Two playlists of segments of one second.
class AlignmentTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final String END = "#EXT-X-ENDLIST\n";

  @Test
  void recordings_areAlignedByTime() {
    MediaPlaylist to = parse(list(0, 5, END).replace("EXTINF:1.0", "EXTINF:2.0"));

    Place place = Alignment.find(snapshot(list(0, 10, END)), to, wanted(7, 7));

    assertThat(place).isEqualTo(new Place(3, 0, true)); // it begins at 6 s, and covers 7 s
  }

  @Test
  void recordingThatHasEndedThere_isAtItsEnd() {
    Place place =
        Alignment.find(snapshot(list(0, 10, END)), parse(list(0, 10, END)), wanted(10, 10));

    assertThat(place).isEqualTo(new Place(10, 0, true));
  }

  @Test
  void liveStreams_areAlignedByTheSendersClock_whateverTheirNumbers() {
    MediaPlaylist to = parse(dated(500, 6, NOON));
    Wanted wanted = new Wanted(12, 90 * SECOND_NS, Optional.of(NOON.plusSeconds(4)));

    Place place = Alignment.find(snapshot(dated(10, 6, NOON)), to, wanted);

    assertThat(place).isEqualTo(new Place(504, 86 * SECOND_NS, true));
  }

  @Test
  void liveSegmentThatTheOtherHasNotYet_isWaitedForThere() {
    MediaPlaylist to = parse(dated(500, 4, NOON));
    Wanted wanted = new Wanted(14, 90 * SECOND_NS, Optional.of(NOON.plusSeconds(4)));

    Place place = Alignment.find(snapshot(dated(10, 4, NOON)), to, wanted);

    assertThat(place).isEqualTo(new Place(504, 86 * SECOND_NS, true));
  }

  @Test
  void liveStreamsWithoutAClock_areAlignedByNumber() {
    Place place = Alignment.find(snapshot(list(10, 6, "")), parse(list(11, 6, "")), wanted(13, 40));

    assertThat(place).isEqualTo(new Place(13, 38 * SECOND_NS, true));
  }

  @Test
  void liveStreamsThatShareNothing_areJoined() {
    Place place = Alignment.find(snapshot(list(10, 6, "")), parse(list(90, 6, "")), wanted(13, 40));

    assertThat(place).isEqualTo(new Place(93, 37 * SECOND_NS, false));
  }

  private static Wanted wanted(long sequence, long seconds) {
    return new Wanted(sequence, seconds * SECOND_NS, Optional.empty());
  }

  private static String dated(long sequence, int segments, Instant first) {
    return list(sequence, segments, "")
        .replaceFirst("#EXTINF", "#EXT-X-PROGRAM-DATE-TIME:" + first + "\n#EXTINF");
  }

  private static PlaylistSnapshot snapshot(String text) {
    return PlaylistSnapshot.first(parse(text));
  }

  private static MediaPlaylist parse(String text) {
    return Lists.parse(URI.create("http://host/list"), text);
  }
}
