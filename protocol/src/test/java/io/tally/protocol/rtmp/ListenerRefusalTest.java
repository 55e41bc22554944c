// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tally.protocol.peers.FfmpegProgram;
import io.tally.protocol.programme.CollectedStream;
import io.tally.protocol.rtmp.chunk.ChunkLimits;
import io.tally.protocol.rtmp.listen.ListenerLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Whom does a listener send away, and does it say why?
class ListenerRefusalTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static ListenerLimits limits(int connections, Duration silence, Duration untilPublish) {
    return new ListenerLimits(connections, silence, untilPublish, ChunkLimits.usual(), 65_536);
  }

  private static Socket connect(int port) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    return socket;
  }

  @Test
  void mp3_isRefusedInWords_andTheStreamEnds() throws Exception {
    var stream = new CollectedStream();
    try (var listener = new RtmpListener()) {
      var url = "rtmp://127.0.0.1:" + listener.start(ANY_PORT, stream) + "/live/x";
      try (var ffmpeg =
          FfmpegProgram.start(
              "-re",
              "-f",
              "lavfi",
              "-i",
              "sine=r=44100",
              "-t",
              "20",
              "-c:a",
              "libmp3lame",
              "-f",
              "flv",
              url)) {
        assertThat(stream.ended.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(ffmpeg.end()).contains("coded as MP3, but only AAC and Opus are taken");
      }
    }
    assertThat(stream.packets).isEmpty();
  }

  @Test
  void connectionPastTheLimit_isClosedAtOnce() throws Exception {
    var minute = Duration.ofMinutes(1);
    try (var listener = new RtmpListener(limits(1, minute, minute))) {
      var port = listener.start(ANY_PORT, new CollectedStream());
      try (var first = connect(port)) {
        first.getOutputStream().write(new byte[] {3});
        first.getOutputStream().write(new byte[1536]);
        assertThat(first.getInputStream().read()).as("the first is in").isEqualTo(3);
        try (var second = connect(port)) {
          assertThat(second.getInputStream().read()).isEqualTo(-1);
        }
      }
    }
  }

  @Test
  void silentConnection_isClosed() throws Exception {
    try (var listener =
        new RtmpListener(limits(4, Duration.ofMillis(200), Duration.ofMinutes(1)))) {
      try (var socket = connect(listener.start(ANY_PORT, new CollectedStream()))) {
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void connectionThatNeverPublishes_isClosed() throws Exception {
    try (var listener =
        new RtmpListener(limits(4, Duration.ofMinutes(1), Duration.ofMillis(200)))) {
      try (var socket = connect(listener.start(ANY_PORT, new CollectedStream()))) {
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void takenPort_isToldInASentence() throws Exception {
    try (var first = new RtmpListener();
        var second = new RtmpListener()) {
      var port = first.start(ANY_PORT, new CollectedStream());
      var same = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      assertThatThrownBy(() -> second.start(same, new CollectedStream()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port " + port)
          .hasMessageContaining("choose another port");
    }
  }
}
