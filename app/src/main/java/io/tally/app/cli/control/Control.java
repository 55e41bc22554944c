// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.app.Broadcast;
import io.tally.app.cli.terminal.Output;
import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.Input;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// How do the lines of standard input work a programme?
///
/// Each is an [Order], done and told in the order of the lines: by the event `order`, or as a
/// problem with a sentence. The end of the input changes nothing, so that a pipe that breaks takes
/// nobody off the air. Threads: reads on one of its own, `control`, a daemon, because a read cannot
/// be ended.
public final class Control {
  /// Every form of a line.
  public static final String FORMS = Order.FORMS;

  private static final int MOST_LETTERS = 200; // of a line, which is told again

  private final Broadcast broadcast;
  private final Output output;
  private final Runnable stop;

  private Control(Broadcast broadcast, Output output, Runnable stop) {
    this.broadcast = broadcast;
    this.output = output;
    this.stop = stop;
  }

  /// Begins to read, and returns.
  ///
  /// @param stop ends the programme in order; must not block
  public static void listen(InputStream in, Broadcast broadcast, Output output, Runnable stop) {
    Control control = new Control(broadcast, output, stop);
    Thread.ofPlatform().daemon().name("control").start(() -> control.read(in));
  }

  private void read(InputStream in) {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          take(line.substring(0, Math.min(line.length(), MOST_LETTERS)).strip());
        }
      }
    } catch (IOException e) {
      output.problem(
          "No more orders can be read from standard input (%s); the programme goes on."
              .formatted(e.getMessage()));
    }
  }

  private void take(String line) {
    try {
      obey(Order.of(line));
      output.event("order", "done: " + line, Map.of("order", line));
    } catch (IllegalArgumentException e) {
      output.problem(String.valueOf(e.getMessage()));
    }
  }

  private void obey(Order order) {
    switch (order) {
      case Order.Stop _ -> stop.run();
      case Order.Send(String id, boolean on) -> {
        if (on) {
          broadcast.switchOn(endpoint(id));
        } else {
          broadcast.switchOff(endpoint(id));
        }
      }
      case Order.Retry(String id) -> broadcast.retryNow(endpoint(id));
      case Order.Hear(String id, boolean on) ->
          arrange(id, input -> input.with(input.sound().withMuted(!on)));
      case Order.Gain(String id, double db) ->
          arrange(id, input -> input.with(input.sound().withGainDb(db)));
      case Order.Show(String id, boolean on) ->
          arrange(id, input -> input.with(input.picture().withVisible(on)));
      case Order.Bitrate(int bps) ->
          broadcast.code(broadcast.settings().encoding().withVideoBitrate(bps));
    }
  }

  private String endpoint(String id) {
    return known(
        id, "endpoint", broadcast.outlets().stream().map(status -> status.outlet().id()).toList());
  }

  private void arrange(String id, UnaryOperator<Input> change) {
    BroadcastSettings now = broadcast.settings();
    String source = known(id, "source", now.inputs().stream().map(Input::id).toList());
    now.inputs().stream()
        .filter(input -> input.id().equals(source))
        .map(change)
        .forEach(broadcast::arrange);
  }

  private static String known(String id, String what, List<String> all) {
    if (!all.contains(id)) {
      throw new IllegalArgumentException(
          "There is no %s \"%s\"; there is: %s."
              .formatted(what, id, all.isEmpty() ? "none yet" : String.join(", ", all)));
    }
    return id;
  }
}
