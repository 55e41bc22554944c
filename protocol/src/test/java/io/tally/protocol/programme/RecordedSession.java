// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.programme;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.tally.protocol.flv.TagBodies;
import io.tally.protocol.rtmp.amf.AmfValue;
import io.tally.protocol.rtmp.amf.AmfValue.AmfEcmaArray;
import io.tally.protocol.rtmp.amf.AmfValue.AmfNull;
import io.tally.protocol.rtmp.amf.AmfValue.AmfObject;
import io.tally.protocol.rtmp.chunk.ChunkEncoder;
import io.tally.protocol.rtmp.message.Message;
import io.tally.protocol.rtmp.message.MessageEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Which bytes does one side send in a whole session, handshake first? A seed for fuzzing.
public final class RecordedSession {
  private RecordedSession() {}

  public static byte[] of(FlvProgramme sample) {
    var channel = new EmbeddedChannel(new ChunkEncoder(), new MessageEncoder());
    var all = Unpooled.buffer();
    all.writeByte(3).writeZero(2 * 1536);
    for (var message : messages(sample)) {
      channel.writeOutbound(message);
      for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
        all.writeBytes(part);
        part.release();
      }
    }
    channel.finishAndReleaseAll();
    var bytes = new byte[all.readableBytes()];
    all.readBytes(bytes);
    return bytes;
  }

  private static List<Message> messages(FlvProgramme sample) {
    var object = new AmfObject(Map.of("app", AmfValue.of("live"), "code", AmfValue.of("x")));
    var notes = new AmfEcmaArray(Map.of("framerate", AmfValue.of(30)));
    var all =
        new ArrayList<Message>(
            List.of(
                new Message.SetChunkSize(4096),
                new Message.WindowAckSize(5000),
                new Message.SetPeerBandwidth(5000, 2),
                new Message.Command(0, "connect", 1, List.of(object)),
                new Message.UserControl(6, 99),
                new Message.Command(0, "createStream", 4, List.of(new AmfNull())),
                new Message.Command(1, "publish", 5, List.of(new AmfNull(), AmfValue.of("k"))),
                new Message.Data(1, 0, List.of(AmfValue.of("onMetaData"), notes))));
    if (sample.parameters().video() != null) {
      all.add(new Message.Video(1, 0, TagBodies.config(sample.parameters().video())));
    }
    if (sample.parameters().audio() != null) {
      all.add(new Message.Audio(1, 0, TagBodies.config(sample.parameters().audio())));
    }
    for (var packet : sample.packets()) {
      var timeMs = TagBodies.milliseconds(packet.dtsNs());
      var parts = TagBodies.packet(packet, sample.parameters());
      all.add(
          switch (packet.track()) {
            case VIDEO -> new Message.Video(1, timeMs, parts);
            case AUDIO -> new Message.Audio(1, timeMs, parts);
          });
    }
    return all;
  }
}
