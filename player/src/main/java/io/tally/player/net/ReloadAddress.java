// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.net;

import io.tally.player.playlist.LowLatency.ServerControl;
import io.tally.player.playlist.MediaPlaylist;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/// Which address asks a server to answer as soon as the playlist has more (RFC 8216bis 6.2.5)?
///
/// @param msn the segment that is waited for
/// @param part the part of it that is waited for, when parts are announced
/// @param delta what is known already may be left out
public record ReloadAddress(URI uri, long msn, OptionalLong part, boolean delta) {
  /// What to ask for after a playlist.
  ///
  /// @param skip ask for a delta update, where the server offers them
  public static ReloadAddress next(URI playlist, MediaPlaylist known, boolean skip) {
    long msn = known.endSequence();
    boolean parts = known.lowLatency().partTargetNs().isPresent();
    OptionalLong part =
        parts ? OptionalLong.of(known.lowLatency().openParts().size()) : OptionalLong.empty();
    Optional<ServerControl> control = known.lowLatency().control();
    boolean delta =
        skip && control.filter(told -> told.canSkipUntilNs().isPresent()).isPresent();
    StringBuilder query = new StringBuilder("_HLS_msn=").append(msn);
    part.ifPresent(number -> query.append("&_HLS_part=").append(number));
    if (delta) {
      query.append("&_HLS_skip=");
      query.append(control.orElseThrow().canSkipDateRanges() ? "v2" : "YES");
    }
    String text = playlist.toString();
    int hash = text.indexOf('#');
    String bare = hash < 0 ? text : text.substring(0, hash);
    String between = playlist.getRawQuery() == null ? "?" : "&";
    return new ReloadAddress(URI.create(bare + between + query), msn, part, delta);
  }
}
