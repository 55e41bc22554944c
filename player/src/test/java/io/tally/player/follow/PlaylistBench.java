// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.parser.PlaylistParser;
import io.tally.player.playlist.parser.PlaylistParser.Context;
import java.io.PrintStream;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// How long does a playlist of twelve hours take to be read and merged with what is known of it,
/// whole and as a delta update?
///
/// 10,800 segments of four seconds, each with its date; the window has moved on by one. Run by
/// `player/bench/playlist`. Says the median and the slowest tenth of the rounds after as many to
/// warm up.
public final class PlaylistBench {
  private static final int SEGMENTS = 10_800;
  private static final double GOAL_MS = 10;
  private static final URI HERE =
      URI.create("https://cdn.example.com/live/channel/1080p/list.m3u8");
  private static final PrintStream OUT = System.out;

  private PlaylistBench() {}

  /// @param arguments how many rounds
  public static void main(String[] arguments) {
    int rounds = Integer.parseInt(arguments[0]);
    MediaPlaylist before = (MediaPlaylist) PlaylistParser.parse(HERE, text(0, SEGMENTS, 0));
    PlaylistSnapshot known = PlaylistSnapshot.first(before);
    byte[] whole = text(1, SEGMENTS, 0);
    byte[] delta = text(1, 12, SEGMENTS - 12);
    Context context = new Context(Optional.empty(), Optional.of(before));

    double wholeMs = medianMs("whole", rounds, () -> known.follow(read(whole, context)));
    double deltaMs = medianMs("delta update", rounds, () -> known.follow(read(delta, context)));
    System.exit(Math.max(wholeMs, deltaMs) <= GOAL_MS ? 0 : 1);
  }

  private static MediaPlaylist read(byte[] text, Context context) {
    return (MediaPlaylist) PlaylistParser.read(HERE, text, context).playlist();
  }

  private static double medianMs(String what, int rounds, Supplier<PlaylistSnapshot> work) {
    long[] tookNs = new long[rounds];
    for (int round = -rounds; round < rounds; round++) {
      long begun = System.nanoTime();
      PlaylistSnapshot made = work.get();
      tookNs[Math.max(0, round)] = System.nanoTime() - begun;
      MediaPlaylist read = made.playlist();
      if (read.segments().size() != SEGMENTS
          || read.mediaSequence() != 1
          || made.originNs() != 4_000_000_000L
          || !read.flaws().isEmpty()) {
        throw new IllegalStateException("It reads something else: " + read.flaws());
      }
    }
    Arrays.sort(tookNs);
    OUT.println(
        String.format(
            Locale.ROOT,
            "%s: median %.2f ms (goal: at most %.0f), slowest tenth from %.2f ms",
            what,
            tookNs[rounds / 2] / 1e6,
            GOAL_MS,
            tookNs[rounds * 9 / 10] / 1e6));
    return tookNs[rounds / 2] / 1e6;
  }

  private static byte[] text(long sequence, int segments, int skipped) {
    StringBuilder text =
        new StringBuilder("#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-TARGETDURATION:4\n")
            .append("#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL=24.0\n#EXT-X-MEDIA-SEQUENCE:")
            .append(sequence)
            .append('\n');
    if (skipped > 0) {
      text.append("#EXT-X-SKIP:SKIPPED-SEGMENTS=").append(skipped).append('\n');
    } else {
      text.append("#EXT-X-MAP:URI=\"init.mp4\"\n");
    }
    Instant date = Instant.parse("2026-11-21T10:00:00.123Z");
    for (long number = sequence + skipped; number < sequence + skipped + segments; number++) {
      text.append("#EXT-X-PROGRAM-DATE-TIME:").append(date.plusSeconds(4 * number));
      text.append("\n#EXTINF:4.00000,\nsegment_").append(number).append(".m4s\n");
    }
    return text.toString().getBytes(UTF_8);
  }
}
