// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.run;

import io.tally.app.Broadcast;
import io.tally.app.BroadcastState;
import io.tally.app.BroadcastStatistics;
import io.tally.app.air.OutletStatus;
import io.tally.app.cli.terminal.Interruption;
import io.tally.app.cli.terminal.Output;
import io.tally.app.outlet.Outlet;
import io.tally.app.stage.InputStatus;
import io.tally.capture.SourceState;
import io.tally.protocol.PublisherState;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How does one broadcast go from the first packet to the exit code?
///
/// Threads: one. Everything from elsewhere comes through a queue.
public final class StreamRun {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final int FAILED = 1;
  private static final int INTERRUPTED = 130;

  /// What the queue brings.
  private sealed interface Event {
    record Changed(BroadcastState state) implements Event {}

    record Moved(Outlet outlet, PublisherState state) implements Event {}

    record Noticed(String sentence) implements Event {}

    record Interrupted() implements Event {}
  }

  private final Broadcast broadcast;
  private final Output output;
  private final EndpointLines lines;
  private final OptionalInt seconds;
  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Map<String, SourceState> told = new HashMap<>();
  private long liveSinceNs; // System.nanoTime; means something once `live`
  private boolean live;
  private boolean failed;
  private boolean alone; // one endpoint and no other

  /// @param seconds how long it shall be live; empty for until it is interrupted
  public StreamRun(Broadcast broadcast, Output output, OptionalInt seconds) {
    this.broadcast = broadcast;
    this.output = output;
    lines = new EndpointLines(output);
    this.seconds = seconds;
  }

  /// Ends it in order, as Ctrl-C does. Any thread; returns at once.
  public void stop() {
    events.add(new Event.Interrupted());
  }

  /// Goes live, tells how it goes, and stops.
  ///
  /// @return the exit code of the process
  public int run(List<Outlet> outlets, Optional<Path> recording) {
    Runnable states = broadcast.onState(state -> events.add(new Event.Changed(state)));
    Runnable endpoints =
        broadcast.onOutlet((outlet, state) -> events.add(new Event.Moved(outlet, state)));
    Runnable notices = broadcast.onNotice(sentence -> events.add(new Event.Noticed(sentence)));
    try (Interruption interruption = Interruption.listen(this::stop)) {
      alone = outlets.size() == 1;
      broadcast.goLive(outlets, recording);
      boolean interrupted = follow();
      broadcast.stop();
      tellStatistics();
      output.end();
      broadcast.close();
      states.run();
      endpoints.run();
      notices.run();
      drain(); // what went wrong while stopping was told by now
      if (!(broadcast.state() instanceof BroadcastState.Closed)) {
        noticed(
            "Not everything could be sent and written in time; the end of a recording may be"
                + " missing. Record to a faster disk.");
      }
      int code = code(interrupted);
      output.event("end", live ? "stopped" : "not live", Map.of("code", code));
      return interruption.ended(code);
    }
  }

  private int code(boolean interrupted) {
    if (failed || (!live && !interrupted)) {
      return FAILED;
    }
    return interrupted && (seconds.isPresent() || !live) ? INTERRUPTED : 0;
  }

  /// @return whether it ended because somebody asked from outside
  private boolean follow() {
    long nextNs = System.nanoTime() + SECOND_NS;
    while (true) {
      Event event = next(Math.min(nextNs, endNs()) - System.nanoTime());
      switch (event) {
        case Event.Interrupted _ -> {
          return true;
        }
        case Event.Noticed notice -> noticed(notice.sentence());
        case Event.Moved moved -> lines.changed(moved.outlet(), moved.state(), alone);
        case Event.Changed change -> {
          if (!changed(change.state())) {
            return false;
          }
        }
        case null -> {
          if (System.nanoTime() - endNs() >= 0) {
            return false;
          }
          tellSources();
          if (live) {
            tellStatistics();
          }
          nextNs += SECOND_NS;
        }
      }
    }
  }

