// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.capture.media.VideoFrame;
import io.tally.player.Player;
import io.tally.player.PlayerSettings;
import io.tally.player.PlayerState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A server, a player that plays from it and what that shows, for one test: afterwards nothing may
/// leak.
///
/// Belongs in a field with `@RegisterExtension`.
public final class Viewing implements AfterEachCallback {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final FaultServer server;
  private final Player player;
  private final Watcher watcher;

  /// @param folder that the server serves
  public Viewing(Path folder, Player player) {
    try {
      server = new FaultServer(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.player = player;
    watcher = new Watcher(player);
  }

  /// Without a sound device.
  ///
  /// @param folder that the server serves
  /// @param patienceSeconds how long the player tries to open a stream
  public static Viewing silent(Path folder, int patienceSeconds) {
    return new Viewing(
        folder,
        new Player(
            PlayerSettings.DEFAULT
                .withSound(false)
                .withPatience(Duration.ofSeconds(patienceSeconds))));
  }

  public FaultServer server() {
    return server;
  }

  public Player player() {
    return player;
  }

  public Watcher watcher() {
    return watcher;
  }

  /// Plays what the server has at a path, and waits for its end.
  public void playToTheEnd(String path) {
    player.play(server.uri(path));
    awaitEnd();
  }

  /// Waits for the end of what is played.
  public void awaitEnd() {
    awaitState(PlayerState.Ended.class::isInstance);
  }

  /// Waits for a state.
  public void awaitState(Predicate<PlayerState> wanted) {
    await().atMost(PATIENCE).until(() -> wanted.test(player.state()));
  }

  /// Waits for a picture by its number.
  public void awaitPicture(Predicate<Long> wanted) {
    await().atMost(PATIENCE).until(() -> watcher.numbers().stream().anyMatch(wanted));
  }

  /// Waits for a note that has these words.
  public void awaitNote(String words) {
    await()
        .atMost(PATIENCE)
        .until(() -> watcher.notes().stream().anyMatch(note -> note.contains(words)));
  }

  @Override
  public void afterEach(ExtensionContext test) {
    player.close();
    server.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }
}
