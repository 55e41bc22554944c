// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.status;

import io.tally.app.window.intent.Intent;
import io.tally.app.window.look.Icon;
import io.tally.app.window.look.Icons;
import io.tally.app.window.look.Marks;
import io.tally.app.window.state.Notice;
import io.tally.app.window.state.WindowState;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// What failed, and what can be done, without standing in the way?
///
/// Threads: the JavaFX thread.
public final class NoticeBar {
  private final HBox bar = new HBox();
  private final Label sentence = new Label();
  private final HBox offers = new HBox();
  private final Consumer<Intent> intents;
  private Optional<Notice> shown = Optional.empty();

  /// @param intents where the person's wishes go
  public NoticeBar(Consumer<Intent> intents) {
    this.intents = intents;
    sentence.setId("notice");
    sentence.setWrapText(true);
    sentence.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(sentence, Priority.ALWAYS);
    Button close = new Button("", Icons.of(Icon.CLOSE));
    close.setId("dismiss");
    close.getStyleClass().addAll("button-icon", "flat", "quiet");
    close.setAccessibleText("Dismiss this message");
    close.setOnAction(_ -> intents.accept(new Intent.DismissNotice()));
    offers.getStyleClass().add("notice-offers");
    offers.setMinWidth(Region.USE_PREF_SIZE);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("notice-bar");
    bar.setAccessibleRole(AccessibleRole.TEXT);
    bar.getChildren()
        .addAll(Icons.of(Icon.ALERT_CIRCLE_OUTLINE, "notice-icon"), sentence, offers, close);
    show(false);
  }

  private void show(boolean visible) {
    bar.setVisible(visible);
    bar.setManaged(visible);
  }

  private Button button(Notice.Offer offer) {
    Button button = new Button(offer.words());
    button.getStyleClass().add("small");
    button.setOnAction(_ -> {
      intents.accept(new Intent.DismissNotice());
      intents.accept(new Intent.Answered(offer.answer()));
    });
    return button;
  }

  /// The node to put into the scene.
  public Node node() {
    return bar;
  }

  /// Shows a state.
  public void render(WindowState state) {
    if (state.notice().equals(shown)) {
      return;
    }
    shown = state.notice();
    show(shown.isPresent());
    shown.ifPresent(notice -> {
      Marks.mark(bar, notice.weight());
      sentence.setText(notice.sentence());
      bar.setAccessibleText(notice.sentence());
      offers.getChildren().setAll(notice.offers().stream().map(this::button).toList());
    });
  }
}
