// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.destination;

import io.tally.app.window.look.Titled;
import io.tally.app.window.state.endpoint.SrtNumbers;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;

/// Which rows of the details are there for a line of SRT only?
///
/// Threads: the JavaFX thread.
final class SrtRows {
  private final Label latency = new Label();
  private final Label lost = new Label();
  private final Label line = new Label();
  private final Label encryption = new Label();
  private final List<Node> nodes;

  /// Where a row can be added.
  interface Table {
    /// Adds a row.
    ///
    /// @return what was added
    List<Node> row(int index, String title, Label value);
  }

  /// @param first index of the first row
  SrtRows(Table table, int first) {
    nodes =
        List.of(
                table.row(first, "Latency", latency),
                table.row(first + 1, "Lost", lost),
                table.row(first + 2, "Line", line),
                table.row(first + 3, "Encryption", encryption))
            .stream()
            .flatMap(List::stream)
            .toList();
    latency.setWrapText(true);
    lost.setWrapText(true);
    render(Optional.empty());
  }

  void render(Optional<SrtNumbers> srt) {
    nodes.forEach(node -> Titled.show(node, srt.isPresent()));
    srt.ifPresent(numbers -> {
      latency.setText(SrtWords.latency(numbers));
      lost.setText(SrtWords.lost(numbers));
      line.setText(SrtWords.line(numbers));
      encryption.setText(SrtWords.encryption(numbers));
    });
  }
}
