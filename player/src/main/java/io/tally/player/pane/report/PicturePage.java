// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.report;

import io.tally.player.monitor.MediaFigures;
import io.tally.player.monitor.MediaFigures.Figure;
import io.tally.player.monitor.MonitorState;
import io.tally.player.pane.strip.ThumbnailRow;
import java.util.List;
import java.util.function.LongConsumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// How are picture and sound, and what did it look like lately?
///
/// Style classes: `figures`, `figure` with `figure-title`, `figure-value` and `figure-note`; a
/// figure that is not as it should be has the pseudo class `bad`.
final class PicturePage implements Page {
  private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

  private final FlowPane cards = new FlowPane();
  private final ScrollPane scroll = new ScrollPane(cards);
  private final ThumbnailRow strip;
  private final VBox box;
  private List<Figure> shown = List.of();

  /// @param seek told the place of a picture that a person wants to see again, ns
  PicturePage(LongConsumer seek) {
    strip = new ThumbnailRow(seek);
    cards.getStyleClass().add("figures");
    scroll.setFitToWidth(true);
    scroll.setMinHeight(0);
    scroll.setFocusTraversable(false);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    box = new VBox(scroll, strip.node());
    box.getStyleClass().add("report-page");
  }

  @Override
  public String title() {
    return "Picture & sound";
  }

  @Override
  public Region node() {
    return box;
  }

  @Override
  public void render(MonitorState state) {
    List<Figure> figures = MediaFigures.of(state);
    if (!figures.equals(shown)) {
      shown = figures;
      cards.getChildren().setAll(figures.stream().map(PicturePage::node).toList());
    }
    strip.render(state.strip(), state.where());
  }

  private static Region node(Figure figure) {
    Label title = label("figure-title", figure.title());
    Label value = label("figure-value", figure.value());
    Label note = label("figure-note", figure.note());
    note.setWrapText(true);
    VBox card = new VBox(title, value, note);
    card.getStyleClass().add("figure");
    card.pseudoClassStateChanged(BAD, figure.bad());
    return card;
  }

  private static Label label(String styleClass, String text) {
    Label label = new Label(text);
    label.getStyleClass().add(styleClass);
    return label;
  }
}
