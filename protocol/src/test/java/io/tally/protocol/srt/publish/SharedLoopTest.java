// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.protocol.Publisher;
import io.tally.protocol.PublisherState;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.ingest.IngestServer;
import io.tally.protocol.ingest.IngestSettings;
import io.tally.protocol.programme.FlvProgramme;
import io.tally.protocol.programme.NumberedProgramme;
import io.tally.protocol.rtmp.RtmpPublisher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Do all who publish share one thread for their sockets, by whichever protocol they send?
class SharedLoopTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private static Set<String> threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(each -> each.startsWith(name + "-"))
        .collect(Collectors.toSet());
  }

  @Test
  void publishersOfBothProtocols_runOnOneThread_andNoneStaysWhenTheLastIsClosed() throws Exception {
    await().atMost(PATIENCE).until(() -> threads("publishers").isEmpty());
    var sample = FlvProgramme.make(folder, 2);
    var settings = new IngestSettings("127.0.0.1", 0, 0).withSrt(0, Secret.of(""));
    try (var ingest = IngestServer.start(settings);
        var programme = new NumberedProgramme(sample)) {
      var others = threads("srt");
      var srt = ingest.srtUrl().orElseThrow() + "?latency=200&streamid=";
      try (var first = SrtPublisher.to(srt(srt + "one"), programme.parameters());
          var second = SrtPublisher.to(srt(srt + "two"), programme.parameters());
          var third =
              RtmpPublisher.to(
                  new Endpoint(ingest.rtmpUrl(), Secret.of("three")), programme.parameters())) {
        var all = List.<Publisher>of(first, second, third);
        all.forEach(programme::add);
        all.forEach(Publisher::start);
        programme.start();
        await()
            .atMost(PATIENCE)
            .until(() -> all.stream().allMatch(each -> each.statistics().sentPackets() > 60));
        assertThat(threads("publishers")).hasSize(1);
        assertThat(threads("srt")).isEqualTo(others);

        first.stop(); // which must not end the thread of the others
        var before = second.statistics().sentPackets();
        await().atMost(PATIENCE).until(() -> second.statistics().sentPackets() > before + 30);
        assertThat(second.state()).isInstanceOf(PublisherState.Live.class);
        assertThat(third.state()).isInstanceOf(PublisherState.Live.class);
      }
    }
    await().atMost(PATIENCE).until(() -> threads("publishers").isEmpty());
  }

  private static Endpoint srt(String address) {
    return Endpoint.parse(address, Secret.of(""));
  }
}
