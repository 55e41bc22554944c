// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import io.tally.capture.media.VideoFrame;
import io.tally.player.event.TimedEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Who is told what a player shows, and how it goes?
///
/// Threads: any; [#tell] and [#onState] one at a time.
final class Audience {
  private final List<PictureSink> sinks = new CopyOnWriteArrayList<>();
  private final List<Consumer<PlayerState>> listeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<TimedEvent>> eventListeners = new CopyOnWriteArrayList<>();
  private volatile PlayerState state = new PlayerState.Idle();

  /// What was told last.
  PlayerState state() {
    return state;
  }

  /// Tells a listener the present state, before this returns, and every change.
  Subscription onState(Consumer<PlayerState> listener) {
    listeners.add(listener);
    listener.accept(state);
    return () -> listeners.remove(listener);
  }

  /// Tells a state, if it is another one.
  void tell(PlayerState next) {
    if (next.equals(state)) {
      return;
    }
    state = next;
    for (Consumer<PlayerState> listener : listeners) {
      listener.accept(next);
      if (!next.equals(state)) {
        return; // this listener moved it on, and everybody has heard of that already
      }
    }
  }

  void connect(PictureSink sink) {
    sinks.add(sink);
  }

  void disconnect(PictureSink sink) {
    sinks.remove(sink);
  }

  /// Gives every sink a picture.
  ///
  /// @param borrowed valid until return
  void show(VideoFrame borrowed) {
    for (PictureSink sink : sinks) {
      sink.show(borrowed);
    }
  }

  Subscription onEvent(Consumer<TimedEvent> listener) {
    eventListeners.add(listener);
    return () -> eventListeners.remove(listener);
  }

  /// Playing has come to an event.
  void reached(TimedEvent event) {
    eventListeners.forEach(listener -> listener.accept(event));
  }

  /// Tells nobody anything any more.
  void leave() {
    listeners.clear();
    eventListeners.clear();
    sinks.clear();
  }
}
