// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.tally.protocol.programme.Hex;
import io.tally.protocol.rtmp.amf.AmfValue;
import io.tally.protocol.rtmp.amf.AmfValue.AmfNull;
import io.tally.protocol.rtmp.chunk.RawMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Do messages mean what RTMP 1.0 sections 5.4 and 7 say?
class MessageCodecTest {
  private static List<Message> read(int type, String payload) {
    var channel = new EmbeddedChannel(new MessageDecoder(100));
    try {
      channel.writeInbound(new RawMessage(3, 5, type, 1, Hex.buffer(payload)));
      var all = new ArrayList<Message>();
      for (Message one = channel.readInbound(); one != null; one = channel.readInbound()) {
        all.add(one);
      }
      return all;
    } finally {
      channel.finishAndReleaseAll();
    }
  }

  private static RawMessage written(Message message) {
    var channel = new EmbeddedChannel(new MessageEncoder());
    try {
      channel.writeOutbound(message);
      return channel.readOutbound();
    } finally {
      channel.finishAndReleaseAll();
    }
  }

  @Test
  @DisplayName("5.4: the control messages")
  void controlMessages_areRead() {
    assertThat(read(1, "00001000")).containsExactly(new Message.SetChunkSize(4096));
    assertThat(read(2, "00000006")).containsExactly(new Message.Abort(6));
    assertThat(read(3, "fffffffe")).containsExactly(new Message.Acknowledgement(0xFFFFFFFEL));
    assertThat(read(4, "0006 0000002a")).containsExactly(new Message.UserControl(6, 42));
    assertThat(read(5, "004c4b40")).containsExactly(new Message.WindowAckSize(5_000_000));
    assertThat(read(6, "004c4b40 02")).containsExactly(new Message.SetPeerBandwidth(5_000_000, 2));
  }

  @Test
  void controlMessages_areWrittenOnChunkStream2() {
    for (var message :
        List.of(
            new Message.SetChunkSize(4096),
            new Message.Abort(6),
            new Message.Acknowledgement(0xFFFFFFFEL),
            new Message.UserControl(6, 42),
            new Message.WindowAckSize(5_000_000),
            new Message.SetPeerBandwidth(5_000_000, 2))) {
      var raw = written(message);
      assertThat(raw.chunkStreamId()).isEqualTo(2);
      assertThat(raw.streamId()).isZero();
      assertThat(read(raw.type(), Hex.of(raw.payload()))).containsExactly(message);
    }
  }

  @Test
  @DisplayName("7.1.1: a command in AMF0, and in the AMF3 envelope with its zero byte")
  void commands_areReadInBothForms() {
    var command = "02 0004 706c6179 00 4000000000000000 05";
    var expected = new Message.Command(1, "play", 2, List.of(new AmfNull()));
    assertThat(read(20, command)).containsExactly(expected);
    assertThat(read(17, "00" + command)).containsExactly(expected);
    assertThat(Hex.of(written(expected).payload())).isEqualTo(command.replace(" ", ""));
  }

  @Test
  void data_isReadInBothForms() {
    var expected = new Message.Data(1, 5, List.of(AmfValue.of("x")));
    assertThat(read(18, "02 0001 78")).containsExactly(expected);
    assertThat(read(15, "00 02 0001 78")).containsExactly(expected);
  }

  @Test
  @DisplayName("7.1.6: an aggregate's parts keep their distances")
  void aggregate_isTakenApart() {
    var parts = read(22, "08 000001 0003e8 00 000000 aa 0000000c 09 000001 0003f2 00 000000 bb");
    assertThat(parts)
        .containsExactly(
            new Message.Audio(1, 5, List.of(Hex.buffer("aa"))),
            new Message.Video(1, 15, List.of(Hex.buffer("bb"))));
  }

  @Test
  void shortControlMessage_isRefused() {
    assertThatThrownBy(() -> read(5, "0000"))
        .isInstanceOf(CorruptedFrameException.class)
        .hasMessageContaining("2 bytes, expected 4");
  }

  @Test
  void commandWithoutName_isRefused() {
    assertThatThrownBy(() -> read(20, "05")).isInstanceOf(CorruptedFrameException.class);
  }

  @Test
  void longCommand_isRefused() {
    assertThatThrownBy(() -> read(20, "05".repeat(101)))
        .isInstanceOf(TooLongFrameException.class)
        .hasMessageContaining("100");
  }

  @Test
  void unknownType_isPassedOver() {
    assertThat(read(99, "00")).containsExactly(new Message.Unused(99));
  }
}
