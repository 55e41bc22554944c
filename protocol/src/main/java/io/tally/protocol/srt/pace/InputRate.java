// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.pace;

/// How much does the program give to be sent (draft-sharabayko-srt section 5.1.1)?
///
/// The first half second counts as unlimited, since nothing is known of it; then each second gives
/// the rate for the next. An encoder's frames come in bursts, so a rise beyond the estimate within
/// a second counts at once. Threads: one at a time.
final class InputRate {
  private static final long FIRST_PERIOD_US = 500_000;
  private static final long PERIOD_US = 1_000_000;

  private long bytesPerS = BandwidthRule.UNLIMITED_BYTES_PER_S;
  private long periodUs = FIRST_PERIOD_US;
  private long sinceUs = Long.MIN_VALUE;
  private long bytes;

  void offered(int packetBytes, long nowUs) {
    if (sinceUs == Long.MIN_VALUE) {
      sinceUs = nowUs;
    }
    var elapsedUs = nowUs - sinceUs;
    if (elapsedUs >= 2 * PERIOD_US) {
      // After a pause the old rate says nothing.
      bytesPerS = BandwidthRule.UNLIMITED_BYTES_PER_S;
      periodUs = FIRST_PERIOD_US;
      sinceUs = nowUs;
      bytes = 0;
    } else if (elapsedUs >= periodUs) {
      bytesPerS = bytes * 1_000_000 / elapsedUs;
      periodUs = PERIOD_US;
      sinceUs = nowUs;
      bytes = 0;
    }
    bytes += packetBytes;
    if (bytes > bytesPerS) {
      bytesPerS = bytes;
    }
  }

  long bytesPerS() {
    return bytesPerS;
  }
}
