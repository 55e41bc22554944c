// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.watching;

import java.util.function.Supplier;
import javafx.scene.layout.Region;

/// What watches the stream?
///
/// @param player the picture with its bar
/// @param report what is wrong with the stream; made when somebody wants to see it, because a
///   window that only sends should not wait for it
public record Monitoring(Region player, Supplier<Report> report) {
  /// What is wrong with the stream? On the JavaFX thread.
  public interface Report {
    /// The node to put into the scene.
    Region node();

    /// Somebody looks.
    void open();

    /// Nobody looks.
    void rest();
  }
}
