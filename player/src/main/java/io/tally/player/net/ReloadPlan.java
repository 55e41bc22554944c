// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.net;

import io.tally.player.playlist.LowLatency.ServerControl;
import io.tally.player.playlist.MediaPlaylist;
import java.net.URI;
import java.util.Optional;

/// How is a live playlist asked for next: held back until it has more, or as it is?
///
/// A server that refuses to hold an answer back, or whose delta update cannot be put together, is
/// asked plainly for some time before it is trusted again. Threads: one at a time.
public final class ReloadPlan {
  private static final int PLAIN_AFTER_REFUSAL = 5;

  private int plain; // reloads still to come

  /// The address that waits for the next part, or segment where there are no parts; empty when the
  /// playlist is to be asked for as it is.
  public Optional<ReloadAddress> next(URI uri, MediaPlaylist known) {
    if (plain > 0) {
      plain--;
      return Optional.empty();
    }
    return canBlock(known) ? Optional.of(ReloadAddress.next(uri, known, true)) : Optional.empty();
  }

  /// Whether the next reload will wait at the server, so that nobody needs to wait before it.
  public boolean waitsAtServer(MediaPlaylist known) {
    return plain == 0 && canBlock(known);
  }

  /// Says that an answer to [#next] could not be used.
  public void refused() {
    plain = PLAIN_AFTER_REFUSAL;
  }

  private static boolean canBlock(MediaPlaylist known) {
    return !known.isVod()
        && known.lowLatency().control().filter(ServerControl::canBlockReload).isPresent();
  }
}
