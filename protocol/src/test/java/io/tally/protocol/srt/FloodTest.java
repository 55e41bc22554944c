// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.Unpooled;
import io.tally.protocol.srt.handshake.Handshake;
import io.tally.protocol.srt.handshake.Handshake.PeerAddress;
import io.tally.protocol.srt.options.SrtLatency;
import io.tally.protocol.srt.options.SrtOptions;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What does a flood of forged handshakes cost a listener that receives a stream?
class FloodTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  // So long that a busy machine can send again whatever the full socket did not take.
  private static final SrtOptions OPTIONS = SrtOptions.INTERNET.withLatency(SrtLatency.of(3_000));
  private static final int SOURCES = 200;
  private static final int ROUNDS = 100;
  private static final int PAYLOADS_A_ROUND = 5;

  private final SrtLoops loops = new SrtLoops(1);
  private final Random random = new Random(5);
  private final List<DatagramChannel> sources = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var source : sources) {
      source.close();
    }
    loops.close();
  }

  /// From ports of their own: half ask for a cookie, half conclude with one that was not given.
  private void flood(int port) throws Exception {
    var to = new InetSocketAddress(HERE, port);
    for (var source : sources) {
      var type = random.nextBoolean() ? Handshake.INDUCTION : Handshake.CONCLUSION;
      var out = Unpooled.buffer(100);
      var address = PeerAddress.of(HERE);
      new Handshake(
              5, 0, 5, 1, 1500, 8192, type, random.nextInt(), random.nextInt(), address, List.of())
          .writePacket(out, 0, 0);
      source.send(out.nioBuffer(), to);
    }
  }

  private static long bytesOfLoops() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var bytes = 0L;
    for (var id : threads.getAllThreadIds()) {
      var thread = threads.getThreadInfo(id);
      if (thread != null && thread.getThreadName().startsWith("srt-")) {
        bytes += threads.getThreadAllocatedBytes(id);
      }
    }
    return bytes;
  }

  @Test
  void forgedHandshakes_fromManyPorts_leaveNothing_andTheStreamIsWhole() throws Exception {
    var got = new Collected();
    var here = new InetSocketAddress(HERE, 0);
    for (var i = 0; i < SOURCES; i++) {
      sources.add(DatagramChannel.open().bind(here));
    }
    var senders = new SrtLoops(1);
    try (senders;
        var listener = SrtListener.start(loops, here, OPTIONS, 2, got);
        var connection =
            new SrtCaller(senders)
                .connect("127.0.0.1", listener.port(), OPTIONS, SrtReceiver.NONE)) {
      got.connection.get(30, TimeUnit.SECONDS);
      var before = bytesOfLoops();
      for (var round = 0; round < ROUNDS; round++) {
        flood(listener.port());
        for (var i = 0; i < PAYLOADS_A_ROUND; i++) {
          var number = round * PAYLOADS_A_ROUND + i;
          assertThat(connection.send(ByteBuffer.allocate(4).putInt(0, number), System.nanoTime()))
              .isTrue();
        }
      }
      var payloads = ROUNDS * PAYLOADS_A_ROUND;
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> got.bytes().length >= payloads * Integer.BYTES);
      var played = ByteBuffer.wrap(got.bytes());
      for (var i = 0; i < payloads; i++) {
        assertThat(played.getInt()).isEqualTo(i);
      }
      // What passes through is a few hundred bytes a packet; nothing of it may stay.
      assertThat(bytesOfLoops() - before).isLessThan(SOURCES * ROUNDS * 4_096L);
      assertThat(listener.callers()).isEqualTo(1);
      assertThat(got.requests).hasSize(1);
    }
  }
}
