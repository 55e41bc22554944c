// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane;

import io.tally.capture.media.VideoFrame;
import io.tally.player.PictureSink;
import io.tally.player.Player;
import io.tally.player.PlayerState;
import io.tally.player.Subscription;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How does a person watch and steer a player?
///
/// Picture with subtitles, a sentence over it while nothing comes, and a bar with address,
/// position, distance from live and volume. Life: made, its [#node] shown, [#close]; the player is
/// closed by whoever made it, after this. Threads: made and closed on the JavaFX thread. A wish
/// that can wait for the network (play, stop) runs on the thread `player-wishes`; of the player's
/// states the newest is rendered, at most one a pulse. Style classes: `player-pane`,
/// `player-message`, and the bar's.
public final class PlayerPane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PlayerPane.class);

  private final Player player;
  private final PictureView picture = new PictureView();
  private final SubtitleView subtitles;
  private final PictureSink sink = this::show;
  private final Label message = new Label();
  private final PlayerBar bar;
  private final VBox root;
  private final ExecutorService wishes =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("player-wishes").factory());
  private final AtomicReference<@Nullable PlayerState> next = new AtomicReference<>();
  private final AtomicReference<@Nullable URI> opened = new AtomicReference<>();
  private final Subscription states;

  /// Shows this player from now on.
  public PlayerPane(Player player) {
    this.player = player;
    subtitles = new SubtitleView(player.choices().subtitles());
    bar =
        new PlayerBar(
            player.volume(), player.muted(), new StreamChoosers(player.choices()), new Wishes());
    message.getStyleClass().add("player-message");
    message.setWrapText(true);
    StackPane stack = new StackPane(picture, subtitles.node(), message);
    stack.setMinSize(0, 0);
    VBox.setVgrow(stack, Priority.ALWAYS);
    root = new VBox(stack, bar.node());
    root.getStyleClass().add("player-pane");
    player.connect(sink);
    states = player.onState(this::arrived);
  }

  /// The node to put into the scene.
  public Region node() {
    return root;
  }

  private void show(VideoFrame borrowed) {
    picture.show(borrowed);
    subtitles.follow(borrowed.ptsNs());
  }

  private void arrived(PlayerState state) {
    if (state instanceof PlayerState.Opening opening) {
      opened.set(opening.uri()); // which may be over before it can be rendered
    }
    if (next.getAndSet(state) == null) {
      Platform.runLater(this::render);
    }
  }

  private void render() {
    PlayerState state = next.getAndSet(null);
    if (state == null) {
      return;
    }
    String sentence = StateWords.sentence(state);
    message.setText(sentence);
    message.setVisible(!sentence.isEmpty());
    // What is over must not stand there as if it went on.
    boolean seen = state instanceof PlayerState.Playing || hasPicture(state);
    picture.setVisible(seen);
    if (!seen) {
      subtitles.clear();
    }
    URI address = opened.getAndSet(null);
    if (address != null) {
      bar.show(address);
    }
    bar.render(state, player.glass().facts());
  }

  private static boolean hasPicture(PlayerState state) {
    return state instanceof PlayerState.Buffering || state instanceof PlayerState.Ended;
  }

  /// Carries out what the bar asks for.
  private final class Wishes implements PlayerBar.Wishes {
    @Override
    public void play(URI playlist) {
      perform(() -> player.play(playlist));
    }

    @Override
    public void stop() {
      perform(player::stop);
    }

    @Override
    public void setVolume(double level) {
      player.setVolume(level);
    }

    @Override
    public void setMuted(boolean muted) {
      player.setMuted(muted);
    }

    private void perform(Runnable wish) {
      try {
        wishes.execute(wish);
      } catch (RejectedExecutionException _) {
        LOG.debug("The pane is closed; the wish came too late");
      }
    }
  }

  /// Shows nothing any more and frees the picture's buffers. Idempotent.
  @Override
  public void close() {
    player.disconnect(sink);
    states.close();
    wishes.shutdown();
    picture.close();
  }
}
