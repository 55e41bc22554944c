// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.presenter;

import io.tally.app.Broadcast;
import io.tally.app.BroadcastState;
import io.tally.app.settings.BroadcastSettings;
import io.tally.app.stage.InputStatus;
import io.tally.app.window.mixer.MeterTaps;
import io.tally.capture.MediaClock;
import io.tally.capture.media.Luma;
import io.tally.capture.mix.MeterReading;
import io.tally.capture.scene.CanvasViewer;
import io.tally.encoder.packet.stamp.FrameStamp;
import io.tally.player.glass.SentPictures;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Which broadcast does the window show now?
///
/// A canvas cannot change its size while it runs, so another size is another broadcast on the same
/// desk. Threads: [#open], [#replace] and [#close] one at a time; the rest from any thread.
final class Desk implements MeterTaps, AutoCloseable {
  private final CanvasViewer preview;
  private final Consumer<BroadcastState> onState;
  private final Consumer<String> onNotice;
  private volatile Broadcast broadcast;
  private volatile boolean closed;

  /// Makes the first broadcast, not opened yet.
  ///
  /// @param preview sees the canvas of every broadcast
  /// @param onState told every change of state, on the broadcast's thread
  /// @param onNotice told what fails while the stream goes on, on the broadcast's thread
  Desk(
      BroadcastSettings settings,
      CanvasViewer preview,
      Consumer<BroadcastState> onState,
      Consumer<String> onNotice) {
    this.preview = preview;
    this.onState = onState;
    this.onNotice = onNotice;
    this.broadcast = new Broadcast(settings, MediaClock.system());
  }

  /// The broadcast of now.
  Broadcast broadcast() {
    return broadcast;
  }

  /// Begins the preview.
  void open() {
    Broadcast made = broadcast;
    made.onState(onState);
    made.onNotice(onNotice);
    made.open();
    made.addViewer(preview);
  }

  /// Puts another broadcast in place of the one before, at once but not opened yet.
  ///
  /// @return closes the one before and then opens the other, for two cannot hold one camera; blocks
  Runnable replace(BroadcastSettings settings) {
    Broadcast before = broadcast;
    broadcast = new Broadcast(settings, MediaClock.system());
    return () -> {
      before.close();
      if (!closed) {
        open();
      }
    };
  }

  /// What the broadcast of now has sent.
  SentPictures sent() {
    return new SentPictures() {
      @Override
      public boolean knows(long session) {
        return broadcast.sent().knows(session);
      }

      @Override
      public Optional<Luma> picture(FrameStamp stamp) {
        return broadcast.sent().picture(stamp);
      }
    };
  }

  @Override
  public Map<String, MeterReading> channels() {
    Map<String, MeterReading> readings = new HashMap<>();
    for (InputStatus input : broadcast.inputs()) {
      input.meter().ifPresent(meter -> readings.put(input.input().id(), meter));
    }
    return readings;
  }

  @Override
  public MeterReading programme() {
    return broadcast.programme();
  }

  /// Ends the broadcast of now, within ten seconds; no other follows. Idempotent.
  @Override
  public void close() {
    closed = true;
    broadcast.close();
  }
}
