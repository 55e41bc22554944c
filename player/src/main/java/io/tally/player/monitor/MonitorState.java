// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor;

import io.tally.player.adapt.Decision;
import io.tally.player.check.CheckReport;
import io.tally.player.check.trace.PlaylistVersion;
import io.tally.player.check.trace.SegmentSample;
import io.tally.player.glass.GlassFacts;
import io.tally.player.monitor.sound.SoundFacts;
import io.tally.player.monitor.still.Thumbnail;
import io.tally.player.rules.Profile;
import io.tally.player.seek.Whereabouts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is known about the stream that plays?
///
/// @param profile by whose rules it is measured
/// @param allVariants whether every variant is loaded; else the first one only
/// @param report what the check found; empty before a stream was opened
/// @param segments measured lately, oldest first
/// @param playlists the versions of each playlist, oldest first
/// @param playing how it played, once a second, oldest first
/// @param decisions which variant the player chose when and why, oldest first
/// @param picture what the pictures are like
/// @param sound what the sound is like
/// @param glass how it arrives, if a Tally sent it
/// @param strip what it looked like lately, in the order of the stream
/// @param where it is in the stream; empty while none is open
public record MonitorState(
    Profile profile,
    boolean allVariants,
    Optional<CheckReport> report,
    List<SegmentSample> segments,
    Map<String, List<PlaylistVersion>> playlists,
    List<PlaySample> playing,
    List<Decision> decisions,
    PictureFacts picture,
    SoundFacts sound,
    GlassFacts glass,
    List<Thumbnail> strip,
    Optional<Whereabouts> where) {
  /// No stream yet.
  public static final MonitorState NONE =
      new MonitorState(
          Profile.RFC,
          false,
          Optional.empty(),
          List.of(),
          Map.of(),
          List.of(),
          List.of(),
          PictureFacts.NONE,
          SoundFacts.NONE,
          GlassFacts.NONE,
          List.of(),
          Optional.empty());

  public MonitorState {
    segments = List.copyOf(segments);
    playlists = Collections.unmodifiableMap(new LinkedHashMap<>(playlists)); // keeps its order
    playing = List.copyOf(playing);
    decisions = List.copyOf(decisions);
    strip = List.copyOf(strip);
  }

  /// One line about it: how long, how much, how good.
  public String sentence() {
    if (report.isEmpty()) {
      return "Nothing is measured yet. Play a stream.";
    }
    CheckReport now = report.get();
    return now.problem()
        .orElseGet(() ->
            "%s, %s in %d s: %d requests, %d segments"
                .formatted(
                    count(now.errors(), "error"),
                    count(now.warnings(), "warning"),
                    now.lasted().toSeconds(),
                    now.requests().size(),
                    now.segments()));
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
