// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.endpoint;

import io.tally.app.window.intent.Intent;
import io.tally.app.window.look.Card;
import io.tally.app.window.state.Target;
import io.tally.app.window.state.WindowState;
import java.util.function.Consumer;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;

/// Where does the programme go, how, and is it kept?
///
/// Threads: the JavaFX thread.
public final class EndpointPane {
  private final ToggleButton here = new ToggleButton("This computer");
  private final ToggleButton service = new ToggleButton("Service");
  private final SegmentedButton choice = new SegmentedButton(here, service);
  private final HereForm hereForm = new HereForm();
  private final ServiceForm serviceForm;
  private final RecordRow record;
  private final Card card;

  /// @param intents where the person's wishes go
  public EndpointPane(Consumer<Intent> intents) {
    serviceForm = new ServiceForm(intents);
    record = new RecordRow(intents);
    here.setId("target-embedded");
    service.setId("target-service");
    choose(here, Target.Kind.EMBEDDED, intents);
    choose(service, Target.Kind.SERVICE, intents);
    choice.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(choice, Priority.ALWAYS);
    StackPane forms = new StackPane(hereForm.node(), serviceForm.node());
    forms.getStyleClass().add("forms");
    VBox body = new VBox(choice, forms, record.node());
    body.getStyleClass().add("endpoint");
    VBox.setVgrow(forms, Priority.ALWAYS);
    card = new Card("Destination", body);
  }

  private static void choose(ToggleButton button, Target.Kind kind, Consumer<Intent> intents) {
    button.setMaxWidth(Double.MAX_VALUE);
    button.setPrefWidth(200);
    button.setOnAction(_ -> {
      button.setSelected(true); // a second click on the chosen one must not choose nothing
      intents.accept(new Intent.ChooseTarget(kind));
    });
  }

  /// The node to put into the scene.
  public Region node() {
    return card.node();
  }

  /// Shows a state.
  public void render(WindowState state) {
    boolean embedded = state.target().kind() == Target.Kind.EMBEDDED;
    boolean busy = state.air().busy();
    here.setSelected(embedded);
    service.setSelected(!embedded);
    choice.setDisable(busy);
    hereForm.node().setVisible(embedded);
    hereForm.render(state.watchPage());
    serviceForm.node().setVisible(!embedded);
    serviceForm.node().setDisable(busy);
    serviceForm.render(state.target());
    record.render(state.recording(), busy);
  }
}
