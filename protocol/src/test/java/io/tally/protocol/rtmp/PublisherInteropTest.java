// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.protocol.PublisherState;
import io.tally.protocol.badline.FreePort;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.peers.FfmpegProgram;
import io.tally.protocol.peers.NginxRtmp;
import io.tally.protocol.peers.PatientSettings;
import io.tally.protocol.programme.FlvProgramme;
import io.tally.protocol.programme.ProbedPackets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Does what we publish arrive whole at servers that others wrote?
class PublisherInteropTest {
  @TempDir Path folder;

  @Test
  void nginx_recordsEveryPacketAtItsTime() throws Exception {
    var sample = FlvProgramme.make(folder, 10);
    try (var nginx = NginxRtmp.start(folder)) {
      publish(sample, nginx.url("programme"));

      var record = nginx.record("programme");
      // nginx closes its file when it has noticed that the connection is gone.
      await().until(() -> ProbedPackets.of(record, "v").sizes().size() == 300);
      assertSamePackets(sample.file(), record);
      assertThat(nginx.errors()).doesNotContain("[error]");
    }
  }

  @Test
  void ffmpegListener_writesEveryPacketAtItsTime() throws Exception {
    var sample = FlvProgramme.make(folder, 10);
    var port = FreePort.find();
    var url = "rtmp://127.0.0.1:" + port + "/live/programme";
    var record = folder.resolve("record.flv");
    try (var ffmpeg =
        FfmpegProgram.start("-listen", "1", "-i", url, "-c", "copy", record.toString())) {
      FreePort.awaitListening(port);
      publish(sample, url);
      ffmpeg.finish();
    }
    assertSamePackets(sample.file(), record);
  }

  private static void publish(FlvProgramme sample, String url) {
    var endpoint = Endpoint.parse(url, Secret.of(""));
    try (var publisher = RtmpPublisher.to(endpoint, sample.parameters(), PatientSettings.make())) {
      publisher.start();
      await().until(() -> !(publisher.state() instanceof PublisherState.Connecting));
      assertThat(publisher.state()).isInstanceOf(PublisherState.Live.class);
      sample.packets().forEach(publisher::offer);
      publisher.stop();
      assertThat(publisher.state()).isEqualTo(new PublisherState.Stopped());
      assertThat(publisher.statistics().sentPackets()).isEqualTo(sample.packets().size());
      assertThat(publisher.statistics().drops().pictures()).isZero();
    }
  }

  private static void assertSamePackets(Path sent, Path arrived) throws Exception {
    assertThat(ProbedPackets.of(arrived, "v")).isEqualTo(ProbedPackets.of(sent, "v"));
    var soundSent = ProbedPackets.of(sent, "a");
    var soundArrived = ProbedPackets.of(arrived, "a");
    assertThat(soundArrived.sizes()).isEqualTo(soundSent.sizes());
    for (var i = 0; i < soundSent.dtsMs().size(); i++) {
      // One rounding by FFmpeg when it wrote the sample, one by us.
      assertThat(soundArrived.dtsMs().get(i) - soundSent.dtsMs().get(i)).isBetween(-1L, 1L);
    }
  }
}
