// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state;

import io.tally.app.window.state.endpoint.Destinations;
import java.util.List;
import java.util.Optional;

/// What does the whole window show at one moment?
///
/// One immutable value, made by the presenter, rendered by the views. Meters, preview and monitor
/// picture are not in it: they move with every frame and are sampled where they are drawn.
///
/// @param stamped whether each picture says when it was captured
/// @param notice the newest sentence that nobody has dismissed
public record WindowState(
    Air air,
    List<SourceItem> sources,
    List<ChannelItem> channels,
    Destinations destinations,
    Picture picture,
    EncoderMenu encoders,
    boolean stamped,
    Recording recording,
    Numbers numbers,
    DeviceMenu devices,
    Optional<Notice> notice) {
  public WindowState {
    sources = List.copyOf(sources);
    channels = List.copyOf(channels);
  }
}
