// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import static io.tally.player.rules.Profile.APPLE;
import static io.tally.player.rules.Profile.OWN;
import static io.tally.player.rules.Rule.Demand.must;
import static io.tally.player.rules.Rule.Demand.should;

/// What do the media and their delivery keep to?
public enum MediaRule implements Rule {
  COMPRESSED(
      should(
          61,
          "RFC 8216bis B and Apple HLS authoring 10.1",
          "Playlists should come compressed with gzip; low latency wants HTTP/2. Switch "
              + "both on at the server.")),
  STARTS_WITH_IDR(
      must(
          62,
          "RFC 8216bis 4.4.2.1 and Apple HLS authoring 7.4",
          "Each segment begins with an IDR picture. Let the packager cut there, and the "
              + "encoder make them.")),
  KEYFRAMES(
      should(
              63,
              "Apple HLS authoring 1.13",
              "There should be a keyframe every two seconds. Set the keyframe interval of the "
                  + "encoder.")
          .by(APPLE, OWN)),
  DURATION_TRUE(
      must(
              64,
              "Apple HLS authoring 8.1",
              "EXTINF is what the segment really lasts; the sum of errors stays within a frame. "
                  + "Take it from the timestamps.")
          .by(APPLE, OWN)),
  TIME_RUNS_ON(
      must(
          65,
          "RFC 8216bis 4.4.4.3 and Apple HLS authoring 7.1",
          "Timestamps and continuity counters run on from segment to segment unless EXT-X-"
              + "DISCONTINUITY stands between. Add the tag or keep the encoder's clock.")),
  SAME_MEDIA(
      must(
          66,
          "RFC 8216bis 4.4.4.3",
          "Codec, tracks, size and rate change only at EXT-X-DISCONTINUITY. Add the tag "
              + "where they change.")),
  BANDWIDTH(
      must(
          67,
          "RFC 8216bis 4.4.6.2 and Apple HLS authoring 1.26",
          "The peak bit rate is within BANDWIDTH, the mean within AVERAGE-BANDWIDTH. "
              + "Correct the attributes or cap the encoder.")),
  TABLES_FIRST(
      must(
          68,
          "RFC 8216bis 3.1.1",
          "A transport stream segment begins with PAT and PMT and has one stream of sound. "
              + "Let the packager repeat the tables.")),
  TIME_OF_AUDIO_AND_TEXT(
      must(
          69,
          "RFC 8216bis 3.1.3 and 3.1.4",
          "Packed audio begins with an ID3 timestamp, WebVTT has X-TIMESTAMP-MAP. Add them.")),
  DECODABLE(
      must(
              70,
              "Apple HLS authoring 1.3 to 1.33",
              "H.264 up to High 5.2, at most 60 progressive pictures a second. Change the "
                  + "encoder's settings.")
          .by(APPLE, OWN)),
  PLAIN_DELIVERY(
      should(
          71,
          "Apple HLS authoring 8.18, 10.4 and 11",
          "Media come without redirects, over TLS 1.2 or later, with their own MIME type. "
              + "Set up the server so."));

  private final Demand demand;

  MediaRule(Demand demand) {
    this.demand = demand;
  }

  @Override
  public Demand demand() {
    return demand;
  }
}
