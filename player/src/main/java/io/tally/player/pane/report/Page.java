// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.report;

import io.tally.player.monitor.MonitorState;
import javafx.scene.layout.Region;

/// What does one page of the report show?
///
/// Threads: the JavaFX thread.
interface Page {
  /// What stands on its tab.
  String title();

  /// The node to put into the scene.
  Region node();

  /// Shows a state; called only while the page can be seen.
  void render(MonitorState state);
}
