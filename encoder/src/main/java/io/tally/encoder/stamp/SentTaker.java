// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.stamp;

import io.tally.capture.media.Luma;

/// Who keeps pictures as the encoder gets them, to compare them with what arrives?
///
/// Threads: both methods on one encoder's; they must not block.
public interface SentTaker {
  /// Whether the picture that is coded now is wanted; a copy is made then.
  ///
  /// @param ptsNs when it was captured, ns
  boolean wants(long ptsNs);

  /// Takes that picture.
  ///
  /// @param number as its stamp has it
  void take(long number, Luma picture);
}
