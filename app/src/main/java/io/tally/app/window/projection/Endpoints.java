// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.projection;

import io.tally.app.air.OutletSample;
import io.tally.app.air.OutletStatus;
import io.tally.app.air.Reduction;
import io.tally.app.plan.EncodePlan;
import io.tally.app.window.state.endpoint.Condition;
import io.tally.app.window.state.endpoint.Destinations;
import io.tally.app.window.state.endpoint.EndpointItem;
import io.tally.app.window.state.endpoint.Figures;
import io.tally.app.window.state.endpoint.History;
import io.tally.app.window.state.endpoint.Remark;
import io.tally.app.window.state.endpoint.SrtNumbers;
import io.tally.protocol.LineFigures;
import io.tally.protocol.PublisherState;
import io.tally.protocol.PublisherStatistics;
import io.tally.protocol.SrtFigures;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What does the list of endpoints show, given how everything stands?
///
/// A pure function: the same facts always give the same list.
final class Endpoints {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long MILLI_NS = 1_000_000L;
  private static final int STEP_BPS = 1000; // less is not seen, and would be drawn all the same

  private Endpoints() {}

  /// @param busy whether the programme goes out, or is about to
  /// @param nowNs `System.nanoTime`
  static Destinations of(EndpointFacts facts, boolean busy, long nowNs) {
    return new Destinations(
        facts.places().stream().map(place -> item(place, facts, busy, nowNs)).toList(),
        plan(facts),
        facts.form());
  }

  /// One encode for all, as it was asked for, needs no words.
  private static Optional<String> plan(EndpointFacts facts) {
    if (facts.plan().isAsAsked(facts.wanted())) {
      return Optional.empty();
    }
    List<String> sentences = facts.plan().sentences();
    String count = sentences.size() < 2 ? "" : sentences.size() + " encodes. ";
    return Optional.of(count + String.join(" ", sentences));
  }

  private static EndpointItem item(Place place, EndpointFacts facts, boolean busy, long nowNs) {
    Optional<OutletStatus> status =
        facts.statuses().stream()
            .filter(each -> busy && each.outlet().id().equals(place.id()))
            .findFirst();
    Condition condition =
        status
            .map(known -> condition(known, nowNs))
            .orElse(place.on() ? new Condition.Ready() : new Condition.Off());
    boolean told = condition.active();
    return new EndpointItem(
        place.id(),
        place.name(),
        place.service().map(known -> known.name()).orElse(place.host()),
        place.fixed(),
        place.on(),
        place.fixed() && condition instanceof Condition.Live ? facts.page() : Optional.empty(),
        condition,
        status.filter(_ -> told).map(Endpoints::figures).orElse(Figures.NONE),
        status.filter(_ -> told).map(Endpoints::history).orElse(History.NONE),
        place.on() && !busy ? remarks(place, facts.plan()) : List.of());
  }

  static Condition condition(OutletStatus status, long nowNs) {
    if (!status.on()) {
      return new Condition.Off();
    }
    return switch (status.state()) {
      case PublisherState.Idle _, PublisherState.Connecting _ -> new Condition.Connecting();
      case PublisherState.Live live ->
          new Condition.Live(Math.max(0, (nowNs - live.sinceNs()) / SECOND_NS));
      case PublisherState.Reconnecting again ->
          new Condition.Reconnecting(
              Math.max(0, (nowNs - again.lostAtNs()) / SECOND_NS),
              again.attempt() + 1, // it counts those that are over
              Math.max(0, Math.ceilDiv(again.retryAtNs() - nowNs, SECOND_NS)),
              again.cause().sentence());
      case PublisherState.Stopped _ -> new Condition.Off();
      case PublisherState.Failed failed -> new Condition.Failed(failed.failure().sentence());
    };
  }

  private static Figures figures(OutletStatus status) {
    PublisherStatistics statistics = status.statistics();
    OptionalLong roundTrip = statistics.line().roundTripNs();
    return new Figures(
        rounded(status.sentBps()),
        rounded(status.targetBps()),
        statistics.queuedNs() / MILLI_NS,
        statistics.queuedBytes(),
        roundTrip.isPresent()
            ? OptionalLong.of(Math.round(roundTrip.getAsLong() / (double) MILLI_NS))
            : OptionalLong.empty(),
        statistics.drops(),
        statistics.reconnects(),
        statistics.line().srt().map(srt -> srt(srt, statistics.line())),
        status.reduction().filter(_ -> isLive(status)).map(Reduction::sentence));
  }

  private static SrtNumbers srt(SrtFigures srt, LineFigures line) {
    return new SrtNumbers(
        srt.latencyNs() / MILLI_NS,
        srt.sendBufferNs() / MILLI_NS,
        srt.acknowledgedAgoNs() / SECOND_NS,
        permille(srt.recentLossShare()),
        permille(srt.lossShare()),
        line.retransmitted(),
        srt.droppedPackets(),
        rounded(srt.lineBps()),
        srt.keyBytes() * Byte.SIZE);
  }

  private static int permille(double share) {
    return (int) Math.round(share * 1000);
  }

  /// Without a connection there are graver things to say than how much would go over it.
  private static boolean isLive(OutletStatus status) {
    return status.state() instanceof PublisherState.Live;
  }

  private static History history(OutletStatus status) {
    return new History(status.history().stream().map(Endpoints::sample).toList());
  }

  private static History.Sample sample(OutletSample sample) {
    return new History.Sample(sample.sentBps(), sample.targetBps(), sample.queuedNs() / MILLI_NS);
  }

  private static long rounded(long bps) {
    return Math.round(bps / (double) STEP_BPS) * STEP_BPS;
  }

  /// What the plan cannot mend by an encode of its own.
  private static List<Remark> remarks(Place place, EncodePlan plan) {
    return place.outlet().map(plan::objections).orElse(List.of()).stream()
        .map(objection -> new Remark(objection.sentence(), objection.fix()))
        .toList();
  }
}
