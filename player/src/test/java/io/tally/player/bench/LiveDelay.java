// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.bench;

import io.tally.player.bench.SideBySide.Stage;
import io.tally.player.bench.Table.Entry;
import io.tally.player.bench.Table.Measure;
import io.tally.player.bench.peer.Glance;
import io.tally.player.bench.peer.Peer;
import io.tally.player.testing.LowLatencyOrigin;
import io.tally.player.testing.LowLatencyOrigin.Talent;
import io.tally.player.testing.stream.PatternStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// How far behind what the encoder has made is the picture of a low-latency stream?
///
/// Parts of 200 ms, blocking reload, preload hints, PART-HOLD-BACK 0.6 s. By the number in the
/// picture, so by nobody's own word; what the encoder has made counts on between two parts.
final class LiveDelay {
  private static final int SETTLE_S = 10;
  private static final int PARTS_BEFORE = 8 * LowLatencyOrigin.PARTS;
  private static final double ROOM_MS = 150;
  private static final int LOOK_MS = 170; // no divisor of a part

  private LiveDelay() {}

  static void measure(Stage stage) throws Exception {
    Path folder = stage.folder().resolve("parts");
    LowLatencyOrigin.record(folder, 8 + SETTLE_S + stage.seconds() + 15);
    double goalMs = LowLatencyOrigin.HOLD_BACK_S * 1e3 + ROOM_MS;
    Entry row =
        stage
            .table()
            .row(
                new Measure("low latency: behind the encoder, ms", 0),
                "≤ hold-back + 150 = %.0f".formatted(goalMs),
                (ours, _) -> ours <= goalMs);
    Entry stalls =
        stage
            .table()
            .row(
                new Measure("low latency: rebuffers", 0),
                "none where hls.js has none",
                (ours, others) -> ours <= others.getOrDefault("hls.js", ours));
    for (Peer peer : stage.peers()) {
      try (LowLatencyOrigin origin = new LowLatencyOrigin(folder, Talent.ALL, PARTS_BEFORE)) {
        origin.run();
        peer.play(origin.uri());
        peer.firstPictureMs();
        TimeUnit.SECONDS.sleep(SETTLE_S);
        List<Double> delays = new ArrayList<>();
        Optional<Glance> last = Optional.empty();
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(stage.seconds());
        while (System.nanoTime() < endNs) {
          last = peer.glance();
          last.filter(seen -> seen.number().isPresent())
              .ifPresent(seen -> delays.add(behindMs(origin, seen)));
          TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        delays.forEach(delay -> row.add(peer.name(), delay));
        last.ifPresent(seen -> stalls.add(peer.name(), seen.rebuffers()));
        Table.median(delays)
            .ifPresentOrElse(
                ms -> SideBySide.say("low latency: %s %.0f ms behind", peer.name(), ms),
                () -> SideBySide.say("low latency: %s showed no number", peer.name()));
        peer.stop();
      }
    }
  }

  private static double behindMs(LowLatencyOrigin origin, Glance seen) {
    double shown = (double) seen.number().orElseThrow() / PatternStream.RATE;
    return (origin.madeSeconds(seen.atMs()) - shown) * 1e3;
  }
}
