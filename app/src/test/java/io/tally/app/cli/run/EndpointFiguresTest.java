// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.app.air.OutletSample;
import io.tally.app.air.OutletStatus;
import io.tally.app.air.Reduction;
import io.tally.app.outlet.Outlet;
import io.tally.app.plan.Encode;
import io.tally.app.settings.BroadcastSettings;
import io.tally.protocol.Drops;
import io.tally.protocol.LineFigures;
import io.tally.protocol.PublishFailure;
import io.tally.protocol.PublisherState;
import io.tally.protocol.PublisherStatistics;
import io.tally.protocol.SrtFigures;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/// Does the command line tell of an endpoint what its card in the window tells?
class EndpointFiguresTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long NOW_NS = 100 * SECOND_NS;
  private static final PublisherStatistics STATISTICS =
      new PublisherStatistics(
          1,
          1,
          2,
          13_400,
          40_900_000,
          new Drops(1, 2, 3, 4),
          5,
          new LineFigures(OptionalLong.of(22_600_000), 0, 0, 0));

  private static EndpointFigures of(PublisherState state, Optional<Reduction> reduction) {
    return of(state, reduction, STATISTICS);
  }

  private static EndpointFigures of(
      PublisherState state, Optional<Reduction> reduction, PublisherStatistics statistics) {
    return new EndpointFigures(
        new OutletStatus(
            Outlet.of("one", Endpoint.parse("rtmp://live.example/app", Secret.of("hush"))),
            true,
            state,
            statistics,
            0,
            Encode.wanted(BroadcastSettings.standard()),
            reduction,
            2_660_400,
            2_499_700,
            List.of(sample(0), sample(1_330_000), sample(2_660_000), sample(9_000_000))),
        NOW_NS);
  }

  private static OutletSample sample(long sentBps) {
    return new OutletSample(1, true, 2_660_000, sentBps, 7, OptionalLong.empty(), 0);
  }

  @Test
  void liveOne_tellsSinceWhen_andEveryNumber() {
    EndpointFigures figures =
        of(new PublisherState.Live(NOW_NS - 62 * SECOND_NS), Optional.empty());
    assertThat(figures.line(true))
        .isEqualTo(
            "  live.example: live 0:01:02  ▁▅██ 2499 of 2660 kb/s  queue 41 ms, 13 kB"
                + "  round trip 23 ms  dropped 1+2 pictures, 3 sound, 4 not connected"
                + "  reconnects 5");
    assertThat(figures.line(false)).contains("live 0:01:02  2499 of");
    assertThat(figures.fields())
        .containsEntry("since_seconds", 62.0)
        .containsEntry("queue_bytes", 13_400L)
        .containsEntry("reduced", false)
        .doesNotContainKey("sentence");
  }

  private static EndpointFigures bySrt(SrtFigures srt) {
    PublisherStatistics statistics =
        new PublisherStatistics(
            1,
            1,
            2,
            13_400,
            40_900_000,
            Drops.NONE,
            0,
            new LineFigures(OptionalLong.of(22_600_000), 0, 0, 34, Optional.of(srt)));
    return of(new PublisherState.Live(NOW_NS), Optional.empty(), statistics);
  }

  @Test
  void liveOneBySrt_tellsWhatOnlySuchALineKnows() {
    EndpointFigures figures =
        bySrt(
            new SrtFigures(
                1_000_000_000, 181_400_000, 40_000_000, 2000, 24, 0.05, 1, 1316, 12_345_678, 32));
    assertThat(figures.line(false))
        .contains(
            "round trip 23 ms  latency 1000 ms  unacknowledged 181 ms"
                + "  lost 5.0 % (1.2 % in all), 34 sent again, 1 too late  line about 12345 kb/s  AES-256"
                + "  dropped 0+0 pictures");
    assertThat(figures.fields())
        .extractingByKey("srt", InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("latency_ms", 1000L)
        .containsEntry("lost_packets", 24L)
        .containsEntry("lost_percent", 1.2)
        .containsEntry("lost_percent_10s", 5.0)
        .containsEntry("line_kbps", 12_345L)
        .containsEntry("key_bits", 256);
  }

  @Test
  void silentLineOfSrt_saysForHowLong_andAnOtherLineNothingOfThat() {
    SrtFigures srt = new SrtFigures(120_000_000, 0, 2_900_000_000L, 0, 0, 0, 0, 0, 0, 0);
    assertThat(bySrt(srt).line(false))
        .contains("unacknowledged 0 ms  no answer for 2 s  lost 0.0 %")
        .contains("too late  not encrypted  dropped");
    assertThat(of(new PublisherState.Live(NOW_NS), Optional.empty()).fields())
        .doesNotContainKey("srt");
  }

  @Test
  void lostOne_tellsSinceWhen_andWhenItIsTriedAgain() {
    PublishFailure lost = new PublishFailure(PublishFailure.Kind.LOST, "The connection broke.");
    PublisherState waiting =
        new PublisherState.Reconnecting(
            2, lost, NOW_NS + 3 * SECOND_NS / 2, NOW_NS - 7 * SECOND_NS);
    EndpointFigures figures = of(waiting, Optional.empty());
    assertThat(figures.line(false)).contains("reconnecting 0:00:07, attempt 3 in 1.5 s  ");
    assertThat(figures.fields())
        .containsAllEntriesOf(Map.of("since_seconds", 7.0, "retry_seconds", 1.5));
  }

  @Test
  void reducedOne_tellsWhy() {
    Reduction less = new Reduction(1_200_000, 1_310_000, 2_660_000);
    String why = "Gets 1.2 Mb/s, smaller, because its line carries only 1.3 of 2.7 Mb/s.";
    EndpointFigures figures = of(new PublisherState.Live(NOW_NS), Optional.of(less));
    assertThat(figures.line(false)).endsWith("  " + why);
    assertThat(figures.fields()).containsEntry("reduced", true).containsEntry("sentence", why);
  }

  @Test
  void reducedOne_whoseLineIsWellAgain_tellsThatItWaits() {
    assertThat(new Reduction(1_200_000, 2_660_000, 2_660_000).sentence())
        .isEqualTo(
            "Gets 1.2 Mb/s, smaller, until its line has carried the full 2.7 Mb/s for 20 s.");
  }
}
