// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.form;

import io.tally.app.window.intent.EndpointIntent;
import io.tally.app.window.look.Titled;
import io.tally.app.window.state.endpoint.EndpointForm;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// How is the form left: kept, given up, or with the endpoint removed?
///
/// *Remove* asks once, in its own words and place. Threads: the JavaFX thread.
final class Footer {
  private static final String FORGET = "_Remove…";
  private final Button remove = new Button(FORGET);
  private final Label problem = new Label();
  private final Button save = new Button();
  private final HBox line = new HBox();
  private boolean asked;

  /// @param finish ends what is being typed, so that this is what is kept
  Footer(Runnable finish, Consumer<EndpointIntent> intents) {
    remove.setId("remove-endpoint");
    remove.setMnemonicParsing(true);
    remove.setMinWidth(Region.USE_PREF_SIZE);
    remove.setOnAction(_ -> {
      if (asked) {
        intents.accept(new EndpointIntent.Remove());
      } else {
        ask(true);
      }
    });
    remove
        .focusedProperty()
        .addListener((_, _, focused) -> {
          if (!focused) {
            ask(false);
          }
        });
    problem.setId("form-problem");
    problem.setWrapText(true);
    problem.getStyleClass().add("form-problem");
    problem.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(problem, Priority.ALWAYS);
    Button cancel = new Button("Cancel");
    cancel.setId("cancel-endpoint");
    cancel.setCancelButton(true);
    cancel.setMinWidth(Region.USE_PREF_SIZE);
    cancel.setOnAction(_ -> intents.accept(new EndpointIntent.Cancel()));
    save.setId("save-endpoint");
    save.setDefaultButton(true);
    save.getStyleClass().add("accent");
    save.setMinWidth(Region.USE_PREF_SIZE);
    save.setOnAction(_ -> {
      finish.run();
      intents.accept(new EndpointIntent.Save());
    });
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("form-footer");
    line.getChildren().addAll(remove, problem, cancel, save);
  }

  private void ask(boolean now) {
    asked = now;
    remove.setText(now ? "_Remove it, and its key" : FORGET);
  }

  Node node() {
    return line;
  }

  /// @param fresh whether the form was just opened
  void render(EndpointForm form, boolean fresh) {
    boolean edited = form.id().isPresent();
    Titled.show(remove, edited);
    save.setText(edited ? "Save" : "Add");
    problem.setText(form.problem().orElse(""));
    if (fresh) {
      ask(false);
    }
  }
}
