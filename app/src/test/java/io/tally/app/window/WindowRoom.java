// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window;

import static io.tally.app.window.FxRoom.find;
import static io.tally.app.window.FxRoom.on;
import static io.tally.app.window.FxRoom.run;
import static io.tally.app.window.FxRoom.settle;

import io.tally.app.window.intent.Intent;
import io.tally.app.window.look.Theme;
import io.tally.app.window.mixer.MeterTaps;
import io.tally.app.window.state.WindowState;
import io.tally.app.window.watching.Watched;
import io.tally.capture.mix.MeterReading;
import io.tally.player.Player;
import io.tally.player.PlayerSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.stage.StageStyle;

/// How does a test have the whole window before it, in its least size?
final class WindowRoom {
  static final int WIDTH = 1000;
  static final int HEIGHT = 640;
  private final List<Intent> asked = new CopyOnWriteArrayList<>();
  private final Watched monitor;
  private final MainView view;
  private final Stage stage;

  private WindowRoom() throws Exception {
    FxRoom.start();
    monitor =
        on(() -> {
          Theme.install();
          return new Watched(new Player(PlayerSettings.DEFAULT.withSound(false)));
        });
    view = on(() -> new MainView(new Region(), monitor, new Silence(), asked::add));
    stage = on(this::shown);
  }

  static WindowRoom open(WindowState state) throws Exception {
    WindowRoom room = new WindowRoom();
    room.show(state);
    room.asked.clear();
    return room;
  }

  private Stage shown() {
    Stage window = new Stage(StageStyle.UNDECORATED);
    new MainWindow(window, view, Optional.empty(), asked::add);
    window.setMaximized(false); // as it is on a desktop that is smaller than the usual window
    window.setX(0);
    window.setY(0);
    window.setWidth(WIDTH);
    window.setHeight(HEIGHT);
    view.attach();
    window.show();
    return window;
  }

  void show(WindowState state) throws Exception {
    run(() -> view.render(state));
    settle();
  }

  /// What the person asked for since the window was opened, or since the last time this was told.
  List<Intent> asked() {
    List<Intent> wishes = List.copyOf(asked);
    asked.clear();
    return wishes;
  }

  Parent root() {
    return view.node();
  }

  <T extends Node> T control(String selector, Class<T> type) throws Exception {
    return find(view.node(), selector, type);
  }

  /// Arranges it as for somebody who tests a stream.
  void test() throws Exception {
    run(() -> view.test(Optional.empty()));
    settle();
  }

  Node focused() throws Exception {
    return on(() -> stage.getScene().getFocusOwner());
  }

  void close() throws Exception {
    run(() -> {
      view.detach();
      monitor.closeView();
      stage.close();
    });
    view.close();
    monitor.close();
  }

  private record Silence() implements MeterTaps {
    @Override
    public Map<String, MeterReading> channels() {
      return Map.of();
    }

    @Override
    public MeterReading programme() {
      return MeterReading.SILENCE;
    }
  }
}
