// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.pace;

/// How many bytes may leave in a second (draft-sharabayko-srt section 5.1.1, libsrt's option
/// names)?
///
/// @param maxBytesPerS `maxbw`: above 0 the limit; 0 to derive it from the input; -1 for 1 Gbit/s
/// @param inputBytesPerS `inputbw`: the input's rate; 0 to measure it
/// @param minInputBytesPerS `mininputbw`: the least that a measurement counts for
/// @param overheadPercent `oheadbw`: how much more than the input there may be, for what is sent
///   again
public record BandwidthRule(
    long maxBytesPerS, long inputBytesPerS, long minInputBytesPerS, int overheadPercent) {
  static final long UNLIMITED_BYTES_PER_S = 125_000_000;

  public BandwidthRule {
    if (maxBytesPerS < -1 || inputBytesPerS < 0 || minInputBytesPerS < 0) {
      throw new IllegalArgumentException(
          "The SRT bandwidths maxbw, inputbw and mininputbw are %d, %d and %d: they are bytes per second, 0 or more, or -1 for maxbw."
              .formatted(maxBytesPerS, inputBytesPerS, minInputBytesPerS));
    }
    if (overheadPercent < 5 || overheadPercent > 100) {
      throw new IllegalArgumentException(
          "The SRT overhead oheadbw is %d percent: it must be 5 to 100."
              .formatted(overheadPercent));
    }
  }

  /// Whether the input must be measured.
  public boolean measuresInput() {
    return maxBytesPerS == 0 && inputBytesPerS == 0;
  }

  /// The limit.
  ///
  /// @param measuredBytesPerS of the input, headers included
  public long limit(long measuredBytesPerS) {
    if (maxBytesPerS != 0) {
      return maxBytesPerS < 0 ? UNLIMITED_BYTES_PER_S : maxBytesPerS;
    }
    var input =
        inputBytesPerS > 0 ? inputBytesPerS : Math.max(measuredBytesPerS, minInputBytesPerS);
    return Math.min(input * (100 + overheadPercent) / 100, UNLIMITED_BYTES_PER_S);
  }
}
