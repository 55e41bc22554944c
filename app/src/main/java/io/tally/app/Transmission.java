// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app;

import io.tally.app.air.AirListener;
import io.tally.app.air.OnAir;
import io.tally.app.glass.SentSamples;
import io.tally.app.outlet.Outlet;
import io.tally.app.plan.Encode;
import io.tally.app.settings.BroadcastSettings;
import io.tally.app.stage.Stage;
import io.tally.protocol.PublisherState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How does the state of a broadcast move while it is on the air?
///
/// Threads: the broadcast's; [#state] and [#onAir] on any.
final class Transmission {
  private final EventThread thread;
  private final Listeners listeners;
  private final SentSamples sent;
  private volatile BroadcastState state = new BroadcastState.Idle();
  private volatile @Nullable OnAir onAir; // stays after it ended, for its counts

  Transmission(EventThread thread, Listeners listeners, SentSamples sent) {
    this.thread = thread;
    this.listeners = listeners;
    this.sent = sent;
  }

  BroadcastState state() {
    return state;
  }

  /// The present time on the air, or the last one; null before the first.
  @Nullable OnAir onAir() {
    return onAir;
  }

  void set(BroadcastState next) {
    state = next;
    listeners.state(next);
  }

  /// Opens the encoders, and begins to send and to record.
  void begin(
      Stage stage, BroadcastSettings settings, List<Outlet> outlets, Optional<Path> recording) {
    endOnAir(); // a recording may have outlived a connection
    set(new BroadcastState.Starting());
    OnAir made =
        new OnAir(
            stage.compositor(),
            stage.mixer(),
            Encode.wanted(settings),
            settings.stamped() ? sent.begin() : _ -> Optional.empty(),
            thread::post,
            new StateMover());
    onAir = made;
    try {
      made.start(outlets, recording);
    } catch (IOException e) {
      set(new BroadcastState.Failed(String.valueOf(e.getMessage()), false, false));
    }
  }

  /// Moves the state by what happens at the stations.
  private final class StateMover implements AirListener {
    @Override
    public void outletChanged(Outlet outlet, PublisherState change) {
      listeners.outlet(outlet, change);
    }

    @Override
    public void accepted(long sinceNs) {
      // Others may come and come back later: it is live since the first.
      if (!(state instanceof BroadcastState.Live)) {
        set(new BroadcastState.Live(sinceNs));
      }
    }

    @Override
    public void lost(String sentence, boolean recording) {
      boolean wasLive = state instanceof BroadcastState.Live;
      set(new BroadcastState.Failed(sentence, wasLive, recording));
    }

    @Override
    public void notice(String sentence) {
      listeners.notice(sentence);
    }

    @Override
    public void recordingLost() {
      if (state instanceof BroadcastState.Failed failed) {
        set(new BroadcastState.Failed(failed.sentence(), failed.wasLive(), false));
      }
    }
  }

  /// Ends in the order of the flow.
  void stop() {
    if (state.busy()) {
      set(new BroadcastState.Stopping());
      endOnAir();
      set(new BroadcastState.Preview());
    } else if (state instanceof BroadcastState.Failed) {
      set(new BroadcastState.Preview());
    }
  }

  private void endOnAir() {
    OnAir running = onAir;
    if (running != null) {
      running.end();
    }
  }
}
