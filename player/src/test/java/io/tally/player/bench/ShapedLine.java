// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.bench;

import io.tally.player.bench.SideBySide.Stage;
import io.tally.player.bench.Table.Entry;
import io.tally.player.bench.Table.Measure;
import io.tally.player.bench.peer.Glance;
import io.tally.player.bench.peer.Peer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// How well and how smoothly is a ladder of four steps played over a line of 3 Mb/s, and over one
/// that falls to 1 Mb/s for a third of the time?
///
/// The bit rate is the mean over time of the step whose picture is shown.
final class ShapedLine {
  private static final long LINE_BPS = 3_000_000;
  private static final long DIP_BPS = 1_000_000;
  private static final int LOOK_MS = 250;
  private static final String BROWSER = "hls.js";

  private ShapedLine() {}

  static void measure(Stage stage) throws Exception {
    Media.ladder(stage.folder().resolve("ladder"), stage.seconds() + 30);
    for (Peer peer : stage.peers()) {
      peer.play(stage.server().uri("ladder/master.m3u8")); // so that none begins cold
      peer.firstPictureMs();
      peer.stop();
    }
    measure(stage, "3 Mb/s", LINE_BPS);
    measure(stage, "3, 1 and 3 Mb/s", DIP_BPS);
    stage.server().limit(Long.MAX_VALUE);
  }

  private static void measure(Stage stage, String line, long middleBps) throws Exception {
    Entry rebuffers =
        stage
            .table()
            .row(
                new Measure("rebuffers, " + line, 0),
                "none where hls.js has none",
                (ours, others) -> ours <= others.getOrDefault(BROWSER, ours));
    Entry rates =
        stage
            .table()
            .row(
                new Measure("mean bit rate, " + line + ", kb/s", 0),
                "≥ hls.js's, within 2 %",
                (ours, others) -> ours >= 0.98 * others.getOrDefault(BROWSER, ours));
    for (Peer peer : stage.peers()) {
      stage.server().limit(LINE_BPS / 8);
      peer.forget();
      peer.play(stage.server().uri("ladder/master.m3u8"));
      double waitedMs = peer.firstPictureMs();
      long begunNs = System.nanoTime();
      double sum = 0;
      int looks = 0;
      Optional<Glance> last = Optional.empty();
      for (double past = 0; past < 1; past = share(begunNs, stage.seconds())) {
        stage.server().limit((past > 1 / 3.0 && past < 2 / 3.0 ? middleBps : LINE_BPS) / 8);
        last = peer.glance();
        if (last.isPresent() && last.get().height() > 0) {
          sum += kbps(last.get().height());
          looks++;
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MS);
      }
      peer.stop();
      if (last.isPresent() && looks > 0) {
        rebuffers.add(peer.name(), last.get().rebuffers());
        rates.add(peer.name(), sum / looks);
        SideBySide.say(
            "%s: %s %.0f kb/s, %d rebuffers, first picture after %.0f ms",
            line, peer.name(), sum / looks, last.get().rebuffers(), waitedMs);
      }
    }
  }

  private static double share(long begunNs, int seconds) {
    return (System.nanoTime() - begunNs) / 1e9 / seconds;
  }

  private static int kbps(int height) {
    return Media.LADDER.stream()
        .filter(step -> step.height() == height)
        .mapToInt(Media.Step::kbps)
        .findFirst()
        .orElseThrow();
  }
}
