// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.status;

import io.tally.app.window.intent.Intent;
import io.tally.app.window.look.Icon;
import io.tally.app.window.look.Icons;
import io.tally.app.window.look.Words;
import io.tally.app.window.state.Air;
import io.tally.app.window.state.Numbers;
import io.tally.app.window.state.WindowState;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.controlsfx.control.StatusBar;

/// How does the broadcast run, in one line?
///
/// Lost frames are told apart, because each kind asks for another remedy. Threads: the JavaFX
/// thread.
public final class StatusLine {
  /// Below this part of the frame rate that was asked for, a person sees it.
  private static final double SLOW = 0.9;

  private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
  private final StatusBar bar = new StatusBar();
  private final Label time = field("status-time", "Time on air");
  private final Label rate = field("status-fps", "Frames a second that the canvas makes");
  private final Label lagged =
      field(
          "status-lagged",
          "Frames this computer was too slow to draw.\nUse a smaller canvas or fewer sources.");
  private final Label skipped =
      field(
          "status-skipped",
          "Frames the encoder was too slow to take.\nUse a smaller canvas or a lower frame rate.");
  private final Label dropped =
      field(
          "status-dropped",
          "Frames the network was too slow to carry.\nLower the bit rate or use a cable.");
  private final Label bits = field("status-bitrate", "What is being sent");
  private final Label cpu =
      field("status-cpu", "What Tally uses; 100 % is one core of this computer");

  /// @param intents where the person's wishes go
  public StatusLine(Consumer<Intent> intents) {
    bar.setText("");
    bar.getLeftItems().addAll(time, rate, lagged, skipped, dropped);
    bar.getRightItems().addAll(bits, cpu, diagnose(intents));
  }

  private static Button diagnose(Consumer<Intent> intents) {
    Button button = new Button("", Icons.of(Icon.STETHOSCOPE));
    button.setId("diagnose");
    button.getStyleClass().addAll("button-icon", "flat", "quiet", "small");
    button.setAccessibleText("Look at this computer and write a report");
    button.setTooltip(
        new Tooltip(
            "Look at devices, encoders, libraries, disk, network and clock,\n"
                + "and write a report without secrets for whoever helps."));
    button.setOnAction(_ -> intents.accept(new Intent.Diagnose()));
    return button;
  }

  private static Label field(String id, String meaning) {
    Label label = new Label();
    label.setId(id);
    label.getStyleClass().add("status-field");
    label.setTooltip(new Tooltip(meaning));
    return label;
  }

  /// The node to put into the scene.
  public Node node() {
    return bar;
  }

  /// Shows a state.
  public void render(WindowState state) {
    Numbers numbers = state.numbers();
    time.setText(
        state.air() instanceof Air.OnAir
            ? "On air " + Words.clock(numbers.onAirSeconds())
            : "Not on air");
    rate.setText(Words.framesPerSecond(numbers.framesPerSecond()));
    rate.pseudoClassStateChanged(
        BAD,
        !(state.air() instanceof Air.Opening)
            && numbers.framesPerSecond() < SLOW * state.picture().framesPerSecond());
    count(lagged, "Lagged", numbers.lagged());
    count(skipped, "Skipped", numbers.skipped());
    count(dropped, "Dropped", numbers.dropped());
    bits.setText(Words.bitrate(numbers.bitrateBps()));
    cpu.setText(String.format(Locale.ROOT, "CPU %d %%", numbers.cpuPercent()));
  }

  private static void count(Label label, String name, long frames) {
    label.setText(name + " " + frames);
    label.pseudoClassStateChanged(BAD, frames > 0);
  }
}
