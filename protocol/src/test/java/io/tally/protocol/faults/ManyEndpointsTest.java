// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.encoder.packet.Track;
import io.tally.protocol.programme.CollectedStream;
import io.tally.protocol.programme.FlvProgramme;
import io.tally.protocol.programme.NumberedProgramme;
import io.tally.protocol.publish.LivePublisher;
import io.tally.protocol.publish.ReconnectPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Does an endpoint whose line crawls change anything for those beside it?
class ManyEndpointsTest {
  private static final int ENDPOINTS = 8;

  @Test
  void oneOfEightCrawls_andSevenGetEveryPacketInOrder(@TempDir Path folder) throws Exception {
    try (var stage = new Stage(FlvProgramme.make(folder, 2))) {
      var publishers = new ArrayList<LivePublisher>();
      for (var i = 0; i < ENDPOINTS; i++) {
        var port = i == 0 ? stage.proxy.port() : stage.listenerPort();
        var publisher = stage.publisher(port, Stage.settings(), ReconnectPolicy.usual());
        publisher.start();
        Stage.awaitLive(publisher);
        publishers.add(publisher);
      }
      var crawling = publishers.getFirst();
      stage.proxy.throttle(100_000);
      stage.programme.start();
      await().atMost(Stage.PATIENCE).until(() -> crawling.statistics().drops().pictures() > 60);
      stage.programme.close();
      publishers.forEach(LivePublisher::stop);

      var pictures = LongStream.range(0, stage.programme.pictures()).boxed().toList();
      var sounds = LongStream.range(0, stage.programme.sounds()).boxed().toList();
      for (var i = 1; i < ENDPOINTS; i++) {
        var stream = stage.arrivals.streams().get(i);
        stream.ended.await();
        assertThat(publishers.get(i).statistics().drops().all()).isZero();
        assertThat(numbers(stream, Track.VIDEO)).isEqualTo(pictures);
        assertThat(numbers(stream, Track.AUDIO)).isEqualTo(sounds);
      }
    }
  }

  private static List<Long> numbers(CollectedStream stream, Track track) {
    return stream.of(track).stream().map(NumberedProgramme::number).toList();
  }
}
