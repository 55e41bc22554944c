// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ingest;

import static io.tally.protocol.ingest.Shown.SHORT;
import static io.tally.protocol.ingest.Shown.awaitState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.hls.HlsStatus;
import io.tally.protocol.peers.FfmpegProgram;
import io.tally.protocol.programme.FlvProgramme;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of a stream that comes by SRT?
class SrtIngestTest {
  private static final String SECRET = "a long enough secret";

  private static IngestServer server(Optional<Secret> key, String passphrase) throws Exception {
    return IngestServer.start(
        new IngestSettings("127.0.0.1", 0, 0, key, SHORT).withSrt(0, Secret.of(passphrase)));
  }

  private static FfmpegProgram publish(IngestServer server, String query) throws Exception {
    var url = server.srtUrl().orElseThrow() + "?pkt_size=1316&linger=5&" + query;
    return FfmpegProgram.start(FlvProgramme.inRealTime(5, "-f", "mpegts", url));
  }

  @ParameterizedTest
  @CsvSource({"0", "16", "32"})
  void ffmpegPublishes_andItsStreamIsHls_withEveryPicture(int keyBytes) throws Exception {
    var keys = keyBytes == 0 ? "" : "&passphrase=%s&pbkeylen=%d".formatted(SECRET, keyBytes);
    try (var server = server(Optional.empty(), keyBytes == 0 ? "" : SECRET);
        var sender = publish(server, "streamid=cam" + keys)) {
      sender.finish();
      awaitState(server, "cam", HlsStatus.State.ENDED);
      assertThat(Shown.pictures(server.playlistUrl("cam"))).isEqualTo(150);
    }
  }

  @Test
  void keyIsAskedFor_asOfRtmpPublishers() throws Exception {
    try (var server = server(Optional.of(Secret.of("s3cret")), "");
        var wrong = publish(server, "streamid=guess");
        var right = publish(server, "streamid=#!::r=s3cret,m=publish")) {
      right.finish();
      assertThat(wrong.end()).contains("Input/output error");
      awaitState(server, "live", HlsStatus.State.ENDED);
      assertThat(server.streams()).containsOnlyKeys("live");
    }
  }

  @Test
  void passphraseThatIsTooShort_isRefusedBeforeAnythingListens() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> server(Optional.empty(), "short"))
        .withMessageContaining("10 to 80");
  }
}
