// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window;

import io.tally.app.LocalIngest;
import io.tally.app.settings.KeyStore;
import io.tally.app.update.ReleasePlace;
import io.tally.app.window.presenter.Engine;
import io.tally.app.window.presenter.Presenter;
import io.tally.app.window.presenter.Start;
import io.tally.app.window.state.WindowState;
import io.tally.app.window.watching.Watched;
import io.tally.player.Player;
import io.tally.player.PlayerSettings;
import io.tally.player.pane.PictureView;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.stage.Stage;

/// What stands behind one window, from its first moment to its last?
///
/// Life: made, [#show]n and [#hide]den on the JavaFX thread, then [#open]ed and [#close]d on
/// another, because both wait for devices.
final class Session implements AutoCloseable {
  private final Start start;
  private final Consumer<String> trace;
  private final LocalIngest ingest = new LocalIngest();
  private final KeyStore keys = new KeyStore();
  private final Watched monitor;
  private final PictureView preview = new PictureView();
  private final MainView view;
  private final Presenter presenter;
  private final Stage stage = new Stage();

  /// @param trace told `window` and `preview`, each once, on the JavaFX thread
  Session(Start start, Consumer<String> trace) {
    this.start = start;
    this.trace = trace;
    Player player = new Player(PlayerSettings.of(System.getenv()));
    player.setVolume(start.settings().monitorVolume()); // first: the pane shows it
    monitor = new Watched(player);
    presenter =
        new Presenter(
            new Engine(
                ingest, keys, monitor.player(), preview::show, ReleasePlace.of(System.getenv())),
            start,
            new FxDoor<>(this::render));
    view = new MainView(preview, monitor, presenter.meters(), presenter);
  }

  private void render(WindowState state) {
    view.render(state);
  }

  /// Shows the window.
  ///
  /// @param onClose called when it is closed
  void show(Runnable onClose) {
    MainWindow window = new MainWindow(stage, view, start.settings().window(), presenter);
    new StartTrace(trace).watch(stage, preview);
    stage.setOnHidden(_ -> {
      view.detach();
      preview.close();
      monitor.closeView();
      onClose.run();
    });
    view.attach();
    window.show();
  }

  /// Closes the window as a person would.
  void hide() {
    stage.hide();
  }

  /// Opens devices and canvas; returns at once.
  void open() {
    presenter.open();
  }

  /// Plays a stream in the monitor, with its report, and a second one beside it if there is;
  /// returns at once.
  void play(List<URI> playlists) {
    Platform.runLater(() -> view.test(playlists.stream().skip(1).findFirst()));
    playlists.stream().findFirst().ifPresent(monitor::play);
  }

  /// Ends the broadcast and keeps what is to be remembered; blocks until then.
  @Override
  public void close() {
    presenter.close();
    view.close();
    monitor.close();
    ingest.close();
    keys.close();
  }
}
