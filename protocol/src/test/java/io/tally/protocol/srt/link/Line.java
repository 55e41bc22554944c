// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.link;

/// How does a simulated line treat datagrams?
///
/// @param delayUs one way
/// @param jitterUs added at random, which also reorders
/// @param lossPercent each alone
/// @param burst datagrams that are lost together when one is
/// @param duplicatePercent sent twice
record Line(long delayUs, long jitterUs, double lossPercent, int burst, double duplicatePercent) {
  static Line perfect(long delayUs) {
    return new Line(delayUs, 0, 0, 1, 0);
  }

  static Line lossy(long delayUs, double lossPercent) {
    return new Line(delayUs, 0, lossPercent, 1, 0);
  }
}
