// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.media;

/// How many pictures pass in a second, as a fraction, so that 29.97 is exact?
///
/// @param frames the numerator, such as 30000
/// @param perSeconds the denominator, such as 1001
public record FrameRate(int frames, int perSeconds) {
  public FrameRate {
    if (frames <= 0 || perSeconds <= 0) {
      throw new IllegalArgumentException(
          "A frame rate is positive, given: " + frames + "/" + perSeconds);
    }
  }

  /// A whole number of frames a second.
  public static FrameRate of(int framesPerSecond) {
    return new FrameRate(framesPerSecond, 1);
  }

  /// When frame `index` is due after frame 0, ns, without the error growing.
  public long timeNs(long index) {
    long wholeSeconds = index / frames * perSeconds;
    return wholeSeconds * 1_000_000_000L + index % frames * perSeconds * 1_000_000_000L / frames;
  }

  /// Frames a second.
  public double perSecond() {
    return (double) frames / perSeconds;
  }

  @Override
  public String toString() {
    return perSeconds == 1 ? Integer.toString(frames) : "%.2f".formatted(perSecond());
  }
}
