// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.protocol.PublisherState;
import io.tally.protocol.PublisherState.Live;
import io.tally.protocol.PublisherState.Reconnecting;
import io.tally.protocol.programme.FlvProgramme;
import io.tally.protocol.publish.LivePublisher;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Does a stop end within two seconds, whatever the network does?
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StopInTimeTest {
  private FlvProgramme sample;
  private Stage stage;

  @BeforeAll
  void makeSample(@TempDir Path folder) throws Exception {
    sample = FlvProgramme.make(folder, 2);
  }

  @BeforeEach
  void begin() throws Exception {
    stage = new Stage(sample);
  }

  @AfterEach
  void end() throws Exception {
    stage.close();
  }

  private LivePublisher started() {
    var publisher = stage.publisher();
    stage.programme.start();
    publisher.start();
    return publisher;
  }

  private LivePublisher live() {
    var publisher = started();
    await().atMost(Stage.PATIENCE).until(() -> stage.arrivals.begun() == 1);
    return publisher;
  }

  private static void assertStopsInTime(LivePublisher publisher) {
    var beginNs = System.nanoTime();
    publisher.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - beginNs)).isLessThan(Duration.ofSeconds(2));
    assertThat(publisher.state()).isEqualTo(new PublisherState.Stopped());
  }

  @Test
  void whileTheFirstHandshakeHangs() {
    stage.proxy.hole(true);
    assertStopsInTime(started());
  }

  @Test
  void whileTheLineTakesNothing() {
    var publisher = live();
    stage.proxy.hole(true);
    await().atMost(Stage.PATIENCE).until(() -> publisher.statistics().queuedBytes() > 10_000);
    assertThat(publisher.state()).isInstanceOf(Live.class);
    assertStopsInTime(publisher);
  }

  @Test
  void whileTheLineCrawls() {
    var publisher = live();
    stage.proxy.throttle(100_000);
    await().atMost(Stage.PATIENCE).until(() -> publisher.statistics().queuedBytes() > 10_000);
    assertStopsInTime(publisher);
  }

  @Test
  void whileItWaitsForTheNextAttempt() throws Exception {
    var publisher = live();
    stage.proxy.close();
    Stage.awaitLoss(publisher);
    await()
        .atMost(Stage.PATIENCE)
        .until(() ->
            publisher.state() instanceof Reconnecting waits
                && waits.retryAtNs() - System.nanoTime() > 300_000_000);
    assertStopsInTime(publisher);
  }

  @Test
  void whileTheNextAttemptHangs() {
    var publisher = live();
    var before = stage.proxy.connections();
    stage.proxy.resetAfter(100);
    stage.proxy.hole(true);
    await().atMost(Stage.PATIENCE).until(() -> stage.proxy.connections() > before);
    assertStopsInTime(publisher);
  }
}
