// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.connect;

/// Which sizes that a peer names are believed (draft-sharabayko-srt section 3.2.1)?
final class Sizes {
  /// What every IPv4 host must take.
  private static final int MIN_MTU = 576;

  private static final int MIN_WINDOW = 2;
  private static final int MAX_WINDOW = 1 << 20;

  private Sizes() {}

  static int mtu(int ours, int theirs) {
    return Math.min(ours, Math.max(theirs, MIN_MTU));
  }

  static int window(int theirs) {
    return Math.clamp(theirs, MIN_WINDOW, MAX_WINDOW);
  }
}
