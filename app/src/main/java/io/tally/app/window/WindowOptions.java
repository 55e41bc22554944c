// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window;

import io.tally.app.settings.BroadcastSettings;
import io.tally.protocol.Endpoint;
import java.util.Optional;

/// What was asked of the window before it opened, on the command line?
///
/// A run with a scene or an endpoint of its own is not remembered: the settings file stays as it is.
///
/// @param broadcast this scene and encoding instead of the remembered ones
/// @param endpoint this endpoint instead of the remembered one
/// @param goLive at once, without waiting for the button
/// @param traceStart write `trace-start <mark> <ms since the process began>` to standard error for
///   the marks `window` (shown) and `preview` (first picture of the canvas drawn)
public record WindowOptions(
    Optional<BroadcastSettings> broadcast,
    Optional<Endpoint> endpoint,
    boolean goLive,
    boolean traceStart) {
  /// The window as it was left.
  public static final WindowOptions REMEMBERED =
      new WindowOptions(Optional.empty(), Optional.empty(), false, false);

  /// Whether what happens in this run is kept for the next.
  boolean remembered() {
    return broadcast.isEmpty() && endpoint.isEmpty();
  }
}
