// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app;

import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.EncodingSettings;
import io.tally.app.settings.Input;
import io.tally.app.settings.SourceSettings;
import io.tally.app.station.OnAir;
import io.tally.capture.MediaClock;
import io.tally.capture.mix.MeterReading;
import io.tally.capture.scene.CanvasViewer;
import io.tally.protocol.Endpoint;
import io.tally.protocol.PublisherState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What is on the air, with what, and how does it go?
///
/// Joins the stations: sources, canvas, mixer, encoders, publisher and recorder. Needs no window.
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

  private final MediaClock clock;
  private final EventThread thread = new EventThread("broadcast");
  private final AtomicReference<BroadcastSettings> settings;
  private final List<Consumer<BroadcastState>> stateListeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<String>> noticeListeners = new CopyOnWriteArrayList<>();
  private final BroadcastGauges gauges = new BroadcastGauges();
  private volatile BroadcastState state = new BroadcastState.Idle();
  private volatile @Nullable Stage stage; // null until opened, and after it is closed
  private volatile @Nullable OnAir onAir; // stays after it ended, for its counts

  /// @param settings what to begin with; inputs may change while it runs
  /// @param clock the one clock of everything in it
  public Broadcast(BroadcastSettings settings, MediaClock clock) {
    this.settings = new AtomicReference<>(settings);
    this.clock = clock;
  }

  /// Starts sources, canvas and mixer: the preview.
  public void open() {
    thread.post(() -> {
      if (state instanceof BroadcastState.Idle) {
        BroadcastSettings wanted = settings.get();
        Stage made = new Stage(wanted, clock);
        stage = made;
        made.start(wanted.inputs());
        set(new BroadcastState.Preview());
      }
    });
  }

  /// Opens the encoders, begins to send and to record, and is live once the endpoint accepts. Does
  /// nothing while already on the air.
  ///
  /// @param recording the file to write the same packets to; its ending says which container. An
  ///   existing file is overwritten: ask before
  public void goLive(Endpoint endpoint, Optional<Path> recording) {
    thread.post(() -> {
      Stage here = stage;
      if (state.ready() && here != null) {
        begin(here, endpoint, recording);
      }
    });
  }

  private void begin(Stage here, Endpoint endpoint, Optional<Path> recording) {
    endOnAir(); // a recording may have outlived a connection
    set(new BroadcastState.Starting());
    OnAir made = new OnAir(here.compositor(), here.mixer(), settings.get().encoding(), new Ears());
    onAir = made;
    try {
      made.start(endpoint, recording);
    } catch (IOException e) {
      set(new BroadcastState.Failed(String.valueOf(e.getMessage()), false, false));
    }
  }

  /// Brings what happens at the stations of one time on the air to our thread.
  private final class Ears implements OnAir.Listener {
    @Override
    public void publisherChanged(PublisherState change) {
      hear(running -> {
        if (running.ended()) {
          return;
        }
        if (change instanceof PublisherState.Live live) {
          running.accepted();
          set(new BroadcastState.Live(live.sinceNs()));
        } else if (change instanceof PublisherState.Failed failed) {
          fail(failed.failure().sentence(), running.publisherLost());
        }
      });
    }

    @Override
    public void recordingFailed(String sentence) {
      hear(running -> {
        notice(sentence); // also when it could not be finished at the end
        if (!running.ended()
            && !running.recordingLost()
            && state instanceof BroadcastState.Failed failed) {
          set(new BroadcastState.Failed(failed.sentence(), failed.wasLive(), false));
        }
      });
    }

    @Override
    public void encodingFailed(String sentence) {
      hear(running -> {
        if (!running.ended()) {
          running.end();
          fail(sentence, false);
        }
      });
    }

    private void hear(Consumer<OnAir> event) {
      thread.post(() -> {
        OnAir running = onAir;
        if (running != null && running.isHeardBy(this)) {
          event.accept(running);
        }
      });
    }
  }

  private void fail(String sentence, boolean recording) {
    boolean wasLive = state instanceof BroadcastState.Live;
    set(new BroadcastState.Failed(sentence, wasLive, recording));
  }

  /// Ends in the order of the flow: what was captured is coded, sent and written. Then the preview
  /// goes on. Blocks until then, five seconds at most; a disk that is slower than that is written
  /// to in the background. Idempotent.
  public void stop() {
    thread.run(this::stopNow, STOP_SECONDS);
  }

  private void stopNow() {
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

  /// How it stands now.
  public BroadcastState state() {
    return state;
  }

  private void set(BroadcastState next) {
    state = next;
    stateListeners.forEach(listener -> listener.accept(next));
  }

  private void notice(String sentence) {
    noticeListeners.forEach(listener -> listener.accept(sentence));
  }

  /// Calls back at every change of [#state]; running the answer ends that.
  public Runnable onState(Consumer<BroadcastState> listener) {
    stateListeners.add(listener);
    return () -> stateListeners.remove(listener);
  }

  /// Calls back with sentences about what failed while the stream goes on, such as a recording
  /// whose disk is full; running the answer ends that.
  public Runnable onNotice(Consumer<String> listener) {
    noticeListeners.add(listener);
    return () -> noticeListeners.remove(listener);
  }

  /// Counts, and rates over the last seconds: as often as this is called, so often is measured.
  public BroadcastStatistics statistics() {
    return gauges.read(state, stage, onAir);
  }

  /// The settings as they are now, with every change since the start.
  public BroadcastSettings settings() {
    return settings.get();
  }

  /// Every source and how it is, the lowest layer first; empty before [#open].
  public List<InputStatus> inputs() {
    Stage here = stage;
    return here == null ? List.of() : here.inputs().statuses();
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
    onStage(here -> here.inputs().arrange(settings.get().inputs()));
  }

  /// Codes at another bit rate of the picture now, and in all else from the next time on the air.
  public void code(EncodingSettings encoding) {
    settings.updateAndGet(now -> now.withEncoding(encoding));
    thread.post(() -> {
      OnAir running = onAir;
      if (running != null) {
        running.setVideoBitrate(encoding.videoBitrateBps());
      }
    });
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
          stopNow();
          Stage here = stage;
          if (here != null) {
            stage = null;
            here.close();
          }
          set(new BroadcastState.Closed());
        },
        CLOSE_SECONDS);
    thread.close();
  }
}
