// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import static io.tally.player.playlist.Flaw.Severity.ERROR;
import static io.tally.player.playlist.Flaw.Severity.WARNING;
import static io.tally.player.rules.Profile.APPLE;
import static io.tally.player.rules.Profile.OWN;
import static io.tally.player.rules.Profile.RFC;

import io.tally.player.playlist.Flaw.Severity;
import java.util.Set;

/// What does a playlist keep to while it changes?
public enum LiveRule implements Rule {
  SEQUENCE_GROWS(
      34,
      ERROR,
      Set.of(RFC, APPLE, OWN),
      "RFC 8216bis 6.2.2",
      "EXT-X-MEDIA-SEQUENCE grows by exactly the number of segments removed, and never "
          + "falls. After a restart of the encoder, go on counting."),
  SEGMENT_STAYS(
      35,
      ERROR,
      Set.of(RFC, APPLE, OWN),
      "RFC 8216bis 6.2.1",
      "The same number keeps the same address, range, duration and timeline. Give new "
          + "media a new number."),
  DISCONTINUITY_SEQUENCE(
      36,
      ERROR,
      Set.of(RFC, APPLE, OWN),
      "RFC 8216bis 6.2.2",
      "EXT-X-DISCONTINUITY-SEQUENCE grows by one exactly when a discontinuity leaves "
          + "the playlist. Write it in every live playlist with discontinuities."),
  HEADER_STAYS(
      37,
      ERROR,
      Set.of(RFC, APPLE, OWN),
      "RFC 8216bis 6.2.1",
      "The target duration and the other tags of the header never change. Choose them "
          + "for the longest segment to come."),
  TYPE_KEPT(
      38,
      ERROR,
      Set.of(RFC, APPLE, OWN),
      "RFC 8216bis 6.2.1 and 6.2.2",
      "An EVENT playlist only grows, a VOD playlist never changes, a sliding one has no "
          + "type. Remove EXT-X-PLAYLIST-TYPE or keep to it."),
  NEW_IN_TIME(
      39,
      ERROR,
      Set.of(RFC, APPLE, OWN),
      "RFC 8216bis 6.2.1",
      "A new segment must appear between half and one and a half target durations after "
          + "the last change. Look at the packager and at caches on the way."),
  STALE(
      40,
      ERROR,
      Set.of(RFC, APPLE, OWN),
      "RFC 8216bis 6.2.1",
      "A live playlist without anything new for three target durations is taken for "
          + "dead. Look whether the encoder still sends."),
  LAST_MODIFIED(
      41,
      WARNING,
      Set.of(APPLE),
      "Apple HLS authoring 8.24",
      "Last-Modified should be within three target durations of Date. Look for a cache "
          + "that holds the playlist too long."),
  WINDOW(
      42,
      ERROR,
      Set.of(RFC, APPLE, OWN),
      "RFC 8216bis 6.2.2 and Apple HLS authoring 8.11",
      "After a removal the playlist must still last three target durations; six "
          + "segments and fifteen minutes are better. Keep more segments."),
  AVAILABLE(
      43,
      ERROR,
      Set.of(RFC, APPLE, OWN),
      "RFC 8216bis 6.2.1 and 6.2.2",
      "A listed segment must be there at once and stay for its duration and that of the "
          + "playlist after its removal. Upload before listing, delete later."),
  END_IS_END(
      44,
      ERROR,
      Set.of(RFC, APPLE, OWN),
      "RFC 8216bis 4.4.3.4 and 4.4.5.3",
      "Behind EXT-X-ENDLIST nothing changes and nothing is announced. Write it only "
          + "when all is over."),
  DATES_RUN_ON(
      45,
      ERROR,
      Set.of(RFC, APPLE, OWN),
      "RFC 8216bis 6.2.4 and Apple HLS authoring 8.4",
      "Dates go on from segment to segment as their durations add up. Take both from "
          + "one clock."),
  DATES_PLAUSIBLE(
      46,
      WARNING,
      Set.of(RFC, APPLE, OWN),
      "Apple HLS authoring 8.5",
      "Dates should be the wall clock of the recording. Set the sender's clock by NTP."),
  RENDITIONS_AGREE(
      47,
      ERROR,
      Set.of(RFC, APPLE, OWN),
      "RFC 8216bis 6.2.4 and Apple HLS authoring 8.2",
      "All renditions have the same target duration, cover the same time and break at "
          + "the same instants. Package them from one timeline."),
  SIDE_PLAYLISTS(
      48,
      ERROR,
      Set.of(APPLE),
      "Apple HLS authoring 5.6 and 6.11",
      "Live playlists of text and of I-frames have the target duration of the video. "
          + "Use the same.");

  private final int id;
  private final Severity severity;
  private final Set<Profile> profiles;
  private final String section;
  private final String advice;

  LiveRule(int id, Severity severity, Set<Profile> profiles, String section, String advice) {
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
