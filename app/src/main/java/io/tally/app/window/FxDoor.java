// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// How does a state get onto the JavaFX thread?
///
/// The only way: the newest waits in one place until the thread comes for it, and older ones that
/// nobody saw are forgotten, so a busy toolkit is never flooded. Threads: [#accept] on any.
final class FxDoor<T> implements Consumer<T> {
  private final AtomicReference<@Nullable T> waiting = new AtomicReference<>();
  private final Consumer<T> room;

  /// @param room takes the newest value, on the JavaFX thread
  FxDoor(Consumer<T> room) {
    this.room = room;
  }

  @Override
  public void accept(T value) {
    if (waiting.getAndSet(value) == null) {
      Platform.runLater(this::enter);
    }
  }

  private void enter() {
    T newest = waiting.getAndSet(null);
    if (newest != null) {
      room.accept(newest);
    }
  }
}
