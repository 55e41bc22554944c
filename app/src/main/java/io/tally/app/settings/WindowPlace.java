// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.settings;

/// Where on the screen was the window?
///
/// @param x left edge of the window when it is not maximised, logical px, as for the other three
public record WindowPlace(double x, double y, double width, double height, boolean maximised) {}
