// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.text;

import io.tally.player.playlist.MediaHeader;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.parser.PlaylistParser.Parsed;
import io.tally.player.rules.Reporter;
import io.tally.player.rules.TextRule;
import java.util.Optional;

/// Which rules does one playlist break, as it stands?
///
/// What the parser found is not repeated here. Threads: any.
public final class PlaylistCheck {
  private PlaylistCheck() {}

  /// Tells what is wrong.
  public static void check(Parsed parsed, Reporter out) {
    switch (parsed.playlist()) {
      case MediaPlaylist media -> {
        KindCheck.check(parsed.text(), out);
        VersionCheck.check(parsed.text(), media.version(), out);
        SegmentTextCheck.check(parsed.text(), media, out);
        KeyCheck.check(parsed.text(), out);
        DateCheck.check(parsed.text(), media, out);
        DateRangeCheck.check(media, out);
        LowLatencyHeaderCheck.check(media, out);
        PartCheck.check(parsed.text(), media, out);
      }
      case MultivariantPlaylist multivariant -> {
        KindCheck.check(parsed.text(), out);
        VersionCheck.check(parsed.text(), multivariant.version(), out);
        VariantCheck.check(multivariant, out);
        GroupCheck.check(multivariant, out);
      }
      case Playlist.Unreadable unreadable ->
          out.report(TextRule.FIRST_LINE, 1, "%s", unreadable.problem());
    }
  }

  /// Tells where a media playlist says otherwise than the multivariant playlist that named it.
  public static void together(
      MultivariantPlaylist multivariant, MediaPlaylist media, Reporter out) {
    Optional<MediaHeader.Start> above = multivariant.start();
    Optional<MediaHeader.Start> below = media.header().start();
    if (above.isPresent()
        && below.isPresent()
        && (above.get().offsetNs() != below.get().offsetNs()
            || above.get().precise() != below.get().precise())) {
      out.warn(
          TextRule.SHARED_TAGS,
          below.get().line(),
          "EXT-X-START is at %.3f s here and at %.3f s in the multivariant playlist",
          below.get().offsetNs() / 1e9,
          above.get().offsetNs() / 1e9);
    }
  }
}
