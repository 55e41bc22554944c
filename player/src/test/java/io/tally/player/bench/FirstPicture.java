// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.bench;

import io.tally.player.bench.SideBySide.Stage;
import io.tally.player.bench.Table.Entry;
import io.tally.player.bench.Table.Measure;
import io.tally.player.bench.peer.Peer;
import java.net.URI;
import java.util.List;

/// How long does it take from an URL to the first picture, 720p from a local server?
///
/// The processes run already, but for ffplay, which begins anew for each stream.
final class FirstPicture {
  private static final int WARM_UP = 5;
  private static final double GOAL_MS = 120;

  private FirstPicture() {}

  static void measure(Stage stage) throws Exception {
    for (String type : List.of("mpegts", "fmp4")) {
      Media.one(stage.folder().resolve(type), type, "1280x720", 2_500, 12);
      Entry row =
          stage
              .table()
              .row(
                  new Measure("first picture, " + type + ", ms", 0),
                  "≤ 120, and first",
                  (ours, others) ->
                      ours <= GOAL_MS && others.values().stream().allMatch(other -> ours < other));
      URI stream = stage.server().uri(type + "/stream.m3u8");
      for (int round = -WARM_UP; round < stage.rounds(); round++) {
        for (Peer peer : stage.peers()) {
          peer.play(stream);
          double ms = peer.firstPictureMs();
          peer.stop();
          if (round >= 0) {
            row.add(peer.name(), ms);
            SideBySide.say("%s, first picture: %s %.0f ms", type, peer.name(), ms);
          }
        }
      }
    }
  }
}
