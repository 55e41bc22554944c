// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app;

import io.tally.app.air.OnAir;
import io.tally.app.air.OutletStatus;
import io.tally.app.glass.SentSamples;
import io.tally.app.outlet.Outlet;
import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.EncodingSettings;
import io.tally.app.settings.Input;
import io.tally.app.settings.SourceSettings;
import io.tally.app.stage.InputStatus;
import io.tally.app.stage.Stage;
import io.tally.capture.MediaClock;
import io.tally.capture.mix.MeterReading;
import io.tally.capture.scene.CanvasViewer;
import io.tally.protocol.PublisherState;
import io.tally.protocol.endpoint.Endpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What is on the air, with what, and how does it go?
///
/// Joins the stations: sources, canvas, mixer, encoders, publishers and recorder. Needs no window.
///
/// Life: [#open] once, then [#goLive] and [#stop] any number of times, [#close] at any point and
/// twice. Threads: all methods from any thread. `open`, `goLive` and every change return at once
/// and happen in the order of the calls; `stop` and `close` block until it is done, a few seconds
/// at most. State is moved on by one thread, `broadcast`, which also calls the listeners; they must
/// not block. Failure: never thrown; it is a [BroadcastState.Failed], an unavailable source in
/// [#inputs], or a sentence for [#onNotice] where the stream goes on.
public final class Broadcast implements AutoCloseable {
  private static final int STOP_SECONDS = 5;
  private static final int CLOSE_SECONDS = 10;

  private static final long TICK_MS = 250;

  private final MediaClock clock;
  private final EventThread thread = new EventThread("broadcast");
  private final AtomicReference<BroadcastSettings> settings;
  private final Listeners listeners = new Listeners();
  private final SentSamples sent;
  private final Transmission transmission;
  private final BroadcastGauges gauges = new BroadcastGauges();
  private volatile @Nullable Stage stage; // null until opened, and after it is closed

  /// @param settings what to begin with; inputs may change while it runs
  /// @param clock the one clock of everything in it
  public Broadcast(BroadcastSettings settings, MediaClock clock) {
    this.settings = new AtomicReference<>(settings);
    this.clock = clock;
    sent = new SentSamples(clock);
    transmission = new Transmission(thread, listeners, sent);
  }

  /// Starts sources, canvas and mixer: the preview.
  public void open() {
    thread.post(() -> {
      if (state() instanceof BroadcastState.Idle) {
        BroadcastSettings wanted = settings.get();
        Stage made = new Stage(wanted, clock);
        stage = made;
        made.start(wanted.inputs());
        transmission.set(new BroadcastState.Preview());
      }
    });
    thread.every(
        TICK_MS,
        () -> {
          onAir(running -> running.tick(System.nanoTime()));
          sent.tidy();
        });
  }

  /// Goes live to one endpoint of which nothing more is known.
  ///
  /// @param recording as for several
  public void goLive(Endpoint endpoint, Optional<Path> recording) {
    goLive(List.of(Outlet.of("endpoint", endpoint)), recording);
  }

  /// Opens the encoders, as few as serve all ([io.tally.app.plan.EncodePlan] says which), begins to
  /// send and to record, and is live once the first endpoint accepts. Does nothing while already on
  /// the air.
  ///
  /// @param outlets where to send; those that are off can be switched on later
  /// @param recording the file to write the packets of the best encode to; its ending says which
  ///   container. An existing file is overwritten: ask before
  public void goLive(List<Outlet> outlets, Optional<Path> recording) {
    List<Outlet> all = List.copyOf(outlets);
    thread.post(() -> {
      Stage here = stage;
      if (state().ready() && here != null) {
        transmission.begin(here, settings.get(), all, recording);
      }
    });
  }

  /// Begins to send to an outlet while on the air, also to one that has failed.
  public void switchOn(String outletId) {
    thread.post(() -> onAir(running -> running.switchOn(outletId)));
  }

  /// Ends sending to an outlet; the others, and the recording, go on.
  public void switchOff(String outletId) {
    thread.post(() -> onAir(running -> running.switchOff(outletId)));
  }

  /// Takes another outlet while on the air, or another in place of the one of its id, and begins to
  /// send to it if it is on.
  public void put(Outlet outlet) {
    thread.post(() -> onAir(running -> running.put(outlet)));
  }

