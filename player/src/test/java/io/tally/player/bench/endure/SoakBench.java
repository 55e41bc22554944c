// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.bench.endure;

import io.tally.player.Player;
import io.tally.player.PlayerSettings;
import io.tally.player.PlayerState;
import io.tally.player.PlayerState.Playing;
import io.tally.player.PlayerStatistics;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Does the player grow while it plays a live stream for long?
///
/// Prints a line a minute, then what grows in an hour. The exit code is 0 when nothing does, 1 when
/// something does, 2 when it did not play all the time.
public final class SoakBench {
  private static final double HEAP_MB_PER_HOUR = 1;
  private static final double NATIVE_MB_PER_HOUR = 8;
  private static final double FRAMES_PER_HOUR = 1;
  private static final PrintStream OUT = System.out;

  private SoakBench() {}

  /// @param args minutes
  public static void main(String[] args) throws Exception {
    int minutes = Integer.parseInt(args[0]);
    List<Footprint> all = new ArrayList<>();
    PlayerStatistics counts;
    PlayerState state;
    try (LiveSource source = LiveSource.start("1280x720", 2_000_000);
        Player player = new Player(PlayerSettings.DEFAULT.withSound(false))) {
      CountDownLatch playing = new CountDownLatch(1);
      player.onState(now -> {
        if (now instanceof Playing) {
          playing.countDown();
        }
      });
      player.play(source.playlist());
      if (!playing.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("It does not play: " + player.state());
      }
      say(
          "minute  heap  native  JavaCPP  frames  threads  files  shown  dropped  stalls  left out  ahead s");
      long begunNs = System.nanoTime();
      for (int minute = 0; minute <= minutes; minute++) {
        long leftNs = begunNs + TimeUnit.MINUTES.toNanos(minute) - System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(Math.max(0, leftNs));
        Footprint now = Footprint.take((System.nanoTime() - begunNs) / 60e9);
        all.add(now);
        line(now, player.statistics());
      }
      counts = player.statistics();
      state = player.state();
    }
    System.exit(verdict(all, minutes, counts, state));
  }

  private static void line(Footprint now, PlayerStatistics counts) {
    say(
        "%6.1f %5.1f %7.1f %8.1f %7d %8d %6d %6d %8d %7d %9d %8.1f",
        now.minutes(),
        now.heapMb(),
        now.nativeMb(),
        now.javaCppMb(),
        now.frames(),
        now.threads(),
        now.files(),
        counts.shownFrames(),
        counts.droppedFrames(),
        counts.stalls(),
        counts.skippedSegments(),
        counts.bufferMs() / 1e3);
  }

  private static int verdict(
      List<Footprint> all, int minutes, PlayerStatistics counts, PlayerState state) {
    double heap = Growth.perHour(all, Footprint::heapMb);
    double outside = Growth.perHour(all, Footprint::nativeMb);
    double frames = Growth.perHour(all, Footprint::frames);
    say(
        "growth per hour, median slope after the first quarter: heap %+.2f MB (at most %.0f),"
            + " native %+.2f MB (at most %.0f), open frames %+.2f (at most %.0f)",
        heap, HEAP_MB_PER_HOUR, outside, NATIVE_MB_PER_HOUR, frames, FRAMES_PER_HOUR);
    long wanted = minutes * 60L * 30 * 9 / 10;
    if (!(state instanceof Playing) || counts.shownFrames() < wanted) {
      say("it did not play all the time: %s, %d pictures", state, counts.shownFrames());
      return 2;
    }
    boolean grows =
        heap > HEAP_MB_PER_HOUR || outside > NATIVE_MB_PER_HOUR || frames > FRAMES_PER_HOUR;
    say(grows ? "it grows" : "it does not grow");
    return grows ? 1 : 0;
  }

  private static void say(String form, Object... values) {
    OUT.println(String.format(Locale.ROOT, form, values));
  }
}
