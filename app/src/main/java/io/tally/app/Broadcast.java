// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app;

import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.Input;
import io.tally.app.settings.SourceSettings;
import io.tally.capture.MediaClock;
import io.tally.capture.mix.MeterReading;
import io.tally.capture.scene.CanvasViewer;
import io.tally.protocol.Endpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What is on the air, with what, and how does it go?
///
/// Joins the stations: sources, canvas, mixer, encoders, publisher and recorder. Needs no window.
///
/// Life: [#open] once, then [#goLive] and [#stop] any number of times, [#close] at any point and
/// twice. Threads: all methods from any thread. `open` and `goLive` return at once; `stop` and
/// `close` block until it is done, a few seconds at most. State is moved on by one thread,
/// `broadcast`, which also calls the listeners; they must not block and must not call `stop` or
/// `close`. Failure: never thrown; it is a [BroadcastState.Failed], an unavailable source in
/// [#inputs], or a sentence for [#onNotice] where the stream goes on.
public final class Broadcast implements AutoCloseable {
  /// @param settings what to begin with; inputs may change while it runs
  /// @param clock the one clock of everything in it
  public Broadcast(BroadcastSettings settings, MediaClock clock)

  /// Starts sources, canvas and mixer: the preview.
  public void open()

  /// Opens the encoders, begins to send and to record, and is live once the endpoint accepts.
  /// Does nothing while already on the air.
  ///
  /// @param recording the file to write the same packets to; its ending says which container. An
  ///   existing file is overwritten: ask before
  public void goLive(Endpoint endpoint, Optional<Path> recording)

  /// Ends in the order of the flow: what was captured is coded, sent and written. Then the preview
  /// goes on. Blocks until then, three seconds at most. Idempotent.
  public void stop()

  /// How it stands now.
  public BroadcastState state()

  /// Calls back at every change of [#state]; closing the answer ends that.
  public AutoCloseable onState(Consumer<BroadcastState> listener)

  /// Calls back with sentences about what failed while the stream goes on, such as a recording
  /// whose disk is full; closing the answer ends that.
  public AutoCloseable onNotice(Consumer<String> listener)

  /// Counts and rates, measured over the last seconds between calls.
  public BroadcastStatistics statistics()

  /// The settings as they are now, with every change since the start.
  public BroadcastSettings settings()

  /// Every source and how it is, the lowest layer first.
  public List<InputStatus> inputs()

  /// The programme's level after the mix.
  public MeterReading programme()

  /// Adds a source on top of the others and starts it; it can be on the air already.
  ///
  /// @return the id that it got, made from the kind of source
  public String add(SourceSettings source)

  /// Takes a source out and closes it; unknown ids are ignored.
  public void remove(String id)

  /// Draws and mixes a source in another way; unknown ids are ignored.
  public void arrange(String id, Input.Picture picture, Input.Sound sound)

  /// Codes pictures at another bit rate, now if on the air.
  public void setVideoBitrate(int bitrateBps)

  /// Shows every changed canvas to a viewer, on the compositor's thread.
  public void addViewer(CanvasViewer viewer)

  /// Ends that.
  public void removeViewer(CanvasViewer viewer)

  /// Stops and frees everything, within five seconds. Idempotent.
  @Override
  public void close()
}
