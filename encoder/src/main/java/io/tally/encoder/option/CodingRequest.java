// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.option;

import io.tally.capture.media.FrameRate;

/// What is asked of an H.264 encoder, whichever it is?
///
/// @param width px, even
/// @param height px, even
/// @param bitrateBps bit/s, constant
/// @param gopFrames frames from one keyframe to the next
/// @param preset one of x264's names, from `ultrafast` to `veryslow`; other encoders have their own
public record CodingRequest(
    int width, int height, FrameRate rate, int bitrateBps, int gopFrames, String preset) {}
