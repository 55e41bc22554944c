// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import io.tally.player.playlist.Flaw.Severity;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was found so far?
///
/// The same finding again is counted. Of one rule at one address the first fifty are kept and the
/// rest only counted: a stream that is all faults must not fill the memory. Threads: any.
public final class FindingLog {
  private static final int MOST_OF_ONE_RULE = 50;
  private static final int MOST = 5_000;

  /// @param stays the line, where lines stay; else 0
  private record Same(int rule, Severity severity, String url, int stays, String seen) {}

  private record Kind(int rule, String url) {}

  private final Profile profile;
  private final Clock clock;
  private final Map<Same, Finding> findings = new LinkedHashMap<>(); // guarded by this
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
    return new Place(uri, false, Optional.empty());
  }

  /// Who is told what is found in a media playlist, its segments and its answers.
  ///
  /// @param variants who is told what is found about its variant, which stands elsewhere
  public Reporter at(URI uri, Reporter variants) {
    return new Place(uri, false, Optional.of(variants));
  }

  /// Who is told what is found in a multivariant playlist.
  public Reporter ofVariants(URI multivariant) {
    return new Place(multivariant, true, Optional.empty());
  }

  private synchronized void add(
      Rule rule, Severity severity, String url, int line, int stays, String seen) {
    Instant now = clock.instant();
    Same same = new Same(rule.id(), severity, url, stays, seen);
    Finding before = findings.get(same);
    if (before != null) {
      findings.put(same, before.again(now));
      return;
    }
    int ofKind = kinds.merge(new Kind(rule.id(), url), 1, Integer::sum);
    if (ofKind > MOST_OF_ONE_RULE || findings.size() >= MOST) {
      notKept++;
    } else {
      findings.put(same, new Finding(rule, severity, url, line, seen, now, now, 1));
    }
  }

  /// All that are kept: errors first, then by rule, then by time.
  public synchronized List<Finding> findings() {
    return findings.values().stream()
        .sorted(
            Comparator.comparing(Finding::severity)
                .thenComparingInt(finding -> finding.rule().id())
                .thenComparing(Finding::first))
        .toList();
  }

  /// How many were counted only.
  public synchronized long notKept() {
    return notKept;
  }

  /// In which document lies what is found?
  private final class Place implements Reporter {
    private final String url;
    private final boolean stays;
    private final Optional<Reporter> variants;

    /// @param stays its lines do, so that the same words at another line are of another variant; a
    ///   segment's line moves with each reload
    private Place(URI uri, boolean stays, Optional<Reporter> variants) {
      url = MaskedAddress.of(uri);
      this.stays = stays;
      this.variants = variants;
    }

    @Override
    public Profile profile() {
      return profile;
    }

    @Override
    public Reporter ofVariants() {
      return variants.orElse(this);
    }

    @Override
    public void report(Rule rule, Severity severity, int line, String seen) {
      if (rule.profiles().contains(profile) && rule.isAskedOf(mpd)) {
        add(rule, rule.severity(mpd, severity), url, line, stays ? line : 0, seen);
      }
    }
  }
}
