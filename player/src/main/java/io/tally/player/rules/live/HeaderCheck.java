// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.live;

import io.tally.player.playlist.MediaHeader;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.rules.LiveRule;
import io.tally.player.rules.Reporter;
import java.util.Optional;

/// Do the tags of the header stay, and does the playlist keep to its type (rules 37, 38 and 44)?
final class HeaderCheck {
  private HeaderCheck() {}

  static void check(MediaPlaylist before, MediaPlaylist now, Reporter out) {
    MediaHeader old = before.header();
    MediaHeader head = now.header();
    changed("EXT-X-TARGETDURATION", seconds(old), seconds(head), out);
    changed("EXT-X-VERSION", old.version(), head.version(), out);
    changed("EXT-X-PLAYLIST-TYPE", type(old), type(head), out);
    changed("EXT-X-I-FRAMES-ONLY", old.iframesOnly(), head.iframesOnly(), out);
    changed(
        "EXT-X-PART-INF", before.lowLatency().partTargetNs(), now.lowLatency().partTargetNs(), out);
    if (before.ended() && !now.ended()) {
      out.report(LiveRule.END_IS_END, 0, "EXT-X-ENDLIST went away again");
    } else if (before.ended() && !before.hasSameMedia(now)) {
      out.report(LiveRule.END_IS_END, 0, "The playlist changed after its EXT-X-ENDLIST");
    } else {
      kept(before, now, out);
    }
  }

  private static long seconds(MediaHeader header) {
    return header.targetDurationNs() / 1_000_000_000L;
  }

  private static String type(MediaHeader header) {
    return header.type().map(Enum::name).orElse("none");
  }

  private static void changed(String tag, Object before, Object now, Reporter out) {
    if (!before.equals(now)) {
      out.report(LiveRule.HEADER_STAYS, 0, "%s went from %s to %s", tag, before, now);
    }
  }

  private static void kept(MediaPlaylist before, MediaPlaylist now, Reporter out) {
    Optional<MediaPlaylist.Type> type = before.type();
    if (type.isEmpty()) {
      return;
    }
    boolean lost = now.mediaSequence() > before.mediaSequence();
    if (type.get() == MediaPlaylist.Type.EVENT && lost) {
      out.report(
          LiveRule.TYPE_KEPT,
          0,
          "The EVENT playlist lost its segments from %d to %d",
          before.mediaSequence(),
          now.mediaSequence() - 1);
    } else if (type.get() == MediaPlaylist.Type.VOD && !before.hasSameMedia(now)) {
      out.report(
          LiveRule.TYPE_KEPT,
          0,
          "The VOD playlist changed from %d to %d segments",
          before.segments().size(),
          now.segments().size());
    }
  }
}
