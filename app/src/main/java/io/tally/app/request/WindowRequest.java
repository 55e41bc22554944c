// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.request;

import io.tally.app.outlet.Outlet;
import io.tally.app.settings.BroadcastSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// What does the command line ask of the window?
///
/// A run with a programme or an endpoint of its own is not remembered: the settings file stays as
/// it is.
///
/// @param broadcast this scene and encoding instead of the remembered ones
/// @param outlets these endpoints instead of the remembered ones; empty for those
/// @param goLive at once, without waiting for the button
/// @param watch played in the monitor from the start, with its report, and a second one beside it;
///   empty for what is sent
/// @param trace told `window` when the window is shown and `preview` when the first picture of the
///   canvas is drawn, each once, on the JavaFX thread
/// @param end closes the window when it completes, as if its person had
public record WindowRequest(
    Optional<BroadcastSettings> broadcast,
    List<Outlet> outlets,
    boolean goLive,
    List<URI> watch,
    Consumer<String> trace,
    CompletionStage<?> end) {
  /// Whether what happens in this run is kept for the next.
  public boolean remembered() {
    return broadcast.isEmpty() && outlets.isEmpty();
  }
}
