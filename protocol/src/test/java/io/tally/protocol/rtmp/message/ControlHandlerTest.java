// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Are control messages answered (RTMP 1.0 section 5.4)?
class ControlHandlerTest {
  private final ReceivedBytes received = new ReceivedBytes();
  private final EmbeddedChannel channel =
      new EmbeddedChannel(received, new ControlHandler(received));

  private List<Message> answers() {
    var all = new ArrayList<Message>();
    for (Message one = channel.readOutbound(); one != null; one = channel.readOutbound()) {
      all.add(one);
    }
    return all;
  }

  private void receiveBytes(int count) {
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[count]));
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  @DisplayName("7.1.7: a ping is answered with its own time")
  void ping_isAnswered() {
    channel.writeInbound(new Message.UserControl(6, 1234));
    assertThat(answers()).containsExactly(new Message.UserControl(7, 1234));
  }

  @Test
  @DisplayName("5.4.3: received bytes are acknowledged before the window is full")
  void fullWindow_isAcknowledged() {
    channel.writeInbound(new Message.WindowAckSize(1000));
    receiveBytes(499);
    assertThat(answers()).isEmpty();
    receiveBytes(1);
    assertThat(answers()).containsExactly(new Message.Acknowledgement(500));
    receiveBytes(600);
    assertThat(answers()).containsExactly(new Message.Acknowledgement(1100));
  }

  @Test
  void noWindow_isNotAcknowledged() {
    receiveBytes(1 << 20);
    assertThat(answers()).isEmpty();
  }

  @Test
  @DisplayName("5.4.5: a new bandwidth is answered with the window, the same one is not")
  void peerBandwidth_isAnsweredOnce() {
    channel.writeInbound(new Message.SetPeerBandwidth(2_500_000, 2));
    channel.writeInbound(new Message.SetPeerBandwidth(2_500_000, 2));
    assertThat(answers()).containsExactly(new Message.WindowAckSize(2_500_000));
  }

  @Test
  @DisplayName("5.4.5: a hard limit sets the window, a soft one only lowers it")
  void softLimit_onlyLowers() {
    channel.writeInbound(new Message.SetPeerBandwidth(1_000_000, 0));
    channel.writeInbound(new Message.SetPeerBandwidth(2_000_000, 1));
    channel.writeInbound(new Message.SetPeerBandwidth(500_000, 1));
    channel.writeInbound(new Message.SetPeerBandwidth(3_000_000, 0));
    channel.writeInbound(new Message.SetPeerBandwidth(0, 0));
    assertThat(answers())
        .containsExactly(
            new Message.WindowAckSize(1_000_000),
            new Message.WindowAckSize(500_000),
            new Message.WindowAckSize(3_000_000));
  }

  @Test
  void media_isPassedOn() {
    var audio = new Message.Audio(1, 0, List.of());
    channel.writeInbound(audio);
    assertThat(channel.<Object>readInbound()).isEqualTo(audio);
  }
}
