// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app;

import io.tally.app.outlet.Outlet;
import io.tally.protocol.PublisherState;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Who is told what happens to a broadcast?
///
/// Threads: any.
final class Listeners {
  private final List<Consumer<BroadcastState>> states = new CopyOnWriteArrayList<>();
  private final List<Consumer<String>> notices = new CopyOnWriteArrayList<>();
  private final List<BiConsumer<Outlet, PublisherState>> outlets = new CopyOnWriteArrayList<>();

  Runnable onState(Consumer<BroadcastState> listener) {
    states.add(listener);
    return () -> states.remove(listener);
  }

  Runnable onNotice(Consumer<String> listener) {
    notices.add(listener);
    return () -> notices.remove(listener);
  }

  Runnable onOutlet(BiConsumer<Outlet, PublisherState> listener) {
    outlets.add(listener);
    return () -> outlets.remove(listener);
  }

  void state(BroadcastState next) {
    states.forEach(listener -> listener.accept(next));
  }

  void notice(String sentence) {
    notices.forEach(listener -> listener.accept(sentence));
  }

  void outlet(Outlet outlet, PublisherState state) {
    outlets.forEach(listener -> listener.accept(outlet, state));
  }
}
