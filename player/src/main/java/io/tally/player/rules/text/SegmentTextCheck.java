// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.text;

import io.tally.player.playlist.MediaHeader;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Segment;
import io.tally.player.playlist.text.Line;
import io.tally.player.playlist.text.PlaylistText;
import io.tally.player.rules.LiveRule;
import io.tally.player.rules.MaskedAddress;
import io.tally.player.rules.Reporter;
import io.tally.player.rules.TextRule;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Are segments announced with what they need (rules 10, 11, 13, 21, 38 and 44)?
final class SegmentTextCheck {
  private static final List<String> FRAGMENTS =
      List.of(".m4s", ".mp4", ".m4v", ".m4a", ".cmfv", ".cmfa");
  private static final int DECIMALS_SINCE = 3;

  private SegmentTextCheck() {}

  static void check(PlaylistText text, MediaPlaylist media, Reporter out) {
    order(text, out);
    decimals(text, media, out);
    initSections(media, out);
    media.header().start().ifPresent(start -> start(start, media, out));
    if (media.ended() && !media.lowLatency().hints().isEmpty()) {
      out.report(
          LiveRule.END_IS_END,
          media.lowLatency().hints().getFirst().line(),
          "EXT-X-PRELOAD-HINT announces more, and EXT-X-ENDLIST says that nothing comes");
    }
    if (media.type().isPresent() && !media.ended() && media.mediaSequence() > 0) {
      out.warn(
          LiveRule.TYPE_KEPT,
          0,
          "The playlist is of type %s and begins with segment %d: it seems to have lost some",
          media.type().get(),
          media.mediaSequence());
    }
  }

  private static void order(PlaylistText text, Reporter out) {
    Optional<Line> sequence = text.first("#EXT-X-DISCONTINUITY-SEQUENCE");
    Optional<Line> first = text.first("#EXT-X-DISCONTINUITY");
    if (sequence.isPresent()
        && first.isPresent()
        && sequence.get().number() > first.get().number()) {
      out.report(
          TextRule.SEQUENCE_PLACE,
          sequence.get().number(),
          "EXT-X-DISCONTINUITY-SEQUENCE stands behind the first EXT-X-DISCONTINUITY in line %d",
          first.get().number());
    }
  }

  private static void decimals(PlaylistText text, MediaPlaylist media, Reporter out) {
    if (media.version() < DECIMALS_SINCE) {
      return;
    }
    List<Line> tags = text.all("#EXTINF");
    if (tags.size() > 1 && tags.stream().noneMatch(line -> line.value().contains("."))) {
      out.warn(
          TextRule.EXTINF,
          tags.getFirst().number(),
          "All %d EXTINF are whole seconds, such as %s",
          tags.size(),
          tags.getFirst().value());
    }
  }

  private static void initSections(MediaPlaylist media, Reporter out) {
    for (Segment segment : media.segments()) {
      String path = String.valueOf(segment.uri().getPath()).toLowerCase(Locale.ROOT);
      if (!segment.gap()
          && segment.init().isEmpty()
          && FRAGMENTS.stream().anyMatch(path::endsWith)) {
        out.report(
            TextRule.INIT_SECTION,
            segment.line(),
            "Segment %d, %s, looks like fragmented MP4 and no EXT-X-MAP stands before it",
            segment.mediaSequence(),
            MaskedAddress.name(segment.uri()));
        return; // the others will be the same
      }
    }
  }

  private static void start(MediaHeader.Start start, MediaPlaylist media, Reporter out) {
    long fromEndNs =
        start.offsetNs() < 0 ? -start.offsetNs() : media.durationNs() - start.offsetNs();
    if (!media.isVod() && fromEndNs < 3 * media.targetDurationNs()) {
      out.report(
          TextRule.START,
          start.line(),
          "EXT-X-START points %.1f s before the end, and three target durations are %.0f s",
          Math.max(0, fromEndNs) / 1e9,
          3 * media.targetDurationNs() / 1e9);
    }
  }
}
