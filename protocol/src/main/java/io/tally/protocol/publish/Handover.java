// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.publish;

import io.tally.protocol.line.Connector;
import io.tally.protocol.line.Line;
import io.tally.protocol.line.PublishException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Is there another line to go over to, because the far end asked for it?
///
/// It is opened on a virtual thread of its own while the old one goes on; that it cannot be opened
/// costs nothing. Threads: any.
final class Handover {
  private static final Logger log = LoggerFactory.getLogger(Handover.class);

  private @Nullable Thread opening;
  private @Nullable Line ready;
  private boolean over;

  /// Begins to open a line; while one is being opened, or is ready, further wishes change nothing.
  synchronized void to(Connector connector) {
    if (!over && opening == null && ready == null) {
      opening = Thread.ofVirtual().name("publisher-moves").start(() -> open(connector));
    }
  }

  private void open(Connector connector) {
    try {
      opened(connector.open());
    } catch (PublishException e) {
      log.info("The way that the server asked for cannot be taken: {}", e.getMessage());
      opened(null);
    } catch (InterruptedException e) {
      opened(null);
    }
  }

  private synchronized void opened(@Nullable Line line) {
    opening = null;
    if (over && line != null) {
      line.close();
    } else {
      ready = line;
    }
  }

  /// The line that is ready, once; null when there is none, or it has broken meanwhile.
  synchronized @Nullable Line take() {
    var line = ready;
    ready = null;
    return line != null && line.isOpen() ? line : null;
  }

  /// Gives up what is being opened. Idempotent; does not wait.
  synchronized void end() {
    over = true;
    if (opening != null) {
      opening.interrupt();
    }
    if (ready != null) {
      ready.close();
      ready = null;
    }
  }
}
