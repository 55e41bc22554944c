// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.form;

import io.tally.app.window.intent.EndpointIntent;
import io.tally.app.window.look.Titled;
import io.tally.app.window.state.endpoint.Check;
import io.tally.app.window.state.endpoint.ServiceItem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Would this endpoint take the programme?
///
/// Shows each step of the test as it happens. Nothing that viewers could see is sent before the
/// person has been asked. Threads: the JavaFX thread.
final class CheckPane {
  private final Button test = new Button("_Test this endpoint");
  private final Label scope = new Label();
  private final Button send = new Button("_Send 10 s");
  private final Label question = new Label();
  private final HBox asking = line(send, question);
  private final VBox steps = new VBox();
  private final List<StepRow> rows = new ArrayList<>();
  private final Label verdict = new Label();
  private final CertificateBox certificate;
  private final VBox box = new VBox();
  private String service = "";
  private @Nullable Check shown;

  /// @param finish ends what is being typed, so that this is what is tested
  CheckPane(Runnable finish, Consumer<EndpointIntent> intents) {
    certificate = new CertificateBox(intents);
    test.setId("test-endpoint");
    test.setMnemonicParsing(true);
    test.setMinWidth(Region.USE_PREF_SIZE);
    test.setOnAction(_ -> {
      finish.run();
      keepFocus();
      intents.accept(new EndpointIntent.Test());
    });
    scope.setWrapText(true);
    scope.getStyleClass().add("consent");
    send.setId("test-send");
    send.setMnemonicParsing(true);
    send.setMinWidth(Region.USE_PREF_SIZE);
    send.setOnAction(_ -> {
      keepFocus();
      intents.accept(new EndpointIntent.SendTest());
    });
    question.setId("test-question");
    question.setWrapText(true);
    question.setLabelFor(send);
    question.getStyleClass().add("consent");
    verdict.setId("verdict");
    verdict.setWrapText(true);
    verdict.getStyleClass().add("verdict");
    steps.setId("steps");
    steps.getStyleClass().add("steps");
    box.getStyleClass().addAll("form", "check");
    box.getChildren().addAll(line(test, scope), steps, certificate.node(), verdict, asking);
  }

  /// A button that can be pressed no more would pass the focus on, perhaps to *Remove*.
  private void keepFocus() {
    box.requestFocus();
  }

  private static HBox line(Node... nodes) {
    HBox line = new HBox(nodes);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("form-row");
    return line;
  }

  Node node() {
    return box;
  }

  /// @param chosen the service that would be tested
  void render(Check check, ServiceItem chosen) {
    if (!chosen.id().equals(service)) {
      service = chosen.id();
      scope.setText(
          chosen.testMode()
              ? "Ends with ten seconds in the service's test mode, which no viewer sees"
              : "Sends nothing before you are asked");
    }
    if (check.equals(shown)) {
      return;
    }
    shown = check;
    test.setText(check.running() ? "Testing…" : "_Test this endpoint");
    test.setDisable(check.running());
    while (rows.size() > check.steps().size()) {
      rows.removeLast();
      steps.getChildren().removeLast();
    }
    for (int i = 0; i < check.steps().size(); i++) {
      if (i == rows.size()) {
        rows.add(new StepRow());
        steps.getChildren().add(rows.get(i).node());
      }
      rows.get(i).render(check.steps().get(i));
    }
    Titled.show(steps, !rows.isEmpty());
    verdict.setText(check.verdict().orElse(""));
    Titled.show(verdict, check.verdict().isPresent());
    certificate.render(check.certificate());
    question.setText(check.question().orElse(""));
    Titled.show(asking, check.question().isPresent());
  }
}