  private @Nullable Event next(long waitNs) {
    try {
      return events.poll(waitNs, TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Event.Interrupted();
    }
  }

  private long endNs() {
    return live && seconds.isPresent()
        ? liveSinceNs + seconds.getAsInt() * SECOND_NS
        : System.nanoTime() + Integer.MAX_VALUE;
  }

  /// @return whether the run goes on
  private boolean changed(BroadcastState state) {
    switch (state) {
      case BroadcastState.Live now -> {
        live = true;
        liveSinceNs = now.sinceNs();
        tellState("live");
      }
      case BroadcastState.Failed failure -> {
        noticed(failure.sentence());
        // A recording is worth finishing, but only if there ever was something worth recording.
        return failure.recording() && failure.wasLive();
      }
      case BroadcastState.Starting _ -> tellState("starting");
      case BroadcastState.Stopping _ -> tellState("stopping");
      case BroadcastState.Idle _, BroadcastState.Preview _, BroadcastState.Closed _ -> {}
    }
    return true;
  }

  private void noticed(String sentence) {
    failed = true;
    output.problem(sentence);
  }

  /// What still came while stopping, such as a recording that could not be finished, or a
  /// connection lost in the last moment.
  private void drain() {
    for (Event event = events.poll(); event != null; event = events.poll()) {
      if (event instanceof Event.Noticed(String sentence)) {
        noticed(sentence);
      } else if (event instanceof Event.Changed(BroadcastState.Failed failure)) {
        noticed(failure.sentence());
      }
    }
  }

  private void tellState(String word) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("state", word);
    OptionalLong session = broadcast.sent().session();
    if (session.isPresent()) {
      fields.put("session", "%016x".formatted(session.getAsLong()));
    }
    output.event("state", word, fields);
  }

  private void tellSources() {
    for (InputStatus status : broadcast.inputs()) {
      SourceState state = status.state();
      String id = status.input().id();
      if (state.equals(told.get(id))) {
        continue;
      }
      if (state instanceof SourceState.Running running) {
        told.put(id, state);
        tellSource(id, "running", running.detail());
      } else if (state instanceof SourceState.Unavailable missing) {
        if (!(told.get(id) instanceof SourceState.Unavailable before)
            || !before.problem().equals(missing.problem())) {
          tellSource(id, "unavailable", missing.problem());
        }
        told.put(id, state);
      }
    }
  }

  private void tellSource(String id, String state, String detail) {
    output.event(
        "source",
        id + " " + state + ": " + detail,
        Map.of("id", id, "state", state, "detail", detail));
  }

  private void tellStatistics() {
    BroadcastStatistics now = broadcast.statistics();
    long onAirSeconds = live ? (System.nanoTime() - liveSinceNs) / SECOND_NS : 0;
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("seconds", onAirSeconds);
    fields.put("fps", now.framesPerSecond());
    fields.put("frames", now.frames());
    fields.put("lagged", now.lagged());
    fields.put("skipped", now.skipped());
    fields.put("dropped", now.dropped());
    fields.put("kbps", now.bitrateBps() / 1000);
    fields.put("bytes", now.sentBytes());
    fields.put("cpu", now.cpuPercent());
    List<OutletStatus> outlets = broadcast.outlets();
    fields.put("endpoints", EndpointLines.fields(outlets));
    output.progress(
        "statistics",
        "live %d:%02d:%02d  %.1f fps  %d kb/s  lagged %d  skipped %d  dropped %d  CPU %.0f %%"
            .formatted(
                onAirSeconds / 3600,
                onAirSeconds / 60 % 60,
                onAirSeconds % 60,
                now.framesPerSecond(),
                now.bitrateBps() / 1000,
                now.lagged(),
                now.skipped(),
                now.dropped(),
                now.cpuPercent()),
        lines.lines(outlets),
        fields);
  }
}
