// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.sources;

import io.tally.app.window.intent.Intent;
import io.tally.app.window.look.Icon;
import io.tally.app.window.look.Icons;
import io.tally.app.window.look.Marks;
import io.tally.app.window.look.Symbol;
import io.tally.app.window.state.SourceItem;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What does one row of the source list show, and what can be done there?
///
/// A long sentence gets two lines, so that one lost device does not push the others out of sight;
/// the whole of it is in the tooltip and in the words for a screen reader. Threads: the JavaFX
/// thread.
final class SourceRow {
  private static final double SENTENCE_PX = 420;
  private final Symbol icon = Icons.of(Icon.EYE, "source-icon");
  private final Region dot = new Region();
  private final Label name = new Label();
  private final Label detail = new Label();
  private final ToggleButton eye = new ToggleButton();
  private final Button remove = new Button("", Icons.of(Icon.CLOSE));
  private final Tooltip whole = new Tooltip();
  private final Tooltip sentence = new Tooltip();
  private final HBox row = new HBox();
  private @Nullable SourceItem shown;

  SourceRow(String id, Consumer<Intent> intents) {
    row.setId("source-" + id);
    dot.getStyleClass().add("dot");
    name.getStyleClass().add("source-name");
    name.setTooltip(whole);
    detail.getStyleClass().add("source-detail");
    detail.setWrapText(true);
    detail.setTooltip(sentence);
    sentence.setWrapText(true);
    sentence.setMaxWidth(SENTENCE_PX);
    VBox words = new VBox(name, detail);
    words.setMinWidth(0);
    words.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(words, Priority.ALWAYS);
    eye.getStyleClass().addAll("button-icon", "flat", "quiet");
    eye.setOnAction(_ -> intents.accept(new Intent.ShowSource(id, eye.isSelected())));
    remove.getStyleClass().addAll("button-icon", "flat", "quiet");
    remove.setOnAction(_ -> intents.accept(new Intent.RemoveSource(id)));
    row.getStyleClass().add("source-row");
    row.setAlignment(Pos.CENTER_LEFT);
    row.getChildren().addAll(dot, icon, words, eye, remove);
  }

  Node node() {
    return row;
  }

  void render(SourceItem item) {
    if (item.equals(shown)) {
      return;
    }
    shown = item;
    icon.show(Icons.of(item.kind()));
    Marks.mark(dot, item.health());
    Marks.mark(detail, item.health());
    name.setText(item.name());
    whole.setText(item.name());
    detail.setText(item.detail());
    detail.setAccessibleText(item.detail());
    sentence.setText(item.detail());
    eye.setGraphic(Icons.of(item.visible() ? Icon.EYE : Icon.EYE_OFF));
    eye.setSelected(item.visible());
    eye.setVisible(item.kind().picture());
    eye.setManaged(item.kind().picture());
    eye.setAccessibleText((item.visible() ? "Hide " : "Show ") + item.name());
    remove.setAccessibleText("Remove " + item.name());
    row.setOpacity(item.visible() ? 1 : 0.6);
  }
}
