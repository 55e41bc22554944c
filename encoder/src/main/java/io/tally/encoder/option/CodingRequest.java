// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.option;

import io.tally.capture.media.FrameRate;
import java.util.OptionalInt;

/// What is asked of a video encoder, whichever it is?
///
/// @param width px, even
/// @param height px, even
/// @param bitrateBps bit/s, constant
/// @param gopFrames frames from one keyframe to the next
/// @param preset one of x264's names, from `ultrafast` to `veryslow`; see [Speed]
/// @param bFrames the most pictures in a row that refer to later ones; 0 forbids them, empty leaves
///   it to the encoder's own habit
public record CodingRequest(
    int width,
    int height,
    FrameRate rate,
    int bitrateBps,
    int gopFrames,
    String preset,
    OptionalInt bFrames) {}
