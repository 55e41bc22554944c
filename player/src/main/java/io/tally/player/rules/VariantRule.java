// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import static io.tally.player.playlist.Flaw.Severity.ERROR;
import static io.tally.player.playlist.Flaw.Severity.WARNING;
import static io.tally.player.rules.Profile.APPLE;
import static io.tally.player.rules.Profile.OWN;
import static io.tally.player.rules.Profile.RFC;

import io.tally.player.playlist.Flaw.Severity;
import java.util.Set;

/// What do the variants and renditions of a stream keep to?
public enum VariantRule implements Rule {
  STREAM_INF(
      22,
      ERROR,
      Set.of(RFC, APPLE, OWN),
      "RFC 8216bis 4.4.6.2",
      "Each variant needs BANDWIDTH and an address in the next line. Add what is " + "missing."),
  CODECS(
      23,
      ERROR,
      Set.of(RFC, APPLE, OWN),
      "RFC 8216bis 4.4.6.2 and Apple HLS authoring 9.1",
      "CODECS must name every format of the variant, as the media really has them. "
          + "Correct the attribute."),
  RESOLUTION(
      24,
      ERROR,
      Set.of(APPLE, OWN),
      "Apple HLS authoring 9.2 and 9.15",
      "RESOLUTION and FRAME-RATE must be given and be those of the pictures. Correct "
          + "the attributes."),
  AVERAGE_BANDWIDTH(
      25,
      ERROR,
      Set.of(APPLE, OWN),
      "Apple HLS authoring 9.14",
      "AVERAGE-BANDWIDTH must be given, so that players can choose well. Add it."),
  VIDEO_RANGE(
      26,
      ERROR,
      Set.of(RFC, APPLE, OWN),
      "RFC 8216bis 4.4.6.2 and Apple HLS authoring 9.16",
      "VIDEO-RANGE must be given and right when not every variant is SDR. Add it to " + "each."),
  GROUPS(
      27,
      ERROR,
      Set.of(RFC, APPLE, OWN),
      "RFC 8216bis 4.4.6.2",
      "A variant names only groups that EXT-X-MEDIA tags make. Add the group or remove "
          + "the attribute."),
  GROUP_MEMBERS(
      28,
      ERROR,
      Set.of(RFC, APPLE, OWN),
      "RFC 8216bis 4.4.6.1.1",
      "Within a group names differ, one member at most is the default, and sibling "
          + "groups have the same members. Correct the group."),
  MEDIA_ATTRIBUTES(
      29,
      ERROR,
      Set.of(RFC, APPLE, OWN),
      "RFC 8216bis 4.4.6.1 and Apple HLS authoring 8.10",
      "Sound and text need LANGUAGE; closed captions need INSTREAM-ID and have no URI. "
          + "Correct the tag."),
  CHANNELS_AND_SCORE(
      30,
      WARNING,
      Set.of(RFC, APPLE, OWN),
      "RFC 8216bis 4.4.6.1 and Apple HLS authoring 9.19",
      "Sound should tell its CHANNELS, and SCORE stand on all variants or on none. Add "
          + "what is missing."),
  LADDER(
      31,
      ERROR,
      Set.of(APPLE),
      "Apple HLS authoring 6.1 and 9.9",
      "At least two bit rates of video and a playlist of I-frames must be offered. Add " + "them."),
  INDEPENDENT(
      32,
      WARNING,
      Set.of(APPLE, OWN),
      "Apple HLS authoring 9.11 and 9.12",
      "Where every segment begins with a keyframe, EXT-X-INDEPENDENT-SEGMENTS should "
          + "say so. Add the tag."),
  STEERING(
      33,
      ERROR,
      Set.of(RFC, APPLE, OWN),
      "RFC 8216bis 4.4.6.6 and 7",
      "Content steering needs its tag once, a SERVER-URI with valid JSON behind it, and "
          + "PATHWAY-ID on the variants. Correct it.");

  private final int id;
  private final Severity severity;
  private final Set<Profile> profiles;
  private final String section;
  private final String advice;

  VariantRule(int id, Severity severity, Set<Profile> profiles, String section, String advice) {
    this.id = id;
    this.severity = severity;
    this.profiles = profiles;
    this.section = section;
    this.advice = advice;
  }

  @Override
  public int id() {
    return id;
  }

  @Override
  public Severity severity() {
    return severity;
  }

  @Override
  public Set<Profile> profiles() {
    return profiles;
  }

  @Override
  public String section() {
    return section;
  }

  @Override
  public String advice() {
    return advice;
  }
}
