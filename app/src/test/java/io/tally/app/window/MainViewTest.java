// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window;

import static io.tally.app.window.FxRoom.click;
import static io.tally.app.window.FxRoom.find;
import static io.tally.app.window.FxRoom.on;
import static io.tally.app.window.FxRoom.press;
import static io.tally.app.window.FxRoom.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.app.update.UpdateWish;
import io.tally.app.window.intent.Intent;
import io.tally.app.window.intent.NewSource;
import io.tally.app.window.state.Air;
import io.tally.app.window.state.Notice;
import io.tally.app.window.state.WindowState;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Does the window show what the state says, and ask for what a person clicks?
class MainViewTest {
  private WindowRoom window;

  @BeforeEach
  void openWindow() throws Exception {
    window = WindowRoom.open(Examples.state(new Air.Off()));
  }

  @AfterEach
  void closeWindow() throws Exception {
    window.close();
  }

  private void show(WindowState state) throws Exception {
    window.show(state);
  }

  private <T extends Node> T control(String selector, Class<T> type) throws Exception {
    return window.control(selector, type);
  }

  @Test
  void offAir_buttonClicked_asksToGoLive() throws Exception {
    click(control("#air-button", Button.class));
    assertThat(window.asked()).containsExactly(new Intent.GoLive());
  }

  @Test
  void onAir_lampBurns_andButtonStops() throws Exception {
    show(Examples.state(new Air.OnAir()));
    assertThat(control("#lamp", Label.class).getText()).isEqualTo("ON AIR");
    assertThat(control("#clock", Label.class).getText()).isEqualTo("01:02:03");
    click(control("#air-button", Button.class));
    assertThat(window.asked()).containsExactly(new Intent.Stop());
  }

  @Test
  void shortcuts_askForWhatTheySay() throws Exception {
    press(KeyCode.CONTROL, KeyCode.L);
    press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
    press(KeyCode.CONTROL, KeyCode.M);
    assertThat(window.asked())
        .containsExactly(new Intent.GoLive(), new Intent.Stop(), new Intent.ToggleMuteAll());
  }

  @Test
  void unavailableSource_saysWhyInWhole() throws Exception {
    HBox row = find(window.root(), "#source-webcam", HBox.class);
    assertThat(FxRoom.all(row, Label.class))
        .extracting(Label::getTooltip)
        .extracting(Tooltip::getText)
        .contains("The camera is used by another program. Close it there.");
  }

  @Test
  void eyeClicked_asksToHideThatSource() throws Exception {
    HBox row = find(window.root(), "#source-screen", HBox.class);
    click(FxRoom.all(row, ToggleButton.class).getFirst());
    assertThat(window.asked()).containsExactly(new Intent.ShowSource("screen", false));
  }

  @Test
  void crossClicked_asksToRemoveThatSource() throws Exception {
    HBox row = find(window.root(), "#source-screen", HBox.class);
    click(FxRoom.all(row, Button.class).getFirst());
    assertThat(window.asked()).containsExactly(new Intent.RemoveSource("screen"));
  }

  @Test
  void addMenu_asksForDevices_andAddsTheChosenOne() throws Exception {
    MenuButton add = control("#add-source", MenuButton.class);
    click(add);
    assertThat(window.asked()).containsExactly(new Intent.ListDevices());
    run(() -> add.getItems().getFirst().fire());
    assertThat(window.asked())
        .contains(new Intent.AddSource(new NewSource.OfDevice(Examples.CAMERA)));
  }

  @Test
  void fader_byKeyboard_asksForAnotherGain() throws Exception {
    Slider fader = control(".fader", Slider.class);
    run(fader::requestFocus);
    press(KeyCode.UP);
    assertThat(window.asked()).containsExactly(new Intent.SetGain("microphone", 1));
  }

  @Test
  void muteClicked_asksToMuteThatChannel() throws Exception {
    click(control(".mute", ToggleButton.class));
    assertThat(window.asked()).containsExactly(new Intent.SetMuted("microphone", true));
  }

  @Test
  void stopWatchClicked_asksForPicturesWithoutTheirTime() throws Exception {
    ToggleButton stamps = control("#stamps", ToggleButton.class);
    assertThat(stamps.isSelected()).isTrue();
    click(stamps);
    assertThat(window.asked()).containsExactly(new Intent.SetStamped(false));
  }

  @Test
  void reportSwitch_putsTheReportInThePlaceOfTheDesk_andBack() throws Exception {
    ToggleButton report = control("#report-switch", ToggleButton.class);
    click(report);
    assertThat(find(window.root(), ".report-pane", VBox.class).isVisible()).isTrue();
    assertThat(find(window.root(), ".desk", HBox.class).isVisible()).isFalse();
    everyControl_liesInTheSmallestWindow_andHasWordsForAScreenReader();
    click(report);
    assertThat(find(window.root(), ".report-pane", VBox.class).isVisible()).isFalse();
    assertThat(find(window.root(), ".desk", HBox.class).isVisible()).isTrue();
  }

