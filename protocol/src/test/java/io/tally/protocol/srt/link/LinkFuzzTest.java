// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.fuzz.srt.Cookied;
import io.tally.protocol.programme.SrtRecording;
import io.tally.protocol.srt.connect.CallerHandshake;
import io.tally.protocol.srt.connect.ListenerHandshake;
import io.tally.protocol.srt.connect.ListenerStep;
import io.tally.protocol.srt.crypto.ConnectionKeys;
import io.tally.protocol.srt.crypto.KeyPlan;
import io.tally.protocol.srt.handshake.Handshake;
import io.tally.protocol.srt.handshake.Handshake.PeerAddress;
import io.tally.protocol.srt.link.SimulatedPair.Setup;
import io.tally.protocol.srt.options.SrtOptions;
import io.tally.protocol.srt.packet.ControlHeader;
import io.tally.protocol.srt.packet.MalformedPacketException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Can a datagram make a machine fail, hang, or take more memory than its buffers?
class LinkFuzzTest {
  private static final int ROUNDS = 20_000;
  private static final long MOST_BYTES = 64L << 20;
  private static final KeyPlan KEYS = KeyPlan.of(Secret.of("correct-horse"), 16);
  private static final SecureRandom SECURE = new SecureRandom();

  private final Random random = new Random(11);
  private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void link_thatGetsDamagedPackets_goesOn() throws Exception {
    var recorded = SrtRecording.read();
    for (var round = 0; round < 20; round++) {
      var pair =
          new SimulatedPair(
              Setup.of(Line.perfect(1_000), 100)
                  .encrypted(KEYS)
                  .startingAt(random.nextInt(1 << 20), 0));
      pair.stream(50_000);
      var before = memory.getCurrentThreadAllocatedBytes();
      for (var i = 0; i < ROUNDS / 20; i++) {
        var target = random.nextBoolean() ? pair.left : pair.right;
        target.datagram(Unpooled.wrappedBuffer(damaged(recorded)), pair.nowUs);
        target.tick(pair.nowUs);
        pair.runFor(random.nextInt(3_000));
      }
      assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
    }
  }

  @Test
  void callerHandshake_thatGetsDamagedAnswers_onlyRefuses() throws Exception {
    var recorded = SrtRecording.read().stream().filter(it -> !it.isData()).limit(6).toList();
    for (var i = 0; i < ROUNDS / 10; i++) {
      var address = PeerAddress.of(InetAddress.getLoopbackAddress());
      var offer = SrtOptions.INTERNET.offer(1, 2, KeyPlan.none());
      var caller = new CallerHandshake(offer, address, SECURE, 0);
      for (var step = 0; step < 4; step++) {
        caller.due(step * 250_000L);
        try {
          var in = Unpooled.wrappedBuffer(damaged(recorded));
          caller.receive(headless(in), 0, step);
        } catch (MalformedPacketException e) {
          assertThat(e.getMessage()).isNotBlank();
        }
      }
    }
  }

  private static Handshake headless(ByteBuf in) throws MalformedPacketException {
    ControlHeader.read(in);
    return Handshake.read(in);
  }

  @Test
  void listenerHandshake_thatGetsDamagedConclusions_onlyRefuses() throws Exception {
    var recorded = SrtRecording.read().stream().filter(it -> !it.isData()).limit(6).toList();
    var from = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5);
    var listener = new ListenerHandshake(SECURE);
    for (var i = 0; i < ROUNDS / 4; i++) {
      try {
        var request = headless(Unpooled.wrappedBuffer(damaged(recorded)));
        var asked = Cookied.request(listener, request, from);
        if (listener.receive(asked, from, 0, 0, 0) instanceof ListenerStep.Ask(var ask)) {
          assertThat(listener.answer(ask, SrtOptions.INTERNET.offer(9, 0, KeyPlan.none())))
              .isInstanceOfAny(ListenerStep.Reply.class, ListenerStep.Accept.class);
        }
      } catch (MalformedPacketException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void keys_thatGetDamagedRequests_onlyRefuse() {
    var keys = ConnectionKeys.create(KEYS, 16, SECURE);
    for (var i = 0; i < 2_000; i++) {
      var request = damage(keys.message());
      var answer = keys.answer(request);
      assertThat(answer.length).isIn(request.length, 4);
    }
  }

  private byte[] damaged(List<SrtRecording.Datagram> recorded) {
    return damage(recorded.get(random.nextInt(recorded.size())).bytes());
  }

  private byte[] damage(byte[] whole) {
    var length = random.nextInt(4) == 0 ? random.nextInt(whole.length + 1) : whole.length;
    var bytes = Arrays.copyOf(whole, length);
    for (var hits = random.nextInt(4); hits > 0 && length > 0; hits--) {
      bytes[random.nextInt(length)] = (byte) random.nextInt();
    }
    return bytes;
  }
}
