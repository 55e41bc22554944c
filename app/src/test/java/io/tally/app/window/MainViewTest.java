// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window;

import static io.tally.app.window.FxRoom.click;
import static io.tally.app.window.FxRoom.find;
import static io.tally.app.window.FxRoom.on;
import static io.tally.app.window.FxRoom.press;
import static io.tally.app.window.FxRoom.run;
import static io.tally.app.window.FxRoom.settle;
import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.PasswordTextField;
import io.tally.app.window.intent.Intent;
import io.tally.app.window.intent.NewSource;
import io.tally.app.window.look.Theme;
import io.tally.app.window.mixer.MeterTaps;
import io.tally.app.window.state.Air;
import io.tally.app.window.state.Notice;
import io.tally.app.window.state.Target;
import io.tally.app.window.state.WindowState;
import io.tally.capture.mix.MeterReading;
import io.tally.protocol.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.geometry.Bounds;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Does the window show what the state says, and ask for what a person clicks?
class MainViewTest {
  private final List<Intent> asked = new CopyOnWriteArrayList<>();
  private MainView view;
  private Stage stage;

  @BeforeEach
  void openWindow() throws Exception {
    FxRoom.start();
    view =
        on(() -> {
          Theme.install();
          return new MainView(new Region(), new Region(), new Silence(), asked::add);
        });
    stage = on(() -> shown(view));
    show(Examples.state(new Air.Off()));
    asked.clear();
  }

  private Stage shown(MainView content) {
    Stage window = new Stage(StageStyle.UNDECORATED);
    new MainWindow(window, content, Optional.empty(), asked::add);
    window.setMaximized(false); // as it is on a desktop that is smaller than the usual window
    window.setX(0);
    window.setY(0);
    window.setWidth(1000);
    window.setHeight(640);
    content.attach();
    window.show();
    return window;
  }

  @AfterEach
  void closeWindow() throws Exception {
    run(() -> {
      view.detach();
      stage.close();
    });
  }

  private void show(WindowState state) throws Exception {
    run(() -> view.render(state));
    settle();
  }

  private <T extends Control> T control(String selector, Class<T> type) throws Exception {
    return find(view.node(), selector, type);
  }

  @Test
  void offAir_buttonClicked_asksToGoLive() throws Exception {
    click(control("#air-button", Button.class));
    assertThat(asked).containsExactly(new Intent.GoLive());
  }

  @Test
  void onAir_lampBurns_andButtonStops() throws Exception {
    show(Examples.state(new Air.OnAir()));
    assertThat(control("#lamp", Label.class).getText()).isEqualTo("ON AIR");
    assertThat(control("#clock", Label.class).getText()).isEqualTo("01:02:03");
    click(control("#air-button", Button.class));
    assertThat(asked).containsExactly(new Intent.Stop());
  }

  @Test
  void shortcuts_askForWhatTheySay() throws Exception {
    press(KeyCode.CONTROL, KeyCode.L);
    press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
    press(KeyCode.CONTROL, KeyCode.M);
    assertThat(asked)
        .containsExactly(new Intent.GoLive(), new Intent.Stop(), new Intent.ToggleMuteAll());
  }

  @Test
  void unavailableSource_saysWhyInWhole() throws Exception {
    HBox row = find(view.node(), "#source-webcam", HBox.class);
    assertThat(FxRoom.all(row, Label.class))
        .extracting(Label::getTooltip)
        .extracting(Tooltip::getText)
        .contains("The camera is used by another program. Close it there.");
  }

  @Test
  void eyeClicked_asksToHideThatSource() throws Exception {
    HBox row = find(view.node(), "#source-screen", HBox.class);
    click(FxRoom.all(row, ToggleButton.class).getFirst());
    assertThat(asked).containsExactly(new Intent.ShowSource("screen", false));
  }

  @Test
  void crossClicked_asksToRemoveThatSource() throws Exception {
    HBox row = find(view.node(), "#source-screen", HBox.class);
    click(FxRoom.all(row, Button.class).getFirst());
    assertThat(asked).containsExactly(new Intent.RemoveSource("screen"));
  }

  @Test
  void addMenu_asksForDevices_andAddsTheChosenOne() throws Exception {
    MenuButton add = control("#add-source", MenuButton.class);
    click(add);
    assertThat(asked).containsExactly(new Intent.ListDevices());
    run(() -> add.getItems().getFirst().fire());
    assertThat(asked).contains(new Intent.AddSource(new NewSource.OfDevice(Examples.CAMERA)));
  }

  @Test
  void fader_byKeyboard_asksForAnotherGain() throws Exception {
    Slider fader = FxRoom.all(view.node(), Slider.class).getFirst();
    run(fader::requestFocus);
    press(KeyCode.UP);
    assertThat(asked).containsExactly(new Intent.SetGain("microphone", 1));
  }

  @Test
  void muteClicked_asksToMuteThatChannel() throws Exception {
    click(control(".mute", ToggleButton.class));
    assertThat(asked).containsExactly(new Intent.SetMuted("microphone", true));
  }

  @Test
  void addressAndKeyTyped_arriveBeforeGoLive_andTheKeyIsMasked() throws Exception {
    show(Examples.state(new Air.Off(), Target.Kind.SERVICE, Optional.empty()));
    TextField url = control("#url", TextField.class);
    PasswordTextField key = control("#key", PasswordTextField.class);
    click(url);
    run(() -> url.setText("rtmp://live.example/app"));
    click(key);
    run(() -> key.setText("abcd-1234"));
    String seen = on(key::getText);
    assertThat(seen).hasSize(9).doesNotContain("abcd");
    click(control("#air-button", Button.class));
    assertThat(asked)
        .containsExactly(
            new Intent.SetUrl("rtmp://live.example/app"),
            new Intent.SetKey(Secret.of("abcd-1234")),
            new Intent.GoLive());
  }

  @Test
  void problem_isShownUntilDismissed() throws Exception {
    String sentence = "The far end refused the connection. Check the address.";
    Notice notice = new Notice(Notice.Weight.PROBLEM, sentence);
    show(Examples.state(new Air.Off(), Target.Kind.EMBEDDED, Optional.of(notice)));
    assertThat(control("#notice", Label.class).getText()).isEqualTo(sentence);
    click(control("#dismiss", Button.class));
    assertThat(asked).containsExactly(new Intent.DismissNotice());
  }

  @Test
  void everyControl_liesInTheSmallestWindow_andHasWordsForAScreenReader() throws Exception {
    for (ButtonBase button : FxRoom.all(view.node(), ButtonBase.class)) {
      if (isScrolled(button)) {
        continue;
      }
      Bounds bounds = on(() -> button.localToScene(button.getLayoutBounds()));
      assertThat(bounds.getMaxX()).as("%s", button).isLessThanOrEqualTo(1000);
      assertThat(bounds.getMaxY()).as("%s", button).isLessThanOrEqualTo(640);
      boolean named =
          !button.getText().isEmpty()
              || (button.getAccessibleText() != null && !button.getAccessibleText().isEmpty());
      assertThat(named).as("%s has a name", button).isTrue();
    }
  }

  private static boolean isScrolled(javafx.scene.Node node) {
    for (var up = node.getParent(); up != null; up = up.getParent()) {
      if (up instanceof ScrollPane) {
        return true;
      }
    }
    return false;
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
