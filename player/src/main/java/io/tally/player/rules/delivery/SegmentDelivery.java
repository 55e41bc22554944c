// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.delivery;

import io.tally.player.net.Exchange;
import io.tally.player.playlist.Segment;
import io.tally.player.probe.SegmentFacts.Kind;
import io.tally.player.rules.LiveRule;
import io.tally.player.rules.MediaRule;
import io.tally.player.rules.Profile;
import io.tally.player.rules.Reporter;
import java.util.Set;

/// How does a server deliver segments (rules 43 and 71)?
public final class SegmentDelivery {
  private static final Set<String> TRANSPORT_STREAM = Set.of("video/mp2t");
  private static final Set<String> FRAGMENTS =
      Set.of("video/mp4", "audio/mp4", "video/iso.segment", "application/mp4");
  private static final Set<String> SOUND =
      Set.of(
          "audio/aac",
          "audio/aacp",
          "audio/x-aac",
          "audio/mpeg",
          "audio/ac3",
          "audio/eac3",
          "audio/mp4");
  private static final Set<String> TEXT = Set.of("text/vtt");

  private SegmentDelivery() {}

  /// A listed segment that did not come.
  public static void failed(Segment segment, Exchange exchange, Reporter out) {
    if (exchange.status() / 100 == 4) {
      out.report(
          LiveRule.AVAILABLE,
          segment.line(),
          "Segment %d is listed, and the server answers %d",
          segment.mediaSequence(),
          exchange.status());
    } else {
      out.report(
          LiveRule.AVAILABLE,
          segment.line(),
          "%s",
          "Segment "
              + segment.mediaSequence()
              + " does not come: "
              + exchange.problem().orElse("the server answers " + exchange.status()));
    }
  }

  /// A segment that has just been removed from the playlist and is asked for once more.
  public static void removed(Segment segment, Exchange exchange, Reporter out) {
    if (exchange.status() == 404 || exchange.status() == 410) {
      out.warn(
          LiveRule.AVAILABLE,
          0,
          "Segment %d left the playlist just now and is gone already: the server answers %d",
          segment.mediaSequence(),
          exchange.status());
    }
  }

  /// A segment that came.
  public static void check(Segment segment, Exchange exchange, Kind kind, Reporter out) {
    TransportCheck.check(exchange, out);
    if (exchange.redirects() > 0) {
      out.report(
          MediaRule.PLAIN_DELIVERY,
          segment.line(),
          "Segments come by %d redirect(s)",
          exchange.redirects());
    }
    String type = PlaylistDelivery.mediaType(exchange);
    Set<String> right =
        switch (kind) {
          case TS -> TRANSPORT_STREAM;
          case FMP4 -> FRAGMENTS;
          case PACKED_AUDIO -> SOUND;
          case WEBVTT -> TEXT;
          case UNKNOWN -> Set.of();
        };
    if (!right.isEmpty() && !right.contains(type) && out.profile() != Profile.RFC) {
      out.report(
          MediaRule.PLAIN_DELIVERY,
          0,
          "Segments of kind %s have the type %s",
          kind,
          type.isEmpty() ? "that is not told" : type);
    }
  }
}
