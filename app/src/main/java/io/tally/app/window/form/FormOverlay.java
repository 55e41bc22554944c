// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.form;

import io.tally.app.window.intent.EndpointIntent;
import io.tally.app.window.intent.Intent;
import io.tally.app.window.state.WindowState;
import io.tally.app.window.state.endpoint.EndpointForm;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// How does the form lie over the window, and who has the keyboard meanwhile?
///
/// While it is open the window behind it takes no clicks and no focus; Escape closes it, Enter
/// keeps what it holds, and then the focus is where it was before. Threads: the JavaFX thread.
public final class FormOverlay {
  private static final double WIDTH = 780;
  private static final double HEIGHT = 600;
  private static final double MARGIN = 40;
  private final FormPane form;
  private final Node behind;
  private final StackPane scrim = new StackPane();
  private @Nullable Node before;

  /// @param behind what lies under it
  /// @param intents where the person's wishes go
  public FormOverlay(Node behind, Consumer<Intent> intents) {
    this.behind = behind;
    Consumer<EndpointIntent> wishes = wish -> intents.accept(new Intent.AboutEndpoints(wish));
    form = new FormPane(wishes);
    Region panel = form.node();
    panel
        .maxWidthProperty()
        .bind(scrim.widthProperty().subtract(MARGIN).map(room -> least(room, WIDTH)));
    panel
        .maxHeightProperty()
        .bind(scrim.heightProperty().subtract(MARGIN).map(room -> least(room, HEIGHT)));
    scrim.getStyleClass().add("scrim");
    scrim.getChildren().add(panel);
    scrim.setVisible(false);
  }

  private static double least(Number room, double wanted) {
    return Math.min(room.doubleValue(), wanted);
  }

  /// The node to put over the window.
  public Node node() {
    return scrim;
  }

  /// Shows a state.
  public void render(WindowState state) {
    Optional<EndpointForm> wanted = state.destinations().form();
    wanted.ifPresent(form::render);
    if (wanted.isPresent() != scrim.isVisible()) {
      if (wanted.isPresent()) {
        open();
      } else {
        close();
      }
    }
  }

  private void open() {
    before = scrim.getScene() == null ? null : scrim.getScene().getFocusOwner();
    scrim.setVisible(true);
    behind.setDisable(true);
    form.first().requestFocus();
  }

  private void close() {
    form.clear();
    behind.setDisable(false);
    scrim.setVisible(false);
    Node last = before;
    before = null;
    if (last != null) {
      last.requestFocus();
    }
  }
}
