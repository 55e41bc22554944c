// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.protocol.peers.FfmpegProgram;
import io.tally.protocol.programme.CollectedStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/// Does FFmpeg as a player, which checks Adobe's digests strictly, get past our handshake?
class PlayerRefusalTest {
  @Test
  void ffmpegThatPlays_acceptsTheDigest_andIsRefusedInWords() throws Exception {
    try (var listener = new RtmpListener()) {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var port = listener.start(address, new CollectedStream());
      try (var ffmpeg =
          FfmpegProgram.start(
              "-v", "debug", "-i", "rtmp://127.0.0.1:" + port + "/live/x", "-f", "null", "-")) {
        assertThat(ffmpeg.end())
            .contains("Server version 5.0.1.1")
            .doesNotContain("validating failed")
            .contains("only published");
      }
    }
  }
}
