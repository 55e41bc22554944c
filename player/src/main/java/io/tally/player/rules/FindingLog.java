// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import io.tally.player.playlist.Flaw;
import io.tally.player.playlist.Flaw.Severity;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was found so far?
///
/// The same finding again is counted. Of one rule at one address the first fifty are kept and the
/// rest only counted: a stream that is all faults must not fill the memory. Threads: any.
public final class FindingLog {
  private static final int MOST_OF_ONE_RULE = 50;
  private static final int MOST = 5_000;

  private record Place(int rule, Severity severity, String url, String seen) {}

  private record Kind(int rule, String url) {}

  private final Profile profile;
  private final Clock clock;
  private final Map<Place, Finding> findings = new LinkedHashMap<>(); // guarded by this
  private final Map<Kind, Integer> kinds = new HashMap<>(); // guarded by this
  private long notKept; // guarded by this
  private volatile boolean mpd;

  public FindingLog(Profile profile, Clock clock) {
    this.profile = profile;
    this.clock = clock;
  }

  /// Says that the stream's manifest is an MPD: from now on what is asked of HLS alone is not
  /// found.
  public void measureMpd() {
    mpd = true;
  }

  /// Whether the stream's manifest is an MPD.
  public boolean isMpd() {
    return mpd;
  }

  /// Who is told what is found at an address.
  public Reporter at(URI uri) {
    String url = MaskedAddress.of(uri);
    return new Reporter() {
      @Override
      public Profile profile() {
        return profile;
      }

      @Override
      public void report(Rule rule, Severity severity, int line, String seen) {
        if (rule.profiles().contains(profile) && rule.isAskedOf(mpd)) {
          add(rule, rule.severity(mpd, severity), url, line, seen);
        }
      }
    };
  }

  /// Takes over what the parser found.
  public void add(URI uri, List<Flaw> flaws) {
    Reporter out = at(uri);
    for (Flaw flaw : flaws) {
      Rule rule = Rule.of(flaw.rule()).orElse(TextRule.SYNTAX);
      out.report(rule, flaw.severity(), flaw.line(), flaw.message());
    }
  }

  private synchronized void add(Rule rule, Severity severity, String url, int line, String seen) {
    Instant now = clock.instant();
    Place place = new Place(rule.id(), severity, url, seen);
    Finding before = findings.get(place);
    if (before != null) {
      findings.put(place, before.again(now));
      return;
    }
    int ofKind = kinds.merge(new Kind(rule.id(), url), 1, Integer::sum);
    if (ofKind > MOST_OF_ONE_RULE || findings.size() >= MOST) {
      notKept++;
    } else {
      findings.put(place, new Finding(rule, severity, url, line, seen, now, now, 1));
    }
  }

  /// All that are kept: errors first, then by rule, then by time.
  public synchronized List<Finding> findings() {
    return findings.values().stream()
        .sorted(
            Comparator.comparing(Finding::severity)
                .thenComparing(finding -> finding.rule().id())
                .thenComparing(Finding::first))
        .toList();
  }

  /// How many were counted only.
  public synchronized long notKept() {
    return notKept;
  }
}
