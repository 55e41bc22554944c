// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.message;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.MessageToMessageDecoder;
import io.netty.handler.codec.TooLongFrameException;
import io.tally.protocol.rtmp.amf.AmfReader;
import io.tally.protocol.rtmp.amf.AmfValue;
import io.tally.protocol.rtmp.amf.AmfValue.AmfNumber;
import io.tally.protocol.rtmp.amf.AmfValue.AmfString;
import io.tally.protocol.rtmp.chunk.RawMessage;
import java.nio.ByteBuffer;
import java.util.List;

/// What does this message mean (RTMP 1.0 sections 5.4 and 7)?
public final class MessageDecoder extends MessageToMessageDecoder<RawMessage> {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_VALUES = 4096;

  private final int maxAmfBytes;
  private final AmfReader amf = new AmfReader(MAX_DEPTH, MAX_VALUES);

  /// @param maxAmfBytes how long a command or data message may be
  public MessageDecoder(int maxAmfBytes) {
    super(RawMessage.class);
    this.maxAmfBytes = maxAmfBytes;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, RawMessage raw, List<Object> out) {
    if (raw.type() == MessageType.AGGREGATE) {
      for (var part : AggregateParts.of(raw)) {
        out.add(read(part));
      }
    } else {
      out.add(read(raw));
    }
  }

  private Message read(RawMessage raw) {
    var bytes = raw.payload();
    return switch (raw.type()) {
      case MessageType.SET_CHUNK_SIZE -> new Message.SetChunkSize(need(raw, 4).getInt());
      case MessageType.ABORT -> new Message.Abort(need(raw, 4).getInt());
      case MessageType.ACKNOWLEDGEMENT -> new Message.Acknowledgement(unsigned(need(raw, 4)));
      case MessageType.WINDOW_ACK_SIZE -> new Message.WindowAckSize(unsigned(need(raw, 4)));
      case MessageType.SET_PEER_BANDWIDTH -> {
        // Some servers leave out the limit type; dynamic is the mildest reading.
        var body = need(raw, 4);
        var window = unsigned(body);
        yield new Message.SetPeerBandwidth(window, body.hasRemaining() ? body.get() : 2);
      }
      case MessageType.USER_CONTROL -> {
        var body = need(raw, 2);
        var event = body.getShort() & 0xFFFF;
        yield new Message.UserControl(event, body.remaining() >= 4 ? unsigned(body) : 0);
      }
      case MessageType.AUDIO ->
          new Message.Audio(raw.streamId(), raw.timestampMs(), List.of(bytes));
      case MessageType.VIDEO ->
          new Message.Video(raw.streamId(), raw.timestampMs(), List.of(bytes));
      case MessageType.DATA_AMF0 ->
          new Message.Data(raw.streamId(), raw.timestampMs(), values(bytes));
      case MessageType.DATA_AMF3 ->
          new Message.Data(raw.streamId(), raw.timestampMs(), values(unwrapped(raw)));
      case MessageType.COMMAND_AMF0 -> command(raw.streamId(), values(bytes));
      case MessageType.COMMAND_AMF3 -> command(raw.streamId(), values(unwrapped(raw)));
      default -> new Message.Unused(raw.type());
    };
  }

  private List<AmfValue> values(ByteBuffer bytes) {
    if (bytes.remaining() > maxAmfBytes) {
      throw new TooLongFrameException(
          "Command or data message of %d bytes, at most %d are taken"
              .formatted(bytes.remaining(), maxAmfBytes));
    }
    return amf.readAll(bytes);
  }

  /// The AMF3 envelope: one zero byte, then AMF0, as every known sender uses it.
  private static ByteBuffer unwrapped(RawMessage raw) {
    var body = need(raw, 1);
    if (body.get(body.position()) == 0) {
      body.get();
    }
    return body;
  }

  private static Message command(int streamId, List<AmfValue> values) {
    if (values.isEmpty() || !(values.getFirst() instanceof AmfString(String name))) {
      throw new CorruptedFrameException("A command does not begin with its name");
    }
    // onStatus of some servers comes without a transaction number.
    var number = values.size() > 1 && values.get(1) instanceof AmfNumber(double id) ? id : 0;
    var arguments = values.subList(Math.min(2, values.size()), values.size());
    return new Message.Command(streamId, name, number, arguments);
  }

  private static ByteBuffer need(RawMessage raw, int count) {
    if (raw.length() < count) {
      throw new CorruptedFrameException(
          "Message of type %d has %d bytes, expected %d"
              .formatted(raw.type(), raw.length(), count));
    }
    return raw.payload();
  }

  private static long unsigned(ByteBuffer bytes) {
    return Integer.toUnsignedLong(bytes.getInt());
  }
}
