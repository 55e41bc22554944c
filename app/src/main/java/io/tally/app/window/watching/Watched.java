// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.watching;

import io.tally.app.update.OwnVersion;
import io.tally.player.Player;
import io.tally.player.monitor.StreamMonitor;
import io.tally.player.pane.PlayerPane;
import io.tally.player.pane.report.ReportPane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What belongs to one stream that is watched: player, picture, and what is wrong with it?
///
/// Life: made, [#closeView]ed on the JavaFX thread, then [#close]d on another, which waits for the
/// player. Threads: the JavaFX thread, where nothing else is said.
public final class Watched implements AutoCloseable {
  private final Player player;
  private final StreamMonitor monitor;
  private final PlayerPane pane;
  private @Nullable ReportPane report;

  /// @param player taken: closed with this
  public Watched(Player player) {
    this.player = player;
    monitor = new StreamMonitor(player);
    pane = new PlayerPane(player);
  }

  /// Another one to stand beside it: as loud, but silent until somebody wants to hear it.
  Watched beside() {
    Player other = new Player(player.settings());
    other.setVolume(player.volume());
    other.setMuted(true);
    return new Watched(other);
  }

  /// The player, for whoever has a stream for it.
  public Player player() {
    return player;
  }

  /// Plays a stream; from any thread.
  public void play(URI playlist) {
    player.play(playlist);
  }

  /// The picture with its controls.
  PlayerPane pane() {
    return pane;
  }

  /// What is known about the stream.
  StreamMonitor monitor() {
    return monitor;
  }

  /// What is wrong with it; made when somebody wants to see it, because a window that only sends
  /// should not wait for it.
  ReportPane report() {
    ReportPane known = report;
    if (known == null) {
      known = new ReportPane(monitor, version());
      report = known;
    }
    return known;
  }

  private static String version() {
    try {
      return OwnVersion.text();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Shows nothing any more. Idempotent.
  public void closeView() {
    monitor.close();
    pane.close();
  }

  /// Ends the player, within two seconds; off the JavaFX thread. Idempotent.
  @Override
  public void close() {
    player.close();
  }
}
