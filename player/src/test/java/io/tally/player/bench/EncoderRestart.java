// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.bench;

import io.tally.player.bench.SideBySide.Stage;
import io.tally.player.bench.Table.Entry;
import io.tally.player.bench.Table.Measure;
import io.tally.player.bench.peer.Glance;
import io.tally.player.bench.peer.Peer;
import io.tally.player.testing.stream.PatternStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// How soon is a live stream seen again after its encoder was started anew, with all numbers and
/// times from zero?
///
/// From the moment at which the new encoder's playlist is there.
final class EncoderRestart {
  private static final int GONE_S = 3;
  private static final int PLAYED_S = 5;
  private static final int SEGMENTS_BEFORE = 6;
  private static final int PATIENCE_S = 40;
  private static final int ANEW = 100_000; // what the new encoder's pictures begin with
  private static final int LOOK_MS = 50;
  private static final double TWO_TARGET_DURATIONS_MS = 2_000;

  private EncoderRestart() {}

  static void measure(Stage stage) throws Exception {
    Entry row =
        stage
            .table()
            .row(
                new Measure("picture after an encoder restart, ms", 0),
                "≤ 2 target durations = 2000",
                (ours, _) -> ours <= TWO_TARGET_DURATIONS_MS);
    for (Peer peer : stage.peers()) {
      if (peer.glance().isPresent()) {
        one(stage, peer, row);
      }
    }
  }

  private static void one(Stage stage, Peer peer, Entry row) throws Exception {
    String name = "restart-" + peer.name();
    Path folder = Files.createDirectories(stage.folder().resolve(name));
    Path list = folder.resolve("stream.m3u8");
    try (PatternStream _ = PatternStream.live(folder, "mpegts", 0)) {
      await(() -> Files.exists(folder.resolve(SEGMENTS_BEFORE + ".ts")));
      peer.play(stage.server().uri(name + "/stream.m3u8"));
      peer.firstPictureMs();
      TimeUnit.SECONDS.sleep(PLAYED_S);
    }
    TimeUnit.SECONDS.sleep(GONE_S);
    String before = Files.readString(list);
    try (PatternStream _ = PatternStream.live(folder, "mpegts", ANEW)) {
      await(() -> !read(list).equals(before));
      long backNs = System.nanoTime();
      Optional<Double> tookMs = Optional.empty();
      while (tookMs.isEmpty() && System.nanoTime() - backNs < PATIENCE_S * 1e9) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        boolean shows =
            peer.glance().flatMap(EncoderRestart::number).filter(seen -> seen >= ANEW).isPresent();
        tookMs = shows ? Optional.of((System.nanoTime() - backNs) / 1e6) : Optional.empty();
      }
      tookMs.ifPresent(ms -> row.add(peer.name(), ms));
      SideBySide.say(
          "encoder restart: %s %s",
          peer.name(),
          tookMs
              .map("after %.0f ms"::formatted)
              .orElse("shows nothing within %d s".formatted(PATIENCE_S)));
    }
    peer.stop();
  }

  private static Optional<Long> number(Glance seen) {
    return seen.number().isPresent() ? Optional.of(seen.number().getAsLong()) : Optional.empty();
  }

  private static void await(BooleanSupplier there) throws InterruptedException {
    while (!there.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException("The encoder's playlist is gone", e);
    }
  }
}
