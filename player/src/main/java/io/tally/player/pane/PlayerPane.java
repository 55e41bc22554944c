// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane;

import io.tally.capture.media.VideoFrame;
import io.tally.player.PictureSink;
import io.tally.player.Player;
import io.tally.player.PlayerState;
import io.tally.player.Subscription;
import io.tally.player.monitor.still.PicturesFolder;
import io.tally.player.monitor.still.Snapshots;
import io.tally.player.pane.transport.Aim;
import io.tally.player.pane.transport.Standing;
import io.tally.player.pane.transport.TransportBar;
import io.tally.player.pane.transport.TransportKeys;
import io.tally.player.pane.transport.TransportWishes;
import io.tally.player.seek.Whereabouts;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
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
/// Picture with subtitles, a sentence over it while nothing comes, a bar with address, position,
/// distance from live and volume, and the controls of the time: over the picture while the mouse is
/// there or it stands still, or below it, always ([#showControls]). Life: made, its [#node] shown,
/// [#close]; the player is closed by whoever made it, after this. Threads: made and closed on the
/// JavaFX thread. Wishes run on the thread `player-wishes`, because stopping can take its time; of
/// the player's states the newest is rendered, at most one a pulse. Style classes: `player-pane`,
/// `player-screen`, `player-message`, and the bars'.
public final class PlayerPane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PlayerPane.class);

  private final Player player;
  private final PictureView picture = new PictureView();
  private final SubtitleView subtitles;
  private final PictureSink sink = this::show;
  private final Label message = new Label();
  private final TransportBar transport;
  private final Aim aim = new Aim();
  private final Snapshots snapshots;
  private final PlayerBar bar;
  private final StackPane screen;
  private final VBox root;
  private final ExecutorService wishes =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("player-wishes").factory());
  private final AtomicBoolean due = new AtomicBoolean();
  private final AtomicReference<@Nullable URI> opened = new AtomicReference<>();
  private final Subscription states;
  private Runnable heard = () -> {};
  private boolean alwaysControls;
  private boolean still; // a person paused it

  /// Shows this player from now on, and keeps pictures where the user keeps them.
  public PlayerPane(Player player) {
    this(player, PicturesFolder.ofUser());
  }

  /// @param pictures folder for pictures that are kept
  PlayerPane(Player player, Path pictures) {
    this.player = player;
    snapshots = new Snapshots(pictures);
    Wishes wishes = new Wishes();
    subtitles = new SubtitleView(player.choices().subtitles());
    bar =
        new PlayerBar(
            player.volume(), player.muted(), new StreamChoosers(player.choices()), wishes);
    transport = new TransportBar(wishes);
    message.getStyleClass().add("player-message");
    message.setWrapText(true);
    screen = new StackPane(picture, subtitles.node(), message);
    screen.getStyleClass().add("player-screen");
    screen.setMinSize(0, 0);
    screen.setFocusTraversable(true);
    screen.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    screen.setAccessibleText("Picture of the stream. " + TransportKeys.WORDS);
    screen.setOnMousePressed(_ -> screen.requestFocus());
    screen.hoverProperty().subscribe(_ -> unveil());
    VBox.setVgrow(screen, Priority.ALWAYS);
    root = new VBox(screen, bar.node());
    root.getStyleClass().add("player-pane");
    root.focusWithinProperty().subscribe(_ -> unveil());
    TransportKeys.listen(root, wishes);
    StackPane.setAlignment(transport.node(), Pos.BOTTOM_CENTER);
    showControls(false);
    picture.onLines(player.choices()::setShownHeight);
    player.connect(sink);
    player.connect(snapshots);
    states = player.onState(this::arrived);
  }

  /// The node to put into the scene.
  public Region node() {
    return root;
  }

  /// Turns the keyboard to the picture, so that its keys work.
  public void takeKeys() {
    screen.requestFocus();
  }

  /// Says whether the controls of the time are always there, below the picture; else they lie over
  /// it while they are needed.
  public void showControls(boolean always) {
    alwaysControls = always;
    screen.getChildren().remove(transport.node());
    root.getChildren().remove(transport.node());
    if (always) {
      root.getChildren().add(1, transport.node());
    } else {
      screen.getChildren().add(transport.node());
    }
    unveil();
  }

  /// Silences this stream, or lets it be heard.
  public void mute(boolean wanted) {
    player.setMuted(wanted);
    renderSoon();
  }

  /// Tells from now on when a person lets this stream be heard.
  public void onHeard(Runnable listener) {
    heard = listener;
  }

  private void unveil() {
    boolean wanted = screen.isHover() || transport.node().isFocusWithin() || still;
    transport.node().setVisible(alwaysControls || wanted);
  }

  private void show(VideoFrame borrowed) {
    picture.show(borrowed);
    subtitles.follow(borrowed.ptsNs());
  }

  private void arrived(PlayerState state) {
    if (state instanceof PlayerState.Opening opening) {
      opened.set(opening.uri()); // which may be over before it can be rendered
    }
    aim.follow(state);
    renderSoon();
  }

  private void renderSoon() {
    if (!due.getAndSet(true)) {
      Platform.runLater(this::render);
    }
  }

  private void render() {
    due.set(false);
    PlayerState state = player.state();
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
    bar.render(state, player.glass().facts(), player.whereabouts(), player.muted());
    transport.render(standing(state));
    still = player.paused();
    unveil();
  }

  private Standing standing(PlayerState state) {
    return Standing.of(state, player.whereabouts(), aim.place(), player.paused(), player.rate());
  }

  private static boolean hasPicture(PlayerState state) {
    return state instanceof PlayerState.Buffering || state instanceof PlayerState.Ended;
  }

  /// Carries out what the bars and the keys ask for.
  private final class Wishes implements PlayerBar.Wishes, TransportWishes {
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
      if (!muted) {
        heard.run();
      }
    }

    @Override
    public void pauseOrGoOn() {
      perform(() -> {
        if (player.state() instanceof PlayerState.Ended) {
          player.seek(0);
        } else {
          player.setPaused(!player.paused());
        }
      });
    }

    @Override
    public void seek(long placeNs) {
      aim.at(placeNs);
      perform(() -> player.seek(placeNs));
    }

    @Override
    public void step(long byNs) {
      Standing now = standing(player.state());
      if (now.open()) {
        seek(Math.clamp(now.positionNs() + byNs, now.startNs(), now.endNs()));
      }
    }

    @Override
    public void goLive() {
      aim.drop();
      perform(() -> {
        if (player.whereabouts().filter(Whereabouts::live).isPresent()) {
          player.setRate(1);
          player.seekToLive();
          player.setPaused(false);
        }
      });
    }

    @Override
    public void setRate(double factor) {
      perform(() -> player.setRate(factor));
    }

    @Override
    public void muteOrUnmute() {
      setMuted(!player.muted());
      renderSoon();
    }

    @Override
    public void keepPicture() {
      snapshots.keep(sentence -> Platform.runLater(() -> bar.tell(sentence)));
      perform(player::showAgain);
    }

    /// Not every wish changes the state that the player tells.
    private void perform(Runnable wish) {
      try {
        wishes.execute(() -> {
          wish.run();
          renderSoon();
        });
      } catch (RejectedExecutionException _) {
        LOG.debug("The pane is closed; the wish came too late");
      }
    }
  }

  /// Shows nothing any more and frees the picture's buffers. Idempotent.
  @Override
  public void close() {
    player.disconnect(sink);
    player.disconnect(snapshots);
    states.close();
    wishes.shutdown();
    picture.close();
  }
}
