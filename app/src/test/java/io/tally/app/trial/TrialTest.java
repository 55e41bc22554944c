// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tally.app.outlet.Outlet;
import io.tally.capture.media.VideoFrame;
import io.tally.protocol.badline.FaultProxy;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.ingest.IngestServer;
import io.tally.protocol.ingest.IngestSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrialTest {
  private static final int MOST_BPS = 3_000_000;
  private final CountDownLatch interrupted = new CountDownLatch(1);

  @AfterEach
  void nothingLeaks() {
    assertThat(VideoFrame.openFrames()).isZero();
  }

  private static Outlet outlet(int port) {
    return Outlet.of(
        "here", new Endpoint(URI.create("rtmp://127.0.0.1:" + port + "/live"), Secret.of("live")));
  }

  @Test
  void slowLine_isFoundOut_byWhatItCarries() throws Exception {
    try (IngestServer ingest = IngestServer.start(new IngestSettings("127.0.0.1", 0, 0));
        FaultProxy proxy = new FaultProxy(ingest.rtmpUrl().getPort())) {
      proxy.throttle(1_000_000);

      Trial.Result result =
          new Trial(outlet(proxy.port()), MOST_BPS, interrupted).run(Duration.ofSeconds(10));

      assertThat(result.limited()).isTrue();
      assertThat(result.bps()).isBetween(300_000, 1_300_000);
    }
  }

  @Test
  void quickLine_isFilledWithWhatWasAsked() throws Exception {
    try (IngestServer ingest = IngestServer.start(new IngestSettings("127.0.0.1", 0, 0))) {
      Trial.Result result =
          new Trial(outlet(ingest.rtmpUrl().getPort()), MOST_BPS, interrupted)
              .run(Duration.ofSeconds(4));

      // The picture alone would be a tenth of it.
      assertThat(result.statistics().sentBytes() * 8).isGreaterThan(MOST_BPS);
    }
  }

  @Test
  void endpointThatIsNotThere_isASentence() {
    assertThatThrownBy(() -> new Trial(outlet(1), MOST_BPS, interrupted).run(Duration.ofSeconds(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1");
  }
}