  @Test
  void compareSwitch_putsASecondMonitorAndFiguresInThePlaceOfThePreview_andBack() throws Exception {
    ToggleButton compare = control("#compare-switch", ToggleButton.class);
    Region preview = control(".picture-row", Region.class);
    click(compare);
    assertThat(all(".player-screen")).hasSize(2);
    assertThat(isSeen(preview)).isFalse();
    assertThat(isSeen(control(".comparison", Region.class))).isTrue();
    everyControl_liesInTheSmallestWindow_andHasWordsForAScreenReader();
    click(compare);
    assertThat(all(".player-screen")).hasSize(1);
    assertThat(isSeen(preview)).isTrue();
    assertThat(isSeen(control(".comparison", Region.class))).isFalse();
  }

  @Test
  void ofTwoStreams_oneIsHeard() throws Exception {
    click(control("#compare-switch", ToggleButton.class));
    List<ToggleButton> mutes =
        FxRoom.all(window.root(), ToggleButton.class).stream()
            .filter(button -> "Mute the monitor".equals(button.getAccessibleText()))
            .toList();
    assertThat(mutes).extracting(ToggleButton::isSelected).containsExactly(false, true);

    click(mutes.getLast());
    assertThat(mutes).extracting(ToggleButton::isSelected).containsExactly(true, false);

    click(mutes.getFirst());
    assertThat(mutes).extracting(ToggleButton::isSelected).containsExactly(false, true);
    click(mutes.getLast());
    click(control("#compare-switch", ToggleButton.class));
    assertThat(mutes.getFirst().isSelected()).as("the one that is left is heard").isFalse();
  }

  @Test
  void testersWindow_hasTheStreamBesideItsFigures_andNoEmptyPreview() throws Exception {
    window.test();
    assertThat(isSeen(control(".picture-row", Region.class))).isFalse();
    assertThat(isSeen(control(".comparison", Region.class))).isTrue();
    assertThat(isSeen(control(".report-pane", VBox.class))).isTrue();
    assertThat(isSeen(control(".transport-bar", Region.class))).isTrue();
    assertThat(window.focused())
        .as("its keys work at once")
        .isEqualTo(control(".player-screen", Region.class));
    everyControl_liesInTheSmallestWindow_andHasWordsForAScreenReader();
    click(control("#report-switch", ToggleButton.class));
    assertThat(isSeen(control(".picture-row", Region.class))).as("a sender's window").isTrue();
  }

  /// Those with a style class that are shown.
  private List<Node> all(String selector) throws Exception {
    return on(
        () -> window.root().lookupAll(selector).stream().filter(MainViewTest::isInSight).toList());
  }

  private static boolean isSeen(Node node) throws Exception {
    return on(() -> isInSight(node));
  }

  private static boolean isInSight(Node node) {
    for (Node up = node; up != null; up = up.getParent()) {
      if (!up.isVisible()) {
        return false;
      }
    }
    return true;
  }

  @Test
  void problem_isShownUntilDismissed() throws Exception {
    String sentence = "The far end refused the connection. Check the address.";
    Notice notice = new Notice(Notice.Weight.PROBLEM, sentence);
    show(Examples.state(new Air.Off(), Examples.destinations(Examples.HERE), Optional.of(notice)));
    assertThat(control("#notice", Label.class).getText()).isEqualTo(sentence);
    click(control("#dismiss", Button.class));
    assertThat(window.asked()).containsExactly(new Intent.DismissNotice());
  }

  @Test
  void offerOfANotice_isTakenByItsButton() throws Exception {
    Notice.Answer yes = new Notice.Answer.OfUpdates(new UpdateWish.Look(true));
    Notice notice =
        new Notice(Notice.Weight.INFORMATION, "May it?", List.of(new Notice.Offer("It may", yes)));
    show(Examples.state(new Air.Off(), Examples.destinations(Examples.HERE), Optional.of(notice)));
    click(control(".notice-offers .button", Button.class));
    assertThat(window.asked())
        .containsExactly(new Intent.DismissNotice(), new Intent.Answered(yes));
  }

  @Test
  void oneClick_asksForADiagnosis() throws Exception {
    click(control("#diagnose", Button.class));
    assertThat(window.asked()).containsExactly(new Intent.Diagnose());
  }

  @Test
  void everyControl_liesInTheSmallestWindow_andHasWordsForAScreenReader() throws Exception {
    for (ButtonBase button : FxRoom.all(window.root(), ButtonBase.class)) {
      if (isScrolled(button)) {
        continue;
      }
      Bounds bounds = on(() -> button.localToScene(button.getLayoutBounds()));
      assertThat(bounds.getMaxX()).as("%s", button).isLessThanOrEqualTo(WindowRoom.WIDTH);
      assertThat(bounds.getMaxY()).as("%s", button).isLessThanOrEqualTo(WindowRoom.HEIGHT);
      boolean named =
          !button.getText().isEmpty()
              || (button.getAccessibleText() != null && !button.getAccessibleText().isEmpty());
      assertThat(named).as("%s has a name", button).isTrue();
    }
  }

  private static boolean isScrolled(Node node) {
    for (var up = node.getParent(); up != null; up = up.getParent()) {
      if (up instanceof ScrollPane) {
        return true;
      }
    }
    return false;
  }
}
