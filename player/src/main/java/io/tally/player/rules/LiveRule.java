// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import static io.tally.player.rules.Profile.APPLE;
import static io.tally.player.rules.Rule.Demand.must;
import static io.tally.player.rules.Rule.Demand.should;

/// What does a playlist keep to while it changes?
public enum LiveRule implements Rule {
  SEQUENCE_GROWS(
      must(
          34,
          "RFC 8216bis 6.2.2",
          "EXT-X-MEDIA-SEQUENCE grows by exactly the number of segments removed, and never "
              + "falls. After a restart of the encoder, go on counting.")),
  SEGMENT_STAYS(
      must(
          35,
          "RFC 8216bis 6.2.1",
          "The same number keeps the same address, range, duration and timeline. Give new "
              + "media a new number.")),
  DISCONTINUITY_SEQUENCE(
      must(
          36,
          "RFC 8216bis 6.2.2",
          "EXT-X-DISCONTINUITY-SEQUENCE grows by one exactly when a discontinuity leaves "
              + "the playlist. Write it in every live playlist with discontinuities.")),
  HEADER_STAYS(
      must(
          37,
          "RFC 8216bis 6.2.1",
          "The target duration and the other tags of the header never change. Choose them "
              + "for the longest segment to come.")),
  TYPE_KEPT(
      must(
          38,
          "RFC 8216bis 6.2.1 and 6.2.2",
          "An EVENT playlist only grows, a VOD playlist never changes, a sliding one has no "
              + "type. Remove EXT-X-PLAYLIST-TYPE or keep to it.")),
  NEW_IN_TIME(
      must(
          39,
          "RFC 8216bis 6.2.1",
          "A new segment must appear between half and one and a half target durations after "
              + "the last change. Look at the packager and at caches on the way.")),
  STALE(
      must(
          40,
          "RFC 8216bis 6.2.1",
          "A live playlist without anything new for three target durations is taken for "
              + "dead. Look whether the encoder still sends.")),
  LAST_MODIFIED(
      should(
              41,
              "Apple HLS authoring 8.24",
              "Last-Modified should be within three target durations of Date. Look for a cache "
                  + "that holds the playlist too long.")
          .by(APPLE)),
  WINDOW(
      must(
          42,
          "RFC 8216bis 6.2.2 and Apple HLS authoring 8.11",
          "After a removal the playlist must still last three target durations; six "
              + "segments and fifteen minutes are better. Keep more segments.")),
  AVAILABLE(
      must(
          43,
          "RFC 8216bis 6.2.1 and 6.2.2",
          "A listed segment must be there at once and stay for its duration and that of the "
              + "playlist after its removal. Upload before listing, delete later.")),
  END_IS_END(
      must(
          44,
          "RFC 8216bis 4.4.3.4 and 4.4.5.3",
          "Behind EXT-X-ENDLIST nothing changes and nothing is announced. Write it only "
              + "when all is over.")),
  DATES_RUN_ON(
      must(
          45,
          "RFC 8216bis 6.2.4 and Apple HLS authoring 8.4",
          "Dates go on from segment to segment as their durations add up. Take both from "
              + "one clock.")),
  DATES_PLAUSIBLE(
      should(
          46,
          "Apple HLS authoring 8.5",
          "Dates should be the wall clock of the recording. Set the sender's clock by NTP.")),
  RENDITIONS_AGREE(
      must(
          47,
          "RFC 8216bis 6.2.4 and Apple HLS authoring 8.2",
          "All renditions have the same target duration, cover the same time and break at "
              + "the same instants. Package them from one timeline.")),
  SIDE_PLAYLISTS(
      must(
              48,
              "Apple HLS authoring 5.6 and 6.11",
              "Live playlists of text and of I-frames have the target duration of the video. "
                  + "Use the same.")
          .by(APPLE));

  private final Demand demand;

  LiveRule(Demand demand) {
    this.demand = demand;
  }

  @Override
  public Demand demand() {
    return demand;
  }
}
