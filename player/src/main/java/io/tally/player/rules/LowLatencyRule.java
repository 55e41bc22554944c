// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import static io.tally.player.rules.Profile.APPLE;
import static io.tally.player.rules.Rule.Demand.must;
import static io.tally.player.rules.Rule.Demand.should;

/// What does a low-latency stream keep to?
public enum LowLatencyRule implements Rule {
  PART_INF(
      must(
          49,
          "RFC 8216bis 4.4.3.7 and 4.4.3.8",
          "Parts need EXT-X-PART-INF, and PART-HOLD-BACK at least twice the part target "
              + "(three times is better). Add or raise them.")),
  SERVER_CONTROL(
      must(
          50,
          "RFC 8216bis 4.4.3.8",
          "HOLD-BACK is at least three target durations, CAN-SKIP-UNTIL at least six, and "
              + "CAN-SKIP-DATERANGES needs it. Raise them.")),
  PART_LENGTH(
      must(
          51,
          "RFC 8216bis 4.4.4.9",
          "No part is longer than the part target, and only the last of a segment may be "
              + "shorter than 85 % of it. Cut parts evenly.")),
  PART_INDEPENDENT(
      must(
          52,
          "RFC 8216bis 4.4.4.9",
          "INDEPENDENT=YES stands on the parts that contain a keyframe, and on no others. "
              + "Set it from the media.")),
  PARTS_ADD_UP(
      must(
          53,
          "RFC 8216bis 3.2",
          "The parts of a segment hold the same media as the segment. Make both from the "
              + "same samples.")),
  TAGS_BEFORE_PARTS(
      must(
          54,
          "RFC 8216bis 4.4.4.9",
          "Tags of a segment stand before its first part. Move them up.")),
  OLD_PARTS(
      should(
          55,
          "RFC 8216bis 6.2.2",
          "Parts older than three target durations should be removed from the playlist. "
              + "Remove them.")),
  HINT_KEPT(
      must(
          56,
          "RFC 8216bis 4.4.5.3",
          "What EXT-X-PRELOAD-HINT names must become the next part. Hint only at what will "
              + "come.")),
  REPORTS(
      must(
          57,
          "RFC 8216bis 4.4.5.4",
          "Each other rendition has a rendition report that is not behind its playlist. "
              + "Write all of them with each part.")),
  BLOCKING_RELOAD(
      must(
          58,
          "RFC 8216bis 6.2.5.2",
          "A blocking reload answers with what was asked for, 400 when it lies too far "
              + "ahead, 503 after three target durations. Hold the answer back until it is there.")),
  DELTA_UPDATE(
      must(
          59,
          "RFC 8216bis 6.2.5.1 and 4.4.5.2",
          "A delta update, with what it skips put back, is the full playlist. Count "
              + "SKIPPED-SEGMENTS exactly.")),
  PART_AND_NETWORK(
      should(
              60,
              "Apple HLS authoring 14.2 and 14.4",
              "Parts should last longer than a round trip, and long playlists be offered as "
                  + "delta updates. Use parts of about one second.")
          .by(APPLE));

  private final Demand demand;

  LowLatencyRule(Demand demand) {
    this.demand = demand;
  }

  @Override
  public Demand demand() {
    return demand;
  }
}
