// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.watching;

import io.tally.app.update.OwnVersion;
import io.tally.player.monitor.StreamMonitor;
import io.tally.player.pane.report.ReportPane;
import java.io.IOException;
import java.io.UncheckedIOException;
import javafx.scene.layout.Region;

/// Which report is about the stream that the monitor plays?
///
/// Threads: the JavaFX thread.
public final class StreamReport implements Monitoring.Report {
  private final ReportPane pane;

  /// @param monitor closed by whoever made it, after this
  public StreamReport(StreamMonitor monitor) {
    pane = new ReportPane(monitor, version());
  }

  private static String version() {
    try {
      return OwnVersion.text();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Region node() {
    return pane.node();
  }

  @Override
  public void open() {
    pane.open();
  }

  @Override
  public void rest() {
    pane.rest();
  }
}
