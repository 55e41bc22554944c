// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import static io.tally.player.rules.Profile.APPLE;
import static io.tally.player.rules.Profile.OWN;
import static io.tally.player.rules.Rule.Demand.must;
import static io.tally.player.rules.Rule.Demand.should;

/// What do the variants and renditions of a stream keep to?
public enum VariantRule implements Rule {
  STREAM_INF(
      must(
          22,
          "RFC 8216bis 4.4.6.2",
          "Each variant needs BANDWIDTH and an address in the next line. Add what is "
              + "missing.")),
  CODECS(
      must(
          23,
          "RFC 8216bis 4.4.6.2 and Apple HLS authoring 9.1",
          "CODECS must name every format of the variant, as the media really has them. "
              + "Correct the attribute.")),
  RESOLUTION(
      must(
              24,
              "Apple HLS authoring 9.2 and 9.15",
              "RESOLUTION and FRAME-RATE must be given and be those of the pictures. Correct "
                  + "the attributes.")
          .by(APPLE, OWN)),
  AVERAGE_BANDWIDTH(
      must(
              25,
              "Apple HLS authoring 9.14",
              "AVERAGE-BANDWIDTH must be given, so that players can choose well. Add it.")
          .by(APPLE, OWN)),
  VIDEO_RANGE(
      must(
          26,
          "RFC 8216bis 4.4.6.2 and Apple HLS authoring 9.16",
          "VIDEO-RANGE must be given and right when not every variant is SDR. Add it to "
              + "each.")),
  GROUPS(
      must(
          27,
          "RFC 8216bis 4.4.6.2",
          "A variant names only groups that EXT-X-MEDIA tags make. Add the group or remove "
              + "the attribute.")),
  GROUP_MEMBERS(
      must(
          28,
          "RFC 8216bis 4.4.6.1.1",
          "Within a group names differ, one member at most is the default, and sibling "
              + "groups have the same members. Correct the group.")),
  MEDIA_ATTRIBUTES(
      must(
          29,
          "RFC 8216bis 4.4.6.1 and Apple HLS authoring 8.10",
          "Sound and text need LANGUAGE; closed captions need INSTREAM-ID and have no URI. "
              + "Correct the tag.")),
  CHANNELS_AND_SCORE(
      should(
          30,
          "RFC 8216bis 4.4.6.1 and Apple HLS authoring 9.19",
          "Sound should tell its CHANNELS, and SCORE stand on all variants or on none. Add "
              + "what is missing.")),
  LADDER(
      must(
              31,
              "Apple HLS authoring 6.1 and 9.9",
              "At least two bit rates of video and a playlist of I-frames must be offered. Add "
                  + "them.")
          .by(APPLE)),
  INDEPENDENT(
      should(
              32,
              "Apple HLS authoring 9.11 and 9.12",
              "Where every segment begins with a keyframe, EXT-X-INDEPENDENT-SEGMENTS should "
                  + "say so. Add the tag.")
          .by(APPLE, OWN)),
  STEERING(
      must(
          33,
          "RFC 8216bis 4.4.6.6 and 7",
          "Content steering needs its tag once, a SERVER-URI with valid JSON behind it, and "
              + "PATHWAY-ID on the variants. Correct it."));

  private final Demand demand;

  VariantRule(Demand demand) {
    this.demand = demand;
  }

  @Override
  public Demand demand() {
    return demand;
  }
}
