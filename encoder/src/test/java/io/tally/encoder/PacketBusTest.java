// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.PacketTaker;
import io.tally.encoder.packet.Track;
import io.tally.encoder.peer.Packets;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PacketBusTest {
  private final PacketBus bus = new PacketBus();
  private final EncodedPacket packet =
      new EncodedPacket(Track.AUDIO, 0, 0, 0, true, false, ByteBuffer.allocate(1));

  @Test
  void offer_givesEveryTakerTheSamePacket() {
    Packets first = new Packets();
    Packets second = new Packets();
    bus.add(first);
    bus.add(second);

    bus.offer(packet);

    assertThat(first.taken().getFirst()).isSameAs(packet);
    assertThat(second.taken().getFirst()).isSameAs(packet);
  }

  @Test
  void takerThatThrows_isRemovedAndTold_andTheOthersGoOn() {
    IllegalStateException trouble = new IllegalStateException("out of order");
    AtomicInteger calls = new AtomicInteger();
    PacketTaker broken =
        p -> {
          calls.incrementAndGet();
          throw trouble;
        };
    Packets sound = new Packets();
    List<RuntimeException> told = new ArrayList<>();
    bus.add(broken, told::add);
    bus.add(sound);

    bus.offer(packet);
    bus.offer(packet);

    assertThat(calls).hasValue(1);
    assertThat(told).containsExactly(trouble);
    assertThat(sound.taken()).hasSize(2);
  }

  @Test
  void takerThatRemovesItself_getsNoMore() {
    AtomicInteger calls = new AtomicInteger();
    PacketTaker once =
        new PacketTaker() {
          @Override
          public void offer(EncodedPacket p) {
            calls.incrementAndGet();
            bus.remove(this);
          }
        };
    bus.add(once);

    bus.offer(packet);
    bus.offer(packet);

    assertThat(calls).hasValue(1);
  }
}
