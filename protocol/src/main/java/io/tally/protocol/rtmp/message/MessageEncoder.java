// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.message;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageEncoder;
import io.tally.protocol.rtmp.amf.AmfValue;
import io.tally.protocol.rtmp.amf.AmfWriter;
import io.tally.protocol.rtmp.chunk.RawMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Which type number, chunk stream and payload does this message get (RTMP 1.0 sections 5.4 and 7)?
public final class MessageEncoder extends MessageToMessageEncoder<Message> {
  // Chunk stream 2 is the protocol's own (section 5.4); the others are free, and any server must
  // take any. Media have one each, so that headers stay short.
  private static final int CONTROL = 2;
  private static final int COMMANDS = 3;
  private static final int AUDIO = 4;
  private static final int DATA = 5;
  private static final int VIDEO = 6;
  private static final int STREAM_COMMANDS = 8;

  public MessageEncoder() {
    super(Message.class);
  }

  @Override
  protected void encode(ChannelHandlerContext ctx, Message message, List<Object> out) {
    out.add(
        switch (message) {
          case Message.SetChunkSize(int bytes) -> control(MessageType.SET_CHUNK_SIZE, bytes);
          case Message.Abort(int id) -> control(MessageType.ABORT, id);
          case Message.Acknowledgement(long bytes) ->
              control(MessageType.ACKNOWLEDGEMENT, (int) bytes);
          case Message.WindowAckSize(long bytes) ->
              control(MessageType.WINDOW_ACK_SIZE, (int) bytes);
          case Message.SetPeerBandwidth(long bytes, int limitType) ->
              raw(
                  MessageType.SET_PEER_BANDWIDTH,
                  ByteBuffer.allocate(5).putInt((int) bytes).put((byte) limitType).flip());
          case Message.UserControl(int event, long value) ->
              raw(
                  MessageType.USER_CONTROL,
                  ByteBuffer.allocate(6).putShort((short) event).putInt((int) value).flip());
          case Message.Command command -> command(command);
          case Message.Data(int streamId, long timeMs, List<AmfValue> values) ->
              new RawMessage(
                  DATA, timeMs, MessageType.DATA_AMF0, streamId, AmfWriter.write(values));
          case Message.Audio(int streamId, long timeMs, List<ByteBuffer> parts) ->
              new RawMessage(AUDIO, timeMs, MessageType.AUDIO, streamId, parts);
          case Message.Video(int streamId, long timeMs, List<ByteBuffer> parts) ->
              new RawMessage(VIDEO, timeMs, MessageType.VIDEO, streamId, parts);
          case Message.Unused(int type) ->
              throw new IllegalArgumentException("Messages of type " + type + " are not sent");
        });
  }

  private static RawMessage command(Message.Command command) {
    var values = new ArrayList<AmfValue>();
    values.add(AmfValue.of(command.name()));
    values.add(AmfValue.of(command.transactionId()));
    values.addAll(command.arguments());
    var chunkStream = command.streamId() == 0 ? COMMANDS : STREAM_COMMANDS;
    return new RawMessage(
        chunkStream, 0, MessageType.COMMAND_AMF0, command.streamId(), AmfWriter.write(values));
  }

  private static RawMessage control(int type, int value) {
    return raw(type, ByteBuffer.allocate(4).putInt(value).flip());
  }

  private static RawMessage raw(int type, ByteBuffer payload) {
    return new RawMessage(CONTROL, 0, type, 0, payload);
  }
}
