// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window;

import io.tally.app.settings.BroadcastSettings;
import io.tally.protocol.Endpoint;
import java.util.Optional;
import java.util.function.Consumer;

/// What was asked of the window before it opened, on the command line?
///
/// A run with a scene or an endpoint of its own is not remembered: the settings file stays as it
/// is.
///
/// @param broadcast this scene and encoding instead of the remembered ones
/// @param endpoint this endpoint instead of the remembered one
/// @param goLive at once, without waiting for the button
/// @param trace told `window` when the window is shown and `preview` when the first picture of the
///   canvas is drawn, each once, on the JavaFX thread
public record WindowOptions(
    Optional<BroadcastSettings> broadcast,
    Optional<Endpoint> endpoint,
    boolean goLive,
    Consumer<String> trace) {
  /// The window as it was left.
  public static final WindowOptions REMEMBERED =
      new WindowOptions(Optional.empty(), Optional.empty(), false, _ -> {});

  /// Whether what happens in this run is kept for the next.
  boolean remembered() {
    return broadcast.isEmpty() && endpoint.isEmpty();
  }
}
