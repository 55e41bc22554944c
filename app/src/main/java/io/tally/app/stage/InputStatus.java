// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.stage;

import io.tally.app.settings.Input;
import io.tally.capture.SourceState;
import io.tally.capture.mix.MeterReading;
import java.util.Optional;
import java.util.OptionalDouble;

/// What is one source of the broadcast doing now?
///
/// @param name what a person knows it by
/// @param state the worse one, where a source has picture and sound
/// @param driftPpm how much faster its clock runs than the media clock; empty while unknown
/// @param meter of its channel, after gain and mute; empty when it has no sound
public record InputStatus(
    Input input,
    String name,
    SourceState state,
    OptionalDouble driftPpm,
    Optional<MeterReading> meter) {}
