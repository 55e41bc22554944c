// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.link;

/// Why is a connection over (draft-sharabayko-srt sections 3.2.3 and 3.2.7)?
public enum LinkEnd {
  /// It was closed here.
  CLOSED,
  /// The peer closed it.
  SHUTDOWN,
  /// Nothing came from the peer for the idle time.
  SILENT
}
