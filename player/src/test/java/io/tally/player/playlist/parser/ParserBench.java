// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.parser;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.parser.PlaylistParser.Context;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/// How long does a playlist of twelve hours take to read, whole and as a delta update?
///
/// 10,800 segments of four seconds, each with its date. Run by hand, on a machine that does nothing
/// else: `java -cp ... io.tally.player.playlist.parser.ParserBench [rounds]`. Says the median and
/// the slowest tenth of the rounds after as many to warm up.
public final class ParserBench {
  private static final int SEGMENTS = 10_800;
  private static final URI HERE =
      URI.create("https://cdn.example.com/live/channel/1080p/list.m3u8");

  private ParserBench() {}

  /// @param arguments how many rounds; 200 without
  public static void main(String[] arguments) {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    byte[] whole = text(0, SEGMENTS, 0);
    byte[] delta = text(1, 12, SEGMENTS - 12);
    MediaPlaylist before = (MediaPlaylist) PlaylistParser.parse(HERE, whole);
    Context context = new Context(Optional.empty(), Optional.of(before));

    measure("whole", rounds, () -> (MediaPlaylist) PlaylistParser.parse(HERE, whole));
    measure(
        "delta update",
        rounds,
        () -> (MediaPlaylist) PlaylistParser.read(HERE, delta, context).playlist());
  }

  private static void measure(String what, int rounds, Supplier<MediaPlaylist> work) {
    if (work.get().segments().size() != SEGMENTS || !work.get().flaws().isEmpty()) {
      throw new IllegalStateException("It reads something else: " + work.get().flaws());
    }
    long[] tookNs = new long[rounds];
    for (int round = -rounds; round < rounds; round++) {
      long begun = System.nanoTime();
      if (work.get().segments().size() != SEGMENTS) {
        throw new IllegalStateException("It reads something else than before");
      }
      tookNs[Math.max(0, round)] = System.nanoTime() - begun;
    }
    Arrays.sort(tookNs);
    System.out.printf(
        "%s: median %.2f ms, slowest tenth from %.2f ms%n",
        what, tookNs[rounds / 2] / 1e6, tookNs[rounds * 9 / 10] / 1e6);
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
