// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.fuzz;

import io.tally.player.event.PlaylistEvents;
import io.tally.player.event.TimedEvent;
import io.tally.player.follow.PlaylistSnapshot;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.Segment;
import io.tally.player.playlist.parser.PlaylistParser;
import io.tally.player.playlist.parser.PlaylistParser.Context;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Can bytes make the parser of playlists fail, or give a playlist that does not agree with itself?
public final class PlaylistTarget {
  private static final URI HERE = URI.create("http://host/live/list.m3u8?token=t");
  private static final int MOST_FLAWS = 202; // and what is said of the whole

  private PlaylistTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Playlist first = read(data, Optional.empty());
    if (first instanceof MediaPlaylist media) {
      check(media);
      PlaylistSnapshot begun = PlaylistSnapshot.first(media);
      if (read(data, Optional.of(media)) instanceof MediaPlaylist again) {
        check(again);
        events(begun.follow(again));
      }
      events(begun);
    }
  }

  private static Playlist read(byte[] data, Optional<MediaPlaylist> before) {
    Context context = new Context(Optional.of(Map.of("v", "value")), before);
    Playlist read = PlaylistParser.read(HERE, data, context).playlist();
    Expect.that(read.flaws().size() <= MOST_FLAWS, "More flaws than are kept");
    return read;
  }

  private static void check(MediaPlaylist media) {
    long startNs = 0;
    long number = media.mediaSequence();
    for (Segment segment : media.segments()) {
      Expect.that(segment.startNs() == startNs, "Segments have holes");
      Expect.that(segment.durationNs() >= 0, "A segment lasts less than nothing");
      Expect.that(segment.mediaSequence() == number, "Numbers do not run on");
      startNs += segment.durationNs();
      number++;
    }
    Expect.that(media.targetDurationNs() > 0, "No target duration");
    Expect.that(media.durationNs() == startNs, "The sum is wrong");
    Expect.that(media.hasSameMedia(media), "It is not what it is");
  }

  private static void events(PlaylistSnapshot snapshot) {
    for (TimedEvent event : PlaylistEvents.of(snapshot)) {
      Expect.that(event.isSame(event) || event.when().positionNs().isEmpty(), "Not the same");
      Expect.that(event.words().length() < 20_000, "Too many words");
      Expect.that(event.when().durationNs().orElse(0) >= 0, "It lasts less than nothing");
    }
  }
}
