// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.net;

import io.tally.player.playlist.LowLatency.RenditionReport;
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
    boolean parts = known.lowLatency().partTargetNs().isPresent();
    OptionalLong part =
        parts ? OptionalLong.of(known.lowLatency().openParts().size()) : OptionalLong.empty();
    return of(playlist, known, part, skip);
  }

  /// What to ask for when only whole segments are of use.
  public static ReloadAddress nextSegment(URI playlist, MediaPlaylist known) {
    return of(playlist, known, OptionalLong.empty(), true);
  }

  /// The address that gives another rendition's playlist no older than a report says it is; empty
  /// when the report does not say.
  public static Optional<URI> reported(URI playlist, RenditionReport report) {
    if (report.lastMsn().isEmpty()) {
      return Optional.empty();
    }
    StringBuilder query = new StringBuilder("_HLS_msn=").append(report.lastMsn().getAsLong());
    report.lastPart().ifPresent(number -> query.append("&_HLS_part=").append(number));
    return Optional.of(with(playlist, query));
  }

  private static ReloadAddress of(
      URI playlist, MediaPlaylist known, OptionalLong part, boolean skip) {
    long msn = known.endSequence();
    Optional<ServerControl> control = known.lowLatency().control();
    boolean delta = skip && control.filter(told -> told.canSkipUntilNs().isPresent()).isPresent();
    StringBuilder query = new StringBuilder("_HLS_msn=").append(msn);
    part.ifPresent(number -> query.append("&_HLS_part=").append(number));
    if (delta) {
      query.append("&_HLS_skip=");
      query.append(control.orElseThrow().canSkipDateRanges() ? "v2" : "YES");
    }
    return new ReloadAddress(with(playlist, query), msn, part, delta);
  }

  private static URI with(URI playlist, StringBuilder query) {
    String text = playlist.toString();
    int hash = text.indexOf('#');
    String bare = hash < 0 ? text : text.substring(0, hash);
    String between = playlist.getRawQuery() == null ? "?" : "&";
    return URI.create(bare + between + query);
  }
}
