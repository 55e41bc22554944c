// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state;

/// How large is the canvas, how fast, and how many bits does it get?
///
/// @param width px
/// @param height px
/// @param framesPerSecond whole frames a second
/// @param bitrateBps aim of the video encoder, bit/s
public record Picture(int width, int height, int framesPerSecond, int bitrateBps) {}
