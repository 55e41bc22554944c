// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.text;

import io.tally.player.playlist.Flaw.Severity;
import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.MultivariantPlaylist.Variant;
import io.tally.player.rules.MaskedAddress;
import io.tally.player.rules.MediaRule;
import io.tally.player.rules.Profile;
import io.tally.player.rules.Reporter;
import io.tally.player.rules.VariantRule;
import java.util.List;
import java.util.stream.Stream;

/// Do variants tell what a player needs to choose (rules 23 to 26, 30, 31, 33 and 70)?
final class VariantCheck {
  private static final double SHAPE_TOLERANCE = 0.03;

  private VariantCheck() {}

  static void check(MultivariantPlaylist playlist, Reporter out) {
    List<Variant> all =
        Stream.concat(playlist.variants().stream(), playlist.iframeVariants().stream()).toList();
    for (Variant variant : all) {
      codecs(variant, out);
    }
    for (Variant variant : playlist.variants()) {
      size(variant, out);
      if (variant.averageBandwidthBps().isEmpty()) {
        out.report(
            VariantRule.AVERAGE_BANDWIDTH,
            variant.line(),
            "Variant %s has no AVERAGE-BANDWIDTH",
            MaskedAddress.name(variant.uri()));
      }
    }
    ranges(playlist.variants(), out);
    scores(playlist.variants(), out);
    ladder(playlist, out);
    shapes(playlist.variants(), out);
    steering(playlist, out);
  }

  private static void codecs(Variant variant, Reporter out) {
    if (variant.codecs().isEmpty()) {
      Severity severity =
          out.profile() == Profile.RFC ? Severity.WARNING : VariantRule.CODECS.severity();
      out.report(
          VariantRule.CODECS,
          severity,
          variant.line(),
          "Variant " + MaskedAddress.name(variant.uri()) + " has no CODECS");
    }
  }

  private static void size(Variant variant, Reporter out) {
    boolean audioOnly = !variant.codecs().isEmpty() && !variant.hasVideo();
    if (audioOnly) {
      return;
    }
    if (variant.width() == 0 || variant.height() == 0) {
      out.report(
          VariantRule.RESOLUTION,
          variant.line(),
          "Variant %s has no RESOLUTION",
          MaskedAddress.name(variant.uri()));
    }
    if (variant.framesPerSecond().isEmpty()) {
      out.report(
          VariantRule.RESOLUTION,
          variant.line(),
          "Variant %s has no FRAME-RATE",
          MaskedAddress.name(variant.uri()));
    }
  }

  private static void ranges(List<Variant> variants, Reporter out) {
    boolean hdr =
        variants.stream()
            .anyMatch(v ->
                v.videoRange().filter(range -> !range.equals("SDR")).isPresent()
                    || v.codecs().contains("dvh"));
    for (Variant variant : variants) {
      if (hdr && variant.hasVideo() && variant.videoRange().isEmpty()) {
        out.report(
            VariantRule.VIDEO_RANGE,
            variant.line(),
            "Variant %s has no VIDEO-RANGE, and another is not SDR",
            MaskedAddress.name(variant.uri()));
      }
    }
  }

  private static void scores(List<Variant> variants, Reporter out) {
    long scored = variants.stream().filter(variant -> variant.score().isPresent()).count();
    if (scored > 0 && scored < variants.size()) {
      out.report(
          VariantRule.CHANNELS_AND_SCORE,
          0,
          "%d of %d variants have a SCORE",
          scored,
          variants.size());
    }
  }

  private static void ladder(MultivariantPlaylist playlist, Reporter out) {
    long rates =
        playlist.variants().stream()
            .filter(Variant::hasVideo)
            .mapToLong(Variant::bandwidthBps)
            .distinct()
            .count();
    if (rates < 2) {
      out.report(VariantRule.LADDER, 0, "The stream offers %d bit rates of video", rates);
    }
    if (playlist.iframeVariants().isEmpty()) {
      out.report(VariantRule.LADDER, 0, "There is no EXT-X-I-FRAME-STREAM-INF");
    }
  }

  /// Sizes are rounded to whole pixels, so that shapes are the same within a few percent.
  private static void shapes(List<Variant> variants, Reporter out) {
    List<Variant> sized = variants.stream().filter(v -> v.width() > 0 && v.height() > 0).toList();
    for (Variant variant : sized) {
      Variant first = sized.getFirst();
      double other = (double) variant.width() / variant.height() * first.height() / first.width();
      if (Math.abs(other - 1) > SHAPE_TOLERANCE) {
        out.warn(
            MediaRule.DECODABLE,
            variant.line(),
            "Variants have several aspect ratios: %dx%d and %dx%d",
            first.width(),
            first.height(),
            variant.width(),
            variant.height());
      }
    }
  }

  private static void steering(MultivariantPlaylist playlist, Reporter out) {
    if (playlist.steering().isEmpty()) {
      return;
    }
    String first = playlist.steering().get().pathwayId();
    boolean known =
        playlist.variants().stream().anyMatch(variant -> variant.pathwayId().equals(first));
    if (!known) {
      out.report(
          VariantRule.STEERING,
          playlist.steering().get().line(),
          "Content steering begins with pathway %s, which no variant has",
          first);
    }
  }
}