  /// Ends an outlet's wait before its next attempt to connect.
  public void retryNow(String outletId) {
    thread.post(() -> onAir(running -> running.retryNow(outletId)));
  }

  private void onAir(Consumer<OnAir> action) {
    OnAir running = transmission.onAir();
    if (running != null) {
      action.accept(running);
    }
  }

  /// How each outlet stands, in the order in which they were given: those of now, or of the last
  /// time on the air.
  public List<OutletStatus> outlets() {
    OnAir running = transmission.onAir();
    return running == null ? List.of() : running.outlets();
  }

  /// Ends in the order of the flow: what was captured is coded, sent and written. Then the preview
  /// goes on. Blocks until then, five seconds at most; a disk that is slower than that is written
  /// to in the background. Idempotent.
  public void stop() {
    thread.run(transmission::stop, STOP_SECONDS);
  }

  /// How it stands now.
  public BroadcastState state() {
    return transmission.state();
  }

  /// Calls back at every change of [#state]; running the answer ends that.
  public Runnable onState(Consumer<BroadcastState> listener) {
    return listeners.onState(listener);
  }

  /// Calls back with sentences about what failed while the stream goes on, such as a recording
  /// whose disk is full; running the answer ends that.
  public Runnable onNotice(Consumer<String> listener) {
    return listeners.onNotice(listener);
  }

  /// Calls back at every change of an outlet's state; running the answer ends that.
  public Runnable onOutlet(BiConsumer<Outlet, PublisherState> listener) {
    return listeners.onOutlet(listener);
  }

  /// Counts, and rates over the last seconds: as often as this is called, so often is measured.
  public BroadcastStatistics statistics() {
    return gauges.read(state(), stage, transmission.onAir());
  }

  /// The settings as they are now, with every change since the start.
  public BroadcastSettings settings() {
    return settings.get();
  }

  /// Which pictures were sent, for a player that gets them back.
  public SentSamples sent() {
    return sent;
  }

  /// Every source and how it is, the lowest layer first; empty before [#open].
  public List<InputStatus> inputs() {
    Stage here = stage;
    return here == null ? List.of() : here.statuses();
  }

  /// The programme's level after the mix.
  public MeterReading programme() {
    Stage here = stage;
    return here == null ? MeterReading.SILENCE : here.mixer().programme();
  }

  /// Adds a source and starts it, also while on the air.
  ///
  /// @return the input that it became
  public Input add(SourceSettings source) {
    AtomicReference<@Nullable Input> added = new AtomicReference<>();
    change(now -> {
      Input input = Input.placed(source, now.inputs());
      added.set(input);
      return now.with(input);
    });
    return Objects.requireNonNull(added.get());
  }

  /// Takes a source out and closes it; unknown ids are ignored.
  public void remove(String id) {
    change(now -> now.without(id));
  }

  /// Draws and mixes a source in another way; an input with an unknown id is ignored.
  public void arrange(Input changed) {
    change(now -> now.arranged(changed));
  }

  private void change(UnaryOperator<BroadcastSettings> edit) {
    settings.updateAndGet(edit);
    onStage(here -> here.arrange(settings.get().inputs()));
  }

  /// Codes at another bit rate of the picture now, and in all else from the next time on the air.
  public void code(EncodingSettings encoding) {
    settings.updateAndGet(now -> now.withEncoding(encoding));
    thread.post(() -> onAir(running -> running.setVideoBitrate(encoding.videoBitrateBps())));
  }

  /// Shows every changed canvas to a viewer, on the compositor's thread. After [#open].
  public void addViewer(CanvasViewer viewer) {
    onStage(here -> here.compositor().addViewer(viewer));
  }

  /// Ends that.
  public void removeViewer(CanvasViewer viewer) {
    onStage(here -> here.compositor().removeViewer(viewer));
  }

  private void onStage(Consumer<Stage> action) {
    thread.post(() -> {
      Stage here = stage;
      if (here != null) {
        action.accept(here);
      }
    });
  }

  /// Stops and frees everything, within ten seconds. Idempotent.
  @Override
  public void close() {
    thread.run(
        () -> {
          transmission.stop();
          Stage here = stage;
          if (here != null) {
            stage = null;
            here.close();
          }
          transmission.set(new BroadcastState.Closed());
        },
        CLOSE_SECONDS);
    thread.close();
  }
}
