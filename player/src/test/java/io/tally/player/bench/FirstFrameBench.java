// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.bench;

import io.tally.player.PictureSink;
import io.tally.player.Player;
import io.tally.player.PlayerSettings;
import io.tally.player.testing.FaultServer;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// How long does it take from an URL to the first picture, in a process that is warm, beside mpv?
public final class FirstFrameBench {
  private static final int WARM_UP = 5;
  private static final int PATIENCE_S = 20;
  private static final List<String> TYPES = List.of("mpegts", "fmp4");
  private static final PrintStream OUT = System.out;

  private FirstFrameBench() {}

  /// @param args a folder with a recording `stream.m3u8` in a folder for each container, and the
  ///   number of rounds
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int rounds = Integer.parseInt(args[1]);
    try (FaultServer server = new FaultServer(folder);
        Player player = new Player(PlayerSettings.DEFAULT.withSound(false));
        Mpv mpv = Mpv.start(folder)) {
      for (String type : TYPES) {
        URI stream = server.uri(type + "/stream.m3u8");
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int round = -WARM_UP; round < rounds; round++) {
          double our = firstFrameMs(player, stream);
          double their = mpv.firstFrameMs(stream);
          if (round >= 0) {
            ours.add(our);
            theirs.add(their);
            say("%s: Tally %.0f ms, mpv %.0f ms", type, our, their);
          }
        }
        say("%s, median: Tally %.0f ms, mpv %.0f ms", type, median(ours), median(theirs));
      }
    }
  }

  private static double firstFrameMs(Player player, URI stream) throws InterruptedException {
    CompletableFuture<Long> firstNs = new CompletableFuture<>();
    PictureSink sink = _ -> firstNs.complete(System.nanoTime());
    player.connect(sink);
    long beganNs = System.nanoTime();
    player.play(stream);
    try {
      return (firstNs.get(PATIENCE_S, TimeUnit.SECONDS) - beganNs) / 1e6;
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("No picture came within 20 s: " + player.state(), e);
    } finally {
      player.disconnect(sink);
      player.stop();
    }
  }

  private static double median(List<Double> all) {
    List<Double> sorted = new ArrayList<>(all);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private static void say(String form, Object... values) {
    OUT.println(String.format(Locale.ROOT, form, values));
  }
}
