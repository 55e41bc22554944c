// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check;

import io.tally.player.event.TimedEvent;
import io.tally.player.glass.Arrival;
import io.tally.player.glass.GlassFacts;
import io.tally.player.playlist.Flaw.Severity;
import io.tally.player.rules.Finding;
import io.tally.player.rules.Profile;
import io.tally.player.rules.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known about a stream by now?
///
/// @param url with secrets masked
/// @param mpd it is MPEG-DASH, and measured by what is asked of both kinds only
/// @param problem why nothing could be loaded, when nothing could
/// @param complete nothing will be added
/// @param findings errors first
/// @param notKept findings that were counted only, because there were too many
/// @param events what is attached to the time of its media playlists, in order of time
/// @param requests in the order in which they ended
/// @param arrival how late and how whole it was where it was checked, when it is live
/// @param glass how late and how whole its pictures arrived where they were played, too
public record CheckReport(
    String url,
    Profile profile,
    boolean mpd,
    Instant started,
    Duration lasted,
    Optional<String> problem,
    boolean complete,
    List<TrackSummary> tracks,
    List<Finding> findings,
    long notKept,
    List<TimedEvent> events,
    List<WaterfallEntry> requests,
    Arrival arrival,
    GlassFacts glass) {
  public CheckReport {
    tracks = List.copyOf(tracks);
    findings = List.copyOf(findings);
    events = List.copyOf(events);
    requests = List.copyOf(requests);
  }

  /// The same, and how it arrived.
  public CheckReport with(GlassFacts arrived) {
    return new CheckReport(
        url, profile, mpd, started, lasted, problem, complete, tracks, findings, notKept, events,
        requests, arrival, arrived);
  }

  /// What a reader must know of how it was measured: a sentence.
  public Optional<String> note() {
    return mpd
        ? Optional.of(
            "This is MPEG-DASH: the rules for the playlists of HLS do not apply, those for media and their delivery do.")
        : Optional.empty();
  }

  /// The rules that it was measured by, by number.
  public List<Rule> rules() {
    return Rule.all().stream()
        .filter(rule -> rule.profiles().contains(profile) && rule.isAskedOf(mpd))
        .toList();
  }

  /// How many findings are errors.
  public long errors() {
    return count(Severity.ERROR);
  }

  /// How many findings are warnings.
  public long warnings() {
    return count(Severity.WARNING);
  }

  private long count(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  /// Segments looked at.
  public int segments() {
    return tracks.stream().mapToInt(TrackSummary::segments).sum();
  }
}
