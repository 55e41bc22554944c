// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.publish;

import io.tally.protocol.PublisherState;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How does a publisher stand, and who is told when that changes?
///
/// One writer; read from any thread.
final class StateTeller {
  private static final Logger log = LoggerFactory.getLogger(StateTeller.class);

  private final URI url;
  private final List<Consumer<PublisherState>> listeners = new CopyOnWriteArrayList<>();
  private volatile PublisherState state = new PublisherState.Idle();

  /// @param url of the endpoint, without the key
  StateTeller(URI url) {
    this.url = url;
  }

  PublisherState now() {
    return state;
  }

  void tell(Consumer<PublisherState> listener) {
    listeners.add(listener);
  }

  /// Tells everybody on the calling thread; a listener that fails does not keep it from the others.
  void move(PublisherState next) {
    state = next;
    log.info("Publisher to {}: {}", url, next);
    for (var listener : listeners) {
      try {
        listener.accept(next);
      } catch (RuntimeException e) {
        log.error("A listener to the publisher's state failed", e);
      }
    }
  }
}
