// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.form;

import io.tally.app.window.intent.EndpointIntent;
import io.tally.app.window.look.Titled;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// Does the person trust a certificate that nobody vouches for?
///
/// Threads: the JavaFX thread.
final class CertificateBox {
  private final Label fingerprint = new Label();
  private final VBox box = new VBox();
  private String shown = "";

  CertificateBox(Consumer<EndpointIntent> intents) {
    Label advice =
        new Label(
            "Nobody that this computer trusts vouches for this server. Trust it only if its owner"
                + " tells you the same fingerprint.");
    advice.setWrapText(true);
    fingerprint.setId("fingerprint");
    fingerprint.setWrapText(true);
    fingerprint.getStyleClass().add("fingerprint");
    Button trust = new Button("Trust this _certificate");
    trust.setId("trust");
    trust.setMnemonicParsing(true);
    trust.setOnAction(_ -> intents.accept(new EndpointIntent.Trust(shown)));
    box.getStyleClass().add("certificate");
    box.getChildren().addAll(advice, fingerprint, trust);
  }

  Node node() {
    return box;
  }

  void render(Optional<String> certificate) {
    Titled.show(box, certificate.isPresent());
    certificate.ifPresent(seen -> {
      shown = seen;
      fingerprint.setText(seen);
    });
  }
}
