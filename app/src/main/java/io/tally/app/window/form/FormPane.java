// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.form;

import io.tally.app.window.intent.EndpointIntent;
import io.tally.app.window.look.Icon;
import io.tally.app.window.look.Icons;
import io.tally.app.window.state.endpoint.Draft;
import io.tally.app.window.state.endpoint.EndpointForm;
import io.tally.app.window.state.endpoint.ServiceItem;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What is asked about one endpoint?
///
/// What was typed is sent when a field is left, and before anything is done with it. Threads: the
/// JavaFX thread.
final class FormPane {
  private static final ServiceItem UNKNOWN = new ServiceItem("", "", List.of(), "", false, false);
  private final Consumer<EndpointIntent> intents;
  private final Label title = new Label();
  private final ServicePicker picker = new ServicePicker(this::changed);
  private final AccountFields account = new AccountFields(this::changed);
  private final WayFields way = new WayFields(this::changed);
  private final TrustRow trust;
  private final CheckPane check;
  private final Footer footer;
  private final ScrollPane scroll = new ScrollPane();
  private final VBox panel = new VBox();
  private @Nullable EndpointForm shown;
  private @Nullable Draft sent;

  FormPane(Consumer<EndpointIntent> intents) {
    this.intents = intents;
    trust = new TrustRow(intents);
    check = new CheckPane(this::changed, intents);
    footer = new Footer(this::changed, intents);
    title.getStyleClass().add("form-title");
    Button close = new Button("", Icons.of(Icon.CLOSE));
    close.getStyleClass().addAll("button-icon", "flat", "quiet");
    close.setAccessibleText("Close without changing anything");
    close.setOnAction(_ -> intents.accept(new EndpointIntent.Cancel()));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(title, gap, close);
    head.setAlignment(Pos.CENTER_LEFT);

    VBox fields = new VBox(account.node(), way.node(), trust.node(), check.node());
    fields.getStyleClass().add("form-fields");
    scroll.setContent(fields);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    HBox.setHgrow(scroll, Priority.ALWAYS);
    HBox body = new HBox(picker.node(), scroll);
    body.getStyleClass().add("form-body");
    VBox.setVgrow(body, Priority.ALWAYS);
    panel.setId("endpoint-form");
    panel.getStyleClass().add("form-panel");
    panel.getChildren().addAll(head, body, footer.node());
  }

  Region node() {
    return panel;
  }

  /// What a person types first.
  Node first() {
    return shown != null && shown.id().isPresent() ? account.first() : picker.search();
  }

  private void changed() {
    EndpointForm form = shown;
    if (form == null) {
      return;
    }
    Draft draft = account.read(sent == null ? form.draft() : sent).with(way.read());
    String service = picker.value().map(ServiceItem::id).orElse(draft.service());
    draft = draft.withService(service);
    if (!draft.equals(sent)) {
      sent = draft;
      intents.accept(new EndpointIntent.Change(draft));
    }
  }

  /// Forgets what was shown, so that the next form begins afresh.
  void clear() {
    shown = null;
    sent = null;
  }

  /// At the end of the next layout, which alone knows how high it has become.
  private void showNewestStep() {
    Scene scene = scroll.getScene();
    if (scene != null) {
      scene.addPostLayoutPulseListener(
          new Runnable() {
            @Override
            public void run() {
              scene.removePostLayoutPulseListener(this);
              scroll.setVvalue(1);
            }
          });
      Platform.requestNextPulse();
    }
  }

  void render(EndpointForm form) {
    if (form.equals(shown)) {
      return;
    }
    EndpointForm before = shown;
    shown = null; // what is written into the fields now is not the person's doing
    ServiceItem service =
        form.services().stream()
            .filter(item -> item.id().equals(form.draft().service()))
            .findFirst()
            .orElse(UNKNOWN);
    title.setText(form.id().isPresent() ? "Edit endpoint" : "Add an endpoint");
    picker.render(form.services(), form.draft().service());
    account.render(form.draft(), before == null ? null : before.draft(), service);
    way.render(form.draft().way(), before == null ? null : before.draft().way());
    trust.render(form.trusted());
    check.render(form.check(), service);
    footer.render(form, before == null);
    if (before == null) {
      scroll.setVvalue(0);
    } else if (!form.check().equals(before.check())) {
      showNewestStep();
    }
    sent = form.draft();
    shown = form;
  }
}
