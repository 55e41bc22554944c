// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.media;

import io.tally.player.probe.SegmentFacts;
import io.tally.player.probe.SegmentFacts.Kind;
import io.tally.player.rules.MediaRule;
import io.tally.player.rules.Profile;
import io.tally.player.rules.Reporter;
import io.tally.player.rules.TextRule;

/// Is a segment's container whole (rules 13, 15, 65, 68 and 69)?
final class ContainerCheck {
  private ContainerCheck() {}

  static void check(SeenSegment now, Reporter out) {
    SegmentFacts facts = now.facts();
    int line = now.segment().line();
    boolean encrypted = !now.segment().keys().isEmpty();
    boolean wholeSegment = encrypted && now.segment().keys().getFirst().method().startsWith("AES-");
    if (facts.kind() == Kind.UNKNOWN) {
      if (!encrypted) {
        out.report(
            TextRule.SYNTAX,
            line,
            "%s is neither MPEG-TS nor fragmented MP4 nor packed audio nor WebVTT",
            now.name());
      }
      return;
    }
    if (wholeSegment) {
      out.report(
          TextRule.KEY_ENDS,
          line,
          "%s is in the clear, and EXT-X-KEY says %s",
          now.name(),
          now.segment().keys().getFirst().method());
    }
    switch (facts.kind()) {
      case TS -> transportStream(now, facts, out);
      case FMP4 -> {
        if (now.segment().init().isEmpty()) {
          out.report(
              TextRule.INIT_SECTION, line, "%s is fragmented MP4 without EXT-X-MAP", now.name());
        }
      }
      case PACKED_AUDIO -> {
        if (!facts.timeTold()) {
          out.report(
              MediaRule.TIME_OF_AUDIO_AND_TEXT,
              line,
              "%s is packed audio and does not begin with an ID3 timestamp",
              now.name());
        }
      }
      case WEBVTT -> {
        if (!facts.timeTold()) {
          out.report(
              MediaRule.TIME_OF_AUDIO_AND_TEXT,
              line,
              "%s is WebVTT without X-TIMESTAMP-MAP",
              now.name());
        }
      }
      case UNKNOWN -> {}
    }
  }

  private static void transportStream(SeenSegment now, SegmentFacts facts, Reporter out) {
    int line = now.segment().line();
    if (!facts.tablesFirst() && now.segment().init().isEmpty()) {
      out.report(
          MediaRule.TABLES_FIRST,
          line,
          "%s has media before its PAT and PMT, or lacks them",
          now.name());
    }
    if (facts.audio().size() > 1 && out.profile() != Profile.RFC) {
      out.report(
          MediaRule.TABLES_FIRST,
          line,
          "%s has %d streams of sound",
          now.name(),
          facts.audio().size());
    }
    if (facts.counterErrors() > 0) {
      out.report(
          MediaRule.TIME_RUNS_ON,
          line,
          "In segment %d continuity counters do not run on %d times: packets are lost",
          now.segment().mediaSequence(),
          facts.counterErrors());
    }
  }
}
