// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.media;

import io.tally.player.probe.SegmentFacts.Kind;
import io.tally.player.probe.SegmentFacts.Video;
import io.tally.player.rules.MediaRule;
import io.tally.player.rules.Reporter;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Can the devices that viewers have decode the pictures (rule 70)?
final class DecodableCheck {
  private static final int HIGH = 100;
  private static final int HIGHEST_LEVEL = 52;
  private static final int MAIN_10 = 2;
  private static final int HIGHEST_HEVC_LEVEL = 150; // 5.0, in thirtieths
  private static final double MOST_PICTURES = 60.5;
  private static final double ROUNDING = 1.02;
  private static final int MACROBLOCK = 16;

  /// What a level of H.264 allows: macroblocks of a picture and a second (ITU-T H.264, table A-1).
  private record Level(int picture, int second) {}

  private static final NavigableMap<Integer, Level> LEVELS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(10, new Level(99, 1_485)),
              Map.entry(11, new Level(396, 3_000)),
              Map.entry(12, new Level(396, 6_000)),
              Map.entry(13, new Level(396, 11_880)),
              Map.entry(20, new Level(396, 11_880)),
              Map.entry(21, new Level(792, 19_800)),
              Map.entry(22, new Level(1_620, 20_250)),
              Map.entry(30, new Level(1_620, 40_500)),
              Map.entry(31, new Level(3_600, 108_000)),
              Map.entry(32, new Level(5_120, 216_000)),
              Map.entry(40, new Level(8_192, 245_760)),
              Map.entry(41, new Level(8_192, 245_760)),
              Map.entry(42, new Level(8_704, 522_240)),
              Map.entry(50, new Level(22_080, 589_824)),
              Map.entry(51, new Level(36_864, 983_040)),
              Map.entry(52, new Level(36_864, 2_073_600))));

  private DecodableCheck() {}

  static void check(SeenSegment now, Video video, Reporter out) {
    int line = now.segment().line();
    if (video.interlaced()) {
      out.report(MediaRule.DECODABLE, line, "%s may be interlaced", now.name());
    }
    if (video.framesPerSecond() > MOST_PICTURES) {
      out.report(
          MediaRule.DECODABLE,
          line,
          "%s has %.1f pictures a second",
          now.name(),
          video.framesPerSecond());
    }
    String codec = video.codec().toLowerCase(Locale.ROOT);
    if (codec.startsWith("avc")) {
      h264(now, video, codec, out);
    } else if (codec.startsWith("hvc1") || codec.startsWith("hev1")) {
      hevc(now, codec, out);
    }
  }

  private static void h264(SeenSegment now, Video video, String codec, Reporter out) {
    String digits = codec.replaceFirst("^avc[13]\\.", "");
    if (digits.length() != 6) {
      return; // the media did not tell
    }
    int profile = Integer.parseInt(digits.substring(0, 2), 16);
    int level = Integer.parseInt(digits.substring(4), 16);
    if (profile > HIGH || level > HIGHEST_LEVEL) {
      out.report(
          MediaRule.DECODABLE,
          now.segment().line(),
          "%s is %s: profile %d, level %.1f",
          now.name(),
          video.codec(),
          profile,
          level / 10.0);
      return;
    }
    Map.Entry<Integer, Level> allowed = LEVELS.floorEntry(level);
    int picture = macroblocks(video.width()) * macroblocks(video.height());
    if (allowed != null
        && (picture > allowed.getValue().picture()
            || picture * video.framesPerSecond() > ROUNDING * allowed.getValue().second())) {
      out.report(
          MediaRule.DECODABLE,
          now.segment().line(),
          "%s says level %.1f and has %dx%d at %.1f pictures a second, which is above it",
          now.name(),
          level / 10.0,
          video.width(),
          video.height(),
          video.framesPerSecond());
    }
  }

  private static int macroblocks(int pixels) {
    return (pixels + MACROBLOCK - 1) / MACROBLOCK;
  }

  /// Such as `hvc1.2.4.L120`: profile, then what it is compatible with, then tier and level.
  private static void hevc(SeenSegment now, String codec, Reporter out) {
    if (now.facts().kind() == Kind.TS) {
      out.report(
          MediaRule.DECODABLE,
          now.segment().line(),
          "%s is HEVC in MPEG-TS, which devices take in fragmented MP4 only",
          now.name());
    }
    String[] fields = codec.split("\\.", -1);
    if (fields.length < 4 || !fields[1].matches("\\d{1,3}") || !fields[3].matches("[lh]\\d{1,3}")) {
      return;
    }
    int profile = Integer.parseInt(fields[1]);
    int level = Integer.parseInt(fields[3].substring(1));
    if (profile > MAIN_10 || level > HIGHEST_HEVC_LEVEL) {
      out.report(
          MediaRule.DECODABLE,
          now.segment().line(),
          "%s is %s: HEVC of profile %d, level %.1f",
          now.name(),
          codec,
          profile,
          level / 30.0);
    }
  }
}
