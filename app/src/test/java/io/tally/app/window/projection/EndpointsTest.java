// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.app.air.OutletSample;
import io.tally.app.air.OutletStatus;
import io.tally.app.outlet.Outlet;
import io.tally.app.plan.Encode;
import io.tally.app.settings.BroadcastSettings;
import io.tally.app.window.state.endpoint.Condition;
import io.tally.app.window.state.endpoint.Destinations;
import io.tally.app.window.state.endpoint.EndpointItem;
import io.tally.app.window.state.endpoint.Figures;
import io.tally.app.window.state.endpoint.History;
import io.tally.protocol.Drops;
import io.tally.protocol.LineFigures;
import io.tally.protocol.PublishFailure;
import io.tally.protocol.PublisherState;
import io.tally.protocol.PublisherStatistics;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.service.Fix;
import io.tally.protocol.service.Services;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Does each card say how its endpoint stands?
class EndpointsTest {
  private static final long NOW_NS = 100_000_000_000L;
  private static final Encode ENCODE = Encode.wanted(BroadcastSettings.standard());
  private static final PublishFailure LOST =
      new PublishFailure(PublishFailure.Kind.LOST, "The connection broke.");
  private static final PublisherStatistics STATISTICS =
      new PublisherStatistics(
          1,
          1,
          1,
          1,
          40_900_000,
          new Drops(1, 0, 0, 0),
          2,
          new LineFigures(OptionalLong.of(22_600_000), 0, 0, 0));

  private static Place place(boolean on) {
    return new Place(
        "one", "My channel", "live.example", false, on, Services.known().named("youtube"));
  }

  private static OutletStatus status(PublisherState state, boolean on) {
    Outlet outlet = Outlet.of("one", Endpoint.parse("rtmp://live.example/app", Secret.of("key")));
    OutletSample sample =
        new OutletSample(1, true, 2_660_000, 2_500_000, 7_000_000, OptionalLong.empty(), 0);
    return new OutletStatus(
        outlet, on, state, STATISTICS, 0, ENCODE, false, 2_660_400, 2_499_700, List.of(sample));
  }

  private static EndpointFacts facts(Place place, List<OutletStatus> statuses, String... plan) {
    return new EndpointFacts(
        List.of(place),
        statuses,
        ENCODE.media(),
        List.of(plan),
        Optional.of(URI.create("http://127.0.0.1:8935/")),
        Optional.empty());
  }

  private static EndpointItem busy(PublisherState state, boolean on) {
    Destinations shown = Endpoints.of(facts(place(on), List.of(status(state, on))), true, NOW_NS);
    return shown.endpoints().getFirst();
  }

  @Test
  void offAir_theSwitchSaysAll_whateverWasBefore() {
    List<OutletStatus> last = List.of(status(new PublisherState.Failed(LOST), true));
    assertThat(Endpoints.of(facts(place(true), last), false, NOW_NS).endpoints())
        .extracting(EndpointItem::condition)
        .containsExactly(new Condition.Ready());
    assertThat(Endpoints.of(facts(place(false), last), false, NOW_NS).endpoints())
        .extracting(EndpointItem::condition)
        .containsExactly(new Condition.Off());
  }

  @Test
  void live_countsWholeSeconds_andTellsTheLinesNumbers() {
    EndpointItem item = busy(new PublisherState.Live(NOW_NS - 2_900_000_000L), true);
    assertThat(item.condition()).isEqualTo(new Condition.Live(2));
    assertThat(item.figures())
        .isEqualTo(
            new Figures(2_500_000, 2_660_000, 40, OptionalLong.of(23), new Drops(1, 0, 0, 0), 2));
    assertThat(item.history())
        .isEqualTo(new History(List.of(new History.Sample(2_500_000, 2_660_000, 7))));
  }

  @Test
  void reconnecting_namesTheComingAttempt_andCountsDown() {
    PublisherState waiting =
        new PublisherState.Reconnecting(2, LOST, NOW_NS + 3_100_000_000L, NOW_NS - 1);
    assertThat(busy(waiting, true).condition())
        .isEqualTo(new Condition.Reconnecting(3, 4, "The connection broke."));
    PublisherState trying = new PublisherState.Reconnecting(2, LOST, NOW_NS - 5, NOW_NS - 9);
    assertThat(busy(trying, true).condition())
        .isEqualTo(new Condition.Reconnecting(3, 0, "The connection broke."));
  }

  @Test
  void failedOne_staysFailed_untilItIsSwitchedOff() {
    assertThat(busy(new PublisherState.Failed(LOST), true).condition())
        .isEqualTo(new Condition.Failed("The connection broke."));
    assertThat(busy(new PublisherState.Failed(LOST), false).condition())
        .isEqualTo(new Condition.Off());
  }

  @Test
  void addedWhileLive_waits() {
    EndpointItem item =
        Endpoints.of(facts(place(true), List.of()), true, NOW_NS).endpoints().getFirst();
    assertThat(item.condition()).isEqualTo(new Condition.Ready());
    assertThat(item.figures()).isEqualTo(Figures.NONE);
  }

  @Test
  void planOfOneEncode_needsNoWords_andOneOfTwoDoes() {
    assertThat(Endpoints.of(facts(place(true), List.of(), "All get it."), false, 0).plan())
        .isEmpty();
    assertThat(Endpoints.of(facts(place(true), List.of(), "One.", "Two."), false, 0).plan())
        .contains("2 encodes. One. Two.");
  }

  @Test
  void objections_areShownBeforeGoingLive_ofWhatIsSwitchedOn() {
    Place twitch =
        new Place("t", "Twitch", "t.example", false, true, Services.known().named("twitch"));
    Encode large = new Encode(ENCODE.picture(), ENCODE.coding().withVideoBitrate(20_000_000));
    EndpointFacts wanted =
        new EndpointFacts(
            List.of(twitch),
            List.of(),
            large.media(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    EndpointItem item = Endpoints.of(wanted, false, NOW_NS).endpoints().getFirst();
    assertThat(item.remarks()).isNotEmpty();
    assertThat(item.remarks().getFirst().sentence()).contains("Twitch").contains("20");
    assertThat(item.remarks().getFirst().mend().orElseThrow())
        .isInstanceOf(Fix.SetVideoBitrate.class);
    assertThat(Endpoints.of(wanted, true, NOW_NS).endpoints().getFirst().remarks()).isEmpty();
  }

  @Test
  void thisComputer_showsItsPage_whileItIsLive() {
    Place here = new Place("one", "This computer", "here", true, true, Optional.empty());
    List<OutletStatus> live = List.of(status(new PublisherState.Live(NOW_NS), true));
    assertThat(Endpoints.of(facts(here, live), true, NOW_NS).endpoints().getFirst().page())
        .contains(URI.create("http://127.0.0.1:8935/"));
    assertThat(Endpoints.of(facts(here, live), false, NOW_NS).endpoints().getFirst().page())
        .isEmpty();
  }
}
