// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.projection;

import io.tally.app.BroadcastState;
import io.tally.app.BroadcastStatistics;
import io.tally.app.settings.Settings;
import io.tally.app.stage.InputStatus;
import io.tally.app.window.state.DeviceMenu;
import io.tally.app.window.state.EncoderMenu;
import io.tally.app.window.state.Notice;
import io.tally.protocol.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Everything that the window's state is made of, at one moment.
///
/// @param departing whether the person asked to go live and the broadcast does not know yet
/// @param address of the service as it was typed, perhaps not usable yet
/// @param lagged frames, in this time on the air or else in the last
/// @param encoders that work; empty while they were not tried
/// @param nowNs `System.nanoTime`
public record Facts(
    BroadcastState state,
    boolean departing,
    List<InputStatus> inputs,
    Settings settings,
    String address,
    Secret key,
    BroadcastStatistics statistics,
    long lagged,
    DeviceMenu devices,
    List<EncoderMenu.Choice> encoders,
    Optional<URI> watchPage,
    Optional<Notice> notice,
    long nowNs) {}
