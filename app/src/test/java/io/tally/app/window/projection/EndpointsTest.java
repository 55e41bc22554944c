// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.app.air.OutletSample;
import io.tally.app.air.OutletStatus;
import io.tally.app.air.Reduction;
import io.tally.app.outlet.Outlet;
import io.tally.app.plan.Encode;
import io.tally.app.plan.EncodePlan;
import io.tally.app.settings.BroadcastSettings;
import io.tally.app.window.state.endpoint.Condition;
import io.tally.app.window.state.endpoint.Destinations;
import io.tally.app.window.state.endpoint.EndpointItem;
import io.tally.app.window.state.endpoint.Figures;
import io.tally.app.window.state.endpoint.History;
import io.tally.app.window.state.endpoint.SrtNumbers;
import io.tally.protocol.Drops;
import io.tally.protocol.LineFigures;
import io.tally.protocol.PublishFailure;
import io.tally.protocol.PublisherState;
import io.tally.protocol.PublisherStatistics;
import io.tally.protocol.SrtFigures;
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
  private static final Reduction LESS = new Reduction(1_200_000, 1_310_000, 2_660_000);
  private static final PublishFailure LOST =
      new PublishFailure(PublishFailure.Kind.LOST, "The connection broke.");
  private static final PublisherStatistics STATISTICS =
      new PublisherStatistics(
          1,
          1,
          1,
          13_000,
          40_900_000,
          new Drops(1, 0, 0, 0),
          2,
          new LineFigures(OptionalLong.of(22_600_000), 0, 0, 0));

  private static Place place(boolean on) {
    return new Place(
        "one",
        "My channel",
        "live.example",
        false,
        on,
        Services.known().named("youtube"),
        Optional.of(outlet("one", "youtube").withOn(on)));
  }

  private static Outlet outlet(String id, String service) {
    return Outlet.of(id, Endpoint.parse("rtmp://live.example/app", Secret.of("key")))
        .withName(service)
        .withService(Services.known().named(service));
  }

  private static OutletStatus status(PublisherState state, boolean on) {
    return status(state, on, STATISTICS);
  }

  private static OutletStatus status(
      PublisherState state, boolean on, PublisherStatistics statistics) {
    Outlet outlet = outlet("one", "youtube");
    OutletSample sample =
        new OutletSample(1, true, 2_660_000, 2_500_000, 7_000_000, OptionalLong.empty(), 0);
    return new OutletStatus(
        outlet,
        on,
        state,
        statistics,
        0,
        ENCODE,
        Optional.of(LESS),
        2_660_400,
        2_499_700,
        List.of(sample));
  }

  private static EndpointFacts facts(Place place, List<OutletStatus> statuses) {
    return facts(ENCODE, List.of(place), statuses);
  }

  private static EndpointFacts facts(
      Encode wanted, List<Place> places, List<OutletStatus> statuses) {
    List<Outlet> outlets = places.stream().flatMap(place -> place.outlet().stream()).toList();
    return new EndpointFacts(
        places,
        statuses,
        wanted,
        EncodePlan.of(wanted, outlets),
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
            new Figures(
                2_500_000,
                2_660_000,
                40,
                13_000,
                OptionalLong.of(23),
                new Drops(1, 0, 0, 0),
                2,
                Optional.of(
                    "Gets 1.2 Mb/s, smaller, because its line carries only 1.3 of 2.7 Mb/s.")));
    assertThat(item.history())
        .isEqualTo(new History(List.of(new History.Sample(2_500_000, 2_660_000, 7))));
  }

  @Test
  void liveBySrt_tellsWhatOnlySuchALineKnows() {
    SrtFigures srt =
        new SrtFigures(
            1_000_000_000, 181_400_000, 40_000_000, 2000, 25, 0.05, 1, 1316, 12_345_678, 32);
    PublisherStatistics statistics =
        new PublisherStatistics(
            1,
            1,
            1,
            13_000,
            40_900_000,
            Drops.NONE,
            0,
            new LineFigures(OptionalLong.of(22_600_000), 0, 0, 34, Optional.of(srt)));
    OutletStatus live = status(new PublisherState.Live(NOW_NS), true, statistics);
    EndpointItem item =
        Endpoints.of(facts(place(true), List.of(live)), true, NOW_NS).endpoints().getFirst();
    assertThat(item.figures().srt())
        .contains(new SrtNumbers(1000, 181, 0, 50, 13, 34, 1, 12_346_000, 256));
  }

  @Test
  void reconnecting_namesTheComingAttempt_andCountsDown() {
    PublisherState waiting =
        new PublisherState.Reconnecting(2, LOST, NOW_NS + 3_100_000_000L, NOW_NS - 7_000_000_000L);
    assertThat(busy(waiting, true).condition())
        .isEqualTo(new Condition.Reconnecting(7, 3, 4, "The connection broke."));
    PublisherState trying = new PublisherState.Reconnecting(2, LOST, NOW_NS - 5, NOW_NS - 9);
    assertThat(busy(trying, true).condition())
        .isEqualTo(new Condition.Reconnecting(0, 3, 0, "The connection broke."));
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

  private static Place of(String service) {
    return new Place(
        service,
        service,
        "h",
        false,
        true,
        Services.known().named(service),
        Optional.of(outlet(service, service)));
  }

  private static Destinations before(Encode wanted, Place... places) {
    return Endpoints.of(facts(wanted, List.of(places), List.of()), false, NOW_NS);
  }

  private static Encode videoBitrate(int bps) {
    return new Encode(ENCODE.picture(), ENCODE.coding().withVideoBitrate(bps));
  }

  @Test
  void planOfTheOneEncodeThatWasAskedFor_needsNoWords_andAnyOtherDoes() {
    assertThat(before(ENCODE, of("youtube")).plan()).isEmpty();
    assertThat(before(videoBitrate(20_000_000), of("twitch")).plan().orElseThrow())
        .startsWith("twitch gets ")
        .contains("6000 kb/s");
    assertThat(before(ENCODE, of("cloudflare"), of("soop-global")).plan().orElseThrow())
        .startsWith("2 encodes. ")
        .contains("soop-global gets an encode of its own");
  }

  @Test
  void whatThePlanMends_isNoObjection() {
    assertThat(before(videoBitrate(20_000_000), of("youtube"), of("twitch")).endpoints())
        .allSatisfy(item -> assertThat(item.remarks()).isEmpty());
    assertThat(before(ENCODE, of("cloudflare"), of("soop-global")).endpoints())
        .allSatisfy(item -> assertThat(item.remarks()).isEmpty());
  }

  @Test
  void whatNoEncodeMends_isShownBeforeGoingLive_ofWhatIsSwitchedOn() {
    EndpointItem item = before(ENCODE, of("chzzk")).endpoints().getFirst();
    assertThat(item.remarks()).hasSize(1);
    assertThat(item.remarks().getFirst().sentence()).contains("CHZZK").contains("1080 lines");
    assertThat(item.remarks().getFirst().mend().orElseThrow()).isInstanceOf(Fix.SetCanvas.class);
    EndpointFacts facts = facts(of("chzzk"), List.of());
    assertThat(Endpoints.of(facts, true, NOW_NS).endpoints().getFirst().remarks()).isEmpty();
  }

  @Test
  void thisComputer_showsItsPage_whileItIsLive() {
    Place here =
        new Place("one", "This computer", "here", true, true, Optional.empty(), Optional.empty());
    List<OutletStatus> live = List.of(status(new PublisherState.Live(NOW_NS), true));
    assertThat(Endpoints.of(facts(here, live), true, NOW_NS).endpoints().getFirst().page())
        .contains(URI.create("http://127.0.0.1:8935/"));
    assertThat(Endpoints.of(facts(here, live), false, NOW_NS).endpoints().getFirst().page())
        .isEmpty();
  }
}
