// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.media;

import io.tally.player.playlist.MultivariantPlaylist.Variant;
import io.tally.player.probe.SegmentFacts;
import io.tally.player.probe.SegmentFacts.Audio;
import io.tally.player.probe.SegmentFacts.Video;
import io.tally.player.rules.MediaRule;
import io.tally.player.rules.Reporter;
import io.tally.player.rules.VariantRule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Are formats what the playlists say, and do they stay (rules 23, 24, 26 and 66)?
final class FormatCheck {
  private static final int PQ = 16;
  private static final int HLG = 18;
  private static final double RATE_TOLERANCE = 1.02;
  private static final double CLEARLY_SLOWER = 0.9;
  private static final double ANOTHER_RATE = 1.15;
  private static final int ENOUGH_PICTURES = 10;

  private FormatCheck() {}

  static void check(SeenSegment now, Reporter out) {
    now.facts().video().ifPresent(video -> DecodableCheck.check(now, video, out));
    if (now.variant().isEmpty()) {
      return;
    }
    Variant variant = now.variant().get();
    Reporter told = out.ofVariants();
    now.facts().video().ifPresent(video -> picture(variant, video, told));
    if (!variant.codecs().isEmpty()) {
      now.facts().video().ifPresent(video -> codec(variant, video.codec(), true, told));
      now.facts().audio().forEach(audio -> codec(variant, audio.codec(), false, told));
    }
  }

  /// An H.264 profile and level are compared whole; of other formats the family, because the media
  /// need not tell the rest.
  private static void codec(Variant variant, String real, boolean video, Reporter out) {
    String family = family(real);
    List<String> told = Arrays.stream(variant.codecs().split(",", -1)).map(String::strip).toList();
    boolean exact = video && real.startsWith("avc") && real.length() > 5;
    Optional<String> same = told.stream().filter(codec -> family(codec).equals(family)).findFirst();
    if (same.isEmpty()) {
      out.report(
          VariantRule.CODECS,
          variant.line(),
          "The media are %s, and CODECS is \"%s\"",
          real,
          variant.codecs());
    } else if (exact && !profile(same.get()).equals(profile(real))) {
      out.warn(
          VariantRule.CODECS,
          variant.line(),
          "The pictures are %s, and CODECS says %s",
          real,
          same.get());
    }
  }

  private static String family(String codec) {
    String first = codec.toLowerCase(Locale.ROOT).replaceFirst("\\..*", "");
    return switch (first) {
      case "avc3" -> "avc1";
      case "hev1" -> "hvc1";
      default -> first;
    };
  }

  /// Profile and level; the constraint flags between them are written in several ways.
  private static String profile(String codec) {
    String digits = codec.toLowerCase(Locale.ROOT).replaceFirst("^[^.]*\\.", "");
    return digits.length() == 6 ? digits.substring(0, 2) + digits.substring(4) : digits;
  }

  private static void picture(Variant variant, Video video, Reporter out) {
    if (video.width() > 0
        && variant.width() > 0
        && (video.width() != variant.width() || video.height() != variant.height())) {
      out.report(
          VariantRule.RESOLUTION,
          variant.line(),
          "The pictures are %dx%d, and RESOLUTION is %dx%d",
          video.width(),
          video.height(),
          variant.width(),
          variant.height());
    }
    double real = video.framesPerSecond();
    if (variant.framesPerSecond().isPresent()
        && real > RATE_TOLERANCE * variant.framesPerSecond().getAsDouble() + 0.1) {
      out.report(
          VariantRule.RESOLUTION,
          variant.line(),
          "There are %.1f pictures a second, and FRAME-RATE is %.3f",
          real,
          variant.framesPerSecond().getAsDouble());
    } else if (variant.framesPerSecond().isPresent()
        && video.span().samples() >= ENOUGH_PICTURES
        && real < CLEARLY_SLOWER * variant.framesPerSecond().getAsDouble()) {
      // FRAME-RATE is the highest, so that fewer are no error.
      out.warn(
          VariantRule.RESOLUTION,
          variant.line(),
          "There are only %.1f pictures a second, and FRAME-RATE is %.3f",
          real,
          variant.framesPerSecond().getAsDouble());
    }
    String range = variant.videoRange().orElse("SDR");
    String told = video.transfer() == PQ ? "PQ" : video.transfer() == HLG ? "HLG" : "SDR";
    if (!told.equals(range) && (video.transfer() != 0)) {
      out.report(
          VariantRule.VIDEO_RANGE,
          variant.line(),
          "The pictures are %s, and VIDEO-RANGE says %s",
          told,
          variant.videoRange().orElse("nothing, which means SDR"));
    }
  }

  /// What is not as it was in the segment before, without a discontinuity.
  static void changes(SeenSegment before, SeenSegment now, Reporter out) {
    // One that begins between keyframes may hold no parameter set: it does not say what it is.
    boolean told = tellsPictures(before.facts()) && tellsPictures(now.facts());
    String was = summary(before.facts(), told);
    String is = summary(now.facts(), told);
    if (!was.equals(is)) {
      out.report(
          MediaRule.SAME_MEDIA,
          now.segment().line(),
          "Segment %d is %s; the one before was %s, and there is no EXT-X-DISCONTINUITY",
          now.segment().mediaSequence(),
          is,
          was);
    }
    if (before.facts().video().isPresent() && now.facts().video().isPresent()) {
      rate(before.facts().video().get(), now.facts().video().get(), now, out);
    }
  }

  /// Another rate needs no discontinuity to be decodable, but should have one.
  private static void rate(Video before, Video video, SeenSegment now, Reporter out) {
    double was = before.framesPerSecond();
    double is = video.framesPerSecond();
    boolean known = Math.min(before.span().samples(), video.span().samples()) >= ENOUGH_PICTURES;
    if (known && Math.max(was, is) > ANOTHER_RATE * Math.min(was, is)) {
      out.warn(
          MediaRule.SAME_MEDIA,
          now.segment().line(),
          "Segment %d has %.1f pictures a second; the one before had %.1f, and there is no"
              + " EXT-X-DISCONTINUITY",
          now.segment().mediaSequence(),
          is,
          was);
    }
  }

  private static boolean tellsPictures(SegmentFacts facts) {
    return facts.video().filter(video -> video.width() == 0).isEmpty();
  }

  private static String summary(SegmentFacts facts, boolean parameters) {
    StringBuilder text = new StringBuilder(facts.kind().name());
    if (facts.video().isPresent()) {
      Video video = facts.video().get();
      text.append(", ").append(parameters ? video.codec() : family(video.codec()));
      if (parameters) {
        text.append(' ').append(video.width()).append('x').append(video.height());
      }
    } else {
      text.append(", no picture");
    }
    for (Audio audio : facts.audio()) {
      text.append(", ").append(audio.codec());
      if (audio.sampleRate() > 0) {
        text.append(' ').append(audio.sampleRate()).append(" Hz ").append(audio.channels());
        text.append(audio.channels() == 1 ? " channel" : " channels");
      }
    }
    if (facts.audio().isEmpty()) {
      text.append(", no sound");
    }
    return text.toString();
  }
}
