// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.bench;

import io.tally.player.bench.SideBySide.Stage;
import io.tally.player.bench.Table.Entry;
import io.tally.player.bench.Table.Measure;
import io.tally.player.bench.peer.Peer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How much of a core does each need for 1080p30 of 5 Mb/s, converted to a window of 720p?
final class ProcessorTime {
  private static final int SETTLE_S = 10;
  private static final double GOAL = 1.2;
  private static final int ROUNDS = 3;

  private ProcessorTime() {}

  static void measure(Stage stage) throws Exception {
    Media.one(
        stage.folder().resolve("hd"), "mpegts", "1920x1080", 5_000, stage.seconds() + SETTLE_S + 5);
    Entry row =
        stage
            .table()
            .row(
                new Measure("1080p30 drawn as 720p, % of a core", 0),
                "≤ 1.2 × mpv's",
                (ours, others) -> ours <= GOAL * others.getOrDefault("mpv", ours));
    for (Peer peer : stage.peers()) {
      peer.draw(1280, 720);
    }
    for (int round = 0; round < Math.min(ROUNDS, stage.rounds()); round++) {
      for (Peer peer : stage.peers()) {
        peer.play(stage.server().uri("hd/stream.m3u8"));
        peer.firstPictureMs();
        TimeUnit.SECONDS.sleep(SETTLE_S);
        Duration before = peer.cpu();
        long begunNs = System.nanoTime();
        TimeUnit.SECONDS.sleep(stage.seconds());
        double share = 100.0 * peer.cpu().minus(before).toNanos() / (System.nanoTime() - begunNs);
        peer.stop();
        row.add(peer.name(), share);
        SideBySide.say("1080p30: %s %.0f %% of a core", peer.name(), share);
      }
    }
  }
}
