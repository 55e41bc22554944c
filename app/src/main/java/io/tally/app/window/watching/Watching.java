// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.watching;

import io.tally.app.window.look.Card;
import io.tally.app.window.look.Icon;
import io.tally.app.window.look.Icons;
import io.tally.app.window.look.Titled;
import io.tally.player.pane.compare.ComparisonPane;
import java.net.URI;
import java.util.Optional;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Which pictures stand side by side, and what is below them?
///
/// What goes out beside what comes back; for a tester the stream beside its figures; two streams
/// with their figures between them, of which one is heard. Threads: the JavaFX thread.
public final class Watching implements AutoCloseable {
  private enum Shown {
    NONE,
    FIRST,
    BOTH
  }

  private final Region canvas;
  private final Watched first;
  private final ReportSwitch report;
  private final Card watched;
  private final ComparisonPane figures = new ComparisonPane();
  private final Card figuresCard = new Card("Figures", figures.node());
  private final ToggleButton compare = new ToggleButton("Compare", Icons.of(Icon.COMPARE));
  private final HBox pictures = new HBox();
  private volatile @Nullable Watched second;
  private @Nullable Region secondCard;
  private boolean tester;
  private boolean comparing;
  private Shown shown = Shown.NONE;

  /// @param canvas the card of what goes out
  /// @param first the stream that comes back, or that is tested
  /// @param desk what is below the pictures while no report is
  public Watching(Region canvas, Watched first, Region desk) {
    this.canvas = picture(canvas);
    this.first = first;
    report = new ReportSwitch(desk, this::arrange);
    compare.setId("compare-switch");
    compare.getStyleClass().addAll("quiet", "flat", "report-switch");
    compare.setTooltip(new Tooltip("Play another stream beside it, such as from another CDN"));
    compare.setOnAction(_ -> arrange());
    ToggleButton switchToReport = report.button(first);
    switchToReport.setId("report-switch");
    watched = new Card("Monitor", first.pane().node(), compare, switchToReport);
    figuresCard.node().getStyleClass().add("figures-card");
    pictures.getStyleClass().add("pictures");
    pictures.getChildren().addAll(this.canvas, picture(watched.node()), figuresCard.node());
    first.pane().onHeard(this::silenceSecond);
    arrange();
  }

  private static Region picture(Region card) {
    card.getStyleClass().add("picture-card");
    HBox.setHgrow(card, Priority.ALWAYS);
    card.setPrefWidth(400); // all alike: what is left over is shared evenly
    card.setMinWidth(0);
    card.setMinHeight(0);
    return card;
  }

  /// The pictures, side by side.
  public Region pictures() {
    return pictures;
  }

  /// What is below them.
  public Region below() {
    return report.below();
  }

  /// Shows a stream to a tester: with its report, and beside another one if there is.
  public void test(Optional<URI> beside) {
    tester = true;
    report.show(first);
    compare.setSelected(beside.isPresent());
    arrange();
    beside.ifPresent(url -> second().play(url));
    first.pane().takeKeys();
  }

  private void silenceSecond() {
    Watched beside = second;
    if (beside != null) {
      beside.pane().mute(true);
    }
  }

  private Watched second() {
    Watched known = second;
    if (known != null) {
      return known;
    }
    Watched made = first.beside();
    second = made;
    made.pane().onHeard(() -> first.pane().mute(true));
    made.pane().showControls(true);
    Region card = picture(new Card("Monitor B", made.pane().node(), report.button(made)).node());
    secondCard = card;
    pictures.getChildren().add(card);
    return made;
  }

  private void arrange() {
    if (compare.isSelected() != comparing) {
      comparing = compare.isSelected();
      watched.retitle(comparing ? "Monitor A" : "Monitor");
      change();
    }
    boolean testing = tester && report.isOpen();
    Titled.show(canvas, !comparing && !testing);
    Titled.show(figuresCard.node(), comparing || testing);
    first.pane().showControls(comparing || report.isOpen());
    showFigures(comparing ? Shown.BOTH : testing ? Shown.FIRST : Shown.NONE);
  }

  /// Begins to compare, or ends it.
  private void change() {
    Watched beside = second();
    Region card = secondCard;
    if (card != null) {
      Titled.show(card, comparing);
    }
    if (!comparing) {
      report.leave(beside);
      if (!beside.player().muted()) {
        beside.pane().mute(true);
        first.pane().mute(false); // one of them was heard
      }
      Thread.ofVirtual().name("compare-end").start(beside.player()::stop);
    }
  }

  private void showFigures(Shown wanted) {
    if (wanted == shown) {
      return;
    }
    shown = wanted;
    switch (wanted) {
      case NONE -> figures.rest();
      case FIRST -> figures.open(first.monitor(), Optional.empty());
      case BOTH -> figures.open(first.monitor(), Optional.of(second().monitor()));
    }
  }

  /// Shows nothing any more of the second stream; the first is closed by whoever made it.
  public void closeView() {
    Watched beside = second;
    if (beside != null) {
      beside.closeView();
    }
  }

  /// Ends the second player; off the JavaFX thread, after [#closeView]. Idempotent.
  @Override
  public void close() {
    Watched beside = second;
    if (beside != null) {
      beside.close();
    }
  }
}
