// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import static io.tally.player.rules.RuleCase.text;

import java.util.List;

/// Rules 22 to 33, of which 32 and what the media say are with the media.
final class VariantCases {
  private static final String GOOD =
      "BANDWIDTH=2000000,AVERAGE-BANDWIDTH=1500000,CODECS=\"avc1.64001f,mp4a.40.2\","
          + "RESOLUTION=1280x720,FRAME-RATE=30.000";
  private static final String LOWER =
      "#EXT-X-STREAM-INF:BANDWIDTH=900000,AVERAGE-BANDWIDTH=700000,"
          + "CODECS=\"avc1.64001e\",RESOLUTION=640x360,FRAME-RATE=30.000\nlo.m3u8\n";
  private static final String WINDING =
      "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=90000,CODECS=\"avc1.64001e\",URI=\"i.m3u8\"\n";
  private static final String SOUND =
      "TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"English\",LANGUAGE=\"en\",CHANNELS=\"2\",DEFAULT=YES,"
          + "AUTOSELECT=YES,URI=\"en.m3u8\"";

  private VariantCases() {}

  static List<RuleCase> all() {
    return List.of(
        variant(VariantRule.STREAM_INF, "no BANDWIDTH", GOOD, "AVERAGE-BANDWIDTH=1"),
        text(
            VariantRule.STREAM_INF,
            "no address",
            with(GOOD, ""),
            "#EXTM3U\n#EXT-X-STREAM-INF:" + GOOD + "\n"),
        variant(VariantRule.CODECS, "none", GOOD, "BANDWIDTH=1,RESOLUTION=1280x720"),
        variant(VariantRule.RESOLUTION, "none", GOOD, GOOD.replace("RESOLUTION=1280x720,", "")),
        variant(VariantRule.RESOLUTION, "no rate", GOOD, GOOD.replace(",FRAME-RATE=30.000", "")),
        variant(
            VariantRule.AVERAGE_BANDWIDTH,
            "none",
            GOOD,
            GOOD.replace("AVERAGE-BANDWIDTH=1500000,", "")),
        text(
            VariantRule.VIDEO_RANGE,
            "told of one variant only",
            with(
                GOOD + ",VIDEO-RANGE=PQ",
                LOWER.replace("BANDWIDTH=9", "VIDEO-RANGE=SDR,BANDWIDTH=9")),
            with(GOOD + ",VIDEO-RANGE=PQ", LOWER)),
        text(
            VariantRule.GROUPS,
            "a group that nobody makes",
            with(GOOD + ",AUDIO=\"a\"", "#EXT-X-MEDIA:" + SOUND + "\n"),
            with(GOOD + ",AUDIO=\"b\"", "#EXT-X-MEDIA:" + SOUND + "\n")),
        group(
            "two of a name", SOUND.replace("English", "German").replace("DEFAULT=YES,", ""), SOUND),
        group(
            "two defaults",
            SOUND.replace("English", "German").replace("DEFAULT=YES,", ""),
            SOUND.replace("English", "German")),
        text(
            VariantRule.GROUP_MEMBERS,
            "a default that is not chosen by itself",
            with(GOOD, "#EXT-X-MEDIA:" + SOUND + "\n"),
            with(GOOD, "#EXT-X-MEDIA:" + SOUND.replace("AUTOSELECT=YES,", "") + "\n")),
        text(
            VariantRule.GROUP_MEMBERS,
            "siblings that differ",
            siblings("English"),
            siblings("German")),
        text(
            VariantRule.MEDIA_ATTRIBUTES,
            "no language",
            with(GOOD, "#EXT-X-MEDIA:" + SOUND + "\n"),
            with(GOOD, "#EXT-X-MEDIA:" + SOUND.replace("LANGUAGE=\"en\",", "") + "\n")),
        text(
            VariantRule.MEDIA_ATTRIBUTES,
            "captions with an address",
            with(GOOD, captions("INSTREAM-ID=\"CC1\"")),
            with(GOOD, captions("INSTREAM-ID=\"CC1\",URI=\"cc.m3u8\""))),
        text(
            VariantRule.MEDIA_ATTRIBUTES,
            "captions from nowhere",
            with(GOOD, captions("INSTREAM-ID=\"CC1\"")),
            with(GOOD, captions("FORCED=NO"))),
        text(
            VariantRule.CHANNELS_AND_SCORE,
            "no channels",
            with(GOOD, "#EXT-X-MEDIA:" + SOUND + "\n"),
            with(GOOD, "#EXT-X-MEDIA:" + SOUND.replace("CHANNELS=\"2\",", "") + "\n")),
        text(
            VariantRule.CHANNELS_AND_SCORE,
            "a score on one of two",
            with(GOOD, LOWER),
            with(GOOD + ",SCORE=2", LOWER)),
        text(VariantRule.LADDER, "one rate", with(GOOD, LOWER + WINDING), with(GOOD, WINDING)),
        text(VariantRule.LADDER, "no winding", with(GOOD, LOWER + WINDING), with(GOOD, LOWER)),
        text(MediaRule.DECODABLE, "several shapes", sizes("854x480"), sizes("640x480")),
        steering("SERVER-URI=\"s\",PATHWAY-ID=\"x\"", "PATHWAY-ID=\"x\""),
        steering("SERVER-URI=\"s\",PATHWAY-ID=\"x\"", "SERVER-URI=\"s\",PATHWAY-ID=\"y\""));
  }

  /// Two variants, of which the second has another size.
  private static String sizes(String second) {
    return with(
        GOOD.replaceFirst("RESOLUTION=\\d+x\\d+", "RESOLUTION=1280x720"),
        "#EXT-X-STREAM-INF:"
            + GOOD.replaceFirst("RESOLUTION=\\d+x\\d+", "RESOLUTION=" + second)
            + "\nlo.m3u8\n");
  }

  private static RuleCase variant(Rule rule, String what, String good, String bad) {
    return text(rule, what, with(good, ""), with(bad, ""));
  }

  private static String with(String variant, String rest) {
    return "#EXTM3U\n#EXT-X-STREAM-INF:" + variant + "\nhi.m3u8\n" + rest;
  }

  private static RuleCase group(String what, String good, String bad) {
    String first = "#EXT-X-MEDIA:" + SOUND + "\n#EXT-X-MEDIA:";
    return text(
        VariantRule.GROUP_MEMBERS,
        what,
        with(GOOD, first + good + "\n"),
        with(GOOD, first + bad + "\n"));
  }

  private static String siblings(String name) {
    String other = SOUND.replace("GROUP-ID=\"a\"", "GROUP-ID=\"b\"").replace("English", name);
    return with(GOOD, "#EXT-X-MEDIA:" + SOUND + "\n#EXT-X-MEDIA:" + other + "\n");
  }

  private static String captions(String rest) {
    return "#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID=\"c\",NAME=\"CC\",LANGUAGE=\"en\","
        + rest
        + "\n";
  }

  private static RuleCase steering(String good, String bad) {
    String variant = GOOD + ",PATHWAY-ID=\"x\"";
    return text(
        VariantRule.STEERING,
        bad,
        with(variant, "#EXT-X-CONTENT-STEERING:" + good + "\n"),
        with(variant, "#EXT-X-CONTENT-STEERING:" + bad + "\n"));
  }
}
