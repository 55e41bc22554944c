// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.bench;

import io.tally.player.bench.peer.FfplayPeer;
import io.tally.player.bench.peer.HlsJsPeer;
import io.tally.player.bench.peer.MpvPeer;
import io.tally.player.bench.peer.Peer;
import io.tally.player.bench.peer.TallyPeer;
import io.tally.player.testing.FaultServer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// How does our player do beside mpv, ffplay and hls.js, with the same streams from the same
/// server?
///
/// Each measure is taken of all players in turns. Exit code 1 when a goal is missed.
public final class SideBySide {
  private static final PrintStream OUT = System.out;

  private SideBySide() {}

  /// What a measure needs.
  ///
  /// @param folder that the server serves
  /// @param seconds that one player plays, where it takes its time
  record Stage(
      Path folder, FaultServer server, List<Peer> peers, Table table, int rounds, int seconds) {}

  /// One of them.
  interface Measure {
    void take(Stage stage) throws Exception;
  }

  private static Measure measure(String name) {
    return switch (name) {
      case "first-picture" -> FirstPicture::measure;
      case "shaped-line" -> ShapedLine::measure;
      case "latency" -> LiveDelay::measure;
      case "cpu" -> ProcessorTime::measure;
      case "restart" -> EncoderRestart::measure;
      default -> throw new IllegalArgumentException("There is no measure named " + name);
    };
  }

  /// @param args an empty folder, rounds, seconds, names of measures
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    HlsJsPeer.prepare(folder);
    boolean met;
    try (FaultServer server = new FaultServer(folder);
        Peer ours = TallyPeer.start();
        Peer browser = HlsJsPeer.start(server.uri("page.html"));
        Peer mpv = MpvPeer.start(folder);
        Peer ffplay = new FfplayPeer()) {
      List<Peer> peers = List.of(ours, browser, mpv, ffplay);
      Table table = new Table(peers.stream().map(Peer::name).toList());
      Stage stage =
          new Stage(
              folder, server, peers, table, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
      for (String name : List.of(args).subList(3, args.length)) {
        measure(name).take(stage);
      }
      OUT.println();
      OUT.print(table.text());
      met = table.allMet();
    }
    System.exit(met ? 0 : 1);
  }

  static void say(String form, Object... values) {
    OUT.println(String.format(Locale.ROOT, form, values));
  }
}
