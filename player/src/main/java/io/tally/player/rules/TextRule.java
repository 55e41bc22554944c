// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import static io.tally.player.rules.Rule.Demand.must;
import static io.tally.player.rules.Rule.Demand.should;

/// What does one playlist or MPD, as it stands, keep to?
public enum TextRule implements Rule {
  SYNTAX(
      must(
          0,
          "RFC 8216bis 4.1 to 4.3",
          "The line is left out. Write it as the specification has it.")),
  FIRST_LINE(
      must(
          1,
          "RFC 8216bis 4.4.1.1",
          "The first line must be #EXTM3U, or no player reads on. Look at what the server "
              + "really answers.")),
  ENCODING(
      must(
          2,
          "RFC 8216bis 4.1",
          "A playlist is UTF-8 without a byte order mark and without control characters. "
              + "Save it that way.")),
  KIND(
      must(
          3,
          "RFC 8216bis 4",
          "The address must end in .m3u8, or the answer be of type "
              + "application/vnd.apple.mpegurl. Set one of them at the server.")),
  NO_MIXTURE(
      must(
          4,
          "RFC 8216bis 4.4.4 and 4.4.6",
          "A playlist lists segments or variants, never both. Put them into playlists of "
              + "their own.")),
  VERSION(
      must(
          5,
          "RFC 8216bis 4.4.1.2 and 8",
          "EXT-X-VERSION must stand once and be as high as what is used asks for. Raise it.")),
  TAG_ONCE(must(6, "RFC 8216bis 4.4.3", "Such a tag must stand once at most. Remove the others.")),
  SHARED_TAGS(
      must(
          7,
          "RFC 8216bis 4.4.2",
          "Such a tag must stand once at most and say the same in both kinds of playlist. "
              + "Remove or correct one of them.")),
  TARGET_DURATION(
      must(
          8,
          "RFC 8216bis 4.4.3.1",
          "EXT-X-TARGETDURATION must be there, a whole number of seconds from 1. Write the "
              + "longest segment, rounded.")),
  SEGMENT_LENGTH(
      must(
          9,
          "RFC 8216bis 4.4.3.1",
          "No segment, rounded to a second, may be longer than the target duration. Cut "
              + "earlier, or tell a longer one from the start.")),
  SEQUENCE_PLACE(
      must(
          10,
          "RFC 8216bis 4.4.3.2 and 4.4.3.3",
          "Both sequence numbers must stand before the first segment and the first "
              + "discontinuity. Move them up.")),
  EXTINF(
      must(
          11,
          "RFC 8216bis 4.4.4.1",
          "Each segment needs its EXTINF, with decimals where they are known. Add what the "
              + "segment really lasts.")),
  BYTE_RANGE(
      must(
          12,
          "RFC 8216bis 4.4.4.2",
          "A byte range needs a length, and an offset unless the segment before is a range "
              + "of the same resource. Write both.")),
  INIT_SECTION(
      must(
          13,
          "RFC 8216bis 4.4.4.5",
          "Fragmented MP4 needs EXT-X-MAP with a URI, and an offset in its BYTERANGE. Add "
              + "the tag before the first segment.")),
  KEY(
      must(
          14,
          "RFC 8216bis 4.4.4.4 and 4.4.4.5",
          "A key needs METHOD and URI, and an IV only where its method has one. Correct the "
              + "attributes.")),
  KEY_ENDS(
      must(
          15,
          "RFC 8216bis 6.2.3",
          "A segment in the clear behind an encrypted one needs EXT-X-KEY:METHOD=NONE. Add "
              + "it where encryption ends.")),
  DATE_FORM(
      should(
          16,
          "RFC 8216bis 4.4.4.6",
          "A date needs its zone and milliseconds, such as 2026-11-21T10:00:00.000Z. Write "
              + "both.")),
  DATE_RANGE(
      must(
          17,
          "RFC 8216bis 4.4.5.1",
          "A date range needs ID and START-DATE, and an end that agrees with them. Correct "
              + "its attributes.")),
  DATE_RANGE_STAYS(
      must(
          18,
          "RFC 8216bis 4.4.5.1",
          "A date range keeps its attributes as long as its ID is used. Give a changed "
              + "range another ID.")),
  DEFINE(
      must(
          19,
          "RFC 8216bis 4.4.2.3",
          "A variable is defined once, by one of NAME, IMPORT or QUERYPARAM, before it is "
              + "used. Correct the definition.")),
  BITRATE(
      must(
          20,
          "RFC 8216bis 4.4.4.8",
          "EXT-X-BITRATE must be within 90 to 110 % of what the segment has. Write its real "
              + "bit rate.")),
  START(
      should(
          21,
          "RFC 8216bis 4.4.2.2",
          "EXT-X-START of a live stream should not lie in the last three target durations. "
              + "Move it back.")),
  MANIFEST(
      must(
          72,
          "ISO/IEC 23009-1 5.3",
          "An MPD must be readable, and complete enough to find its segments. Write it as the "
              + "schema of MPEG-DASH has it."));

  private final Demand demand;

  TextRule(Demand demand) {
    this.demand = demand;
  }

  @Override
  public Demand demand() {
    return demand;
  }
}
