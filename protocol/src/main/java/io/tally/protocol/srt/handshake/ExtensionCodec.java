// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.handshake;

import io.netty.buffer.ByteBuf;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.srt.handshake.Extension.Features;
import io.tally.protocol.srt.packet.MalformedPacketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Which bytes is each extension of a handshake (draft-sharabayko-srt section 3.2.1.1)?
final class ExtensionCodec {
  private static final int HSREQ = 1;
  private static final int HSRSP = 2;
  private static final int KMREQ = 3;
  private static final int KMRSP = 4;
  private static final int SID = 5;
  private static final int CONGESTION = 6;
  private static final int FILTER = 7;
  private static final int GROUP = 8;

  /// More than all kinds together; a peer that sends more is not believed.
  private static final int MAX_BLOCKS = 16;

  private ExtensionCodec() {}

  /// Flags of the handshake's extension field that these need: 1 features, 2 keys, 4 the rest.
  static int flags(List<Extension> extensions) {
    var flags = 0;
    for (var extension : extensions) {
      flags |=
          switch (extension) {
            case Features _ -> 1;
            case Extension.Keys _ -> 2;
            default -> 4;
          };
    }
    return flags;
  }

  static void write(ByteBuf out, Extension extension) {
    var start = out.writerIndex();
    out.writeInt(0);
    var type =
        switch (extension) {
          case Features features -> {
            out.writeInt(features.version());
            out.writeInt(features.flags());
            out.writeShort(features.receiverLatencyMs());
            out.writeShort(features.senderLatencyMs());
            yield features.response() ? HSRSP : HSREQ;
          }
          case Extension.Keys keys -> {
            out.writeBytes(keys.message().duplicate());
            yield keys.response() ? KMRSP : KMREQ;
          }
          case Extension.StreamId(Secret text) -> {
            text.use(value -> {
              ReversedText.write(out, value);
              return value;
            });
            yield SID;
          }
          case Extension.Congestion(String name) -> {
            ReversedText.write(out, name);
            yield CONGESTION;
          }
          case Extension.Filter(String settings) -> {
            ReversedText.write(out, settings);
            yield FILTER;
          }
          case Extension.Group() -> GROUP;
          case Extension.Unknown(int unknown) -> unknown;
        };
    out.setShort(start, type);
    out.setShort(start + 2, (out.writerIndex() - start) / Integer.BYTES - 1);
  }

  static List<Extension> read(ByteBuf body) throws MalformedPacketException {
    var extensions = new ArrayList<Extension>();
    while (body.readableBytes() >= Integer.BYTES) {
      var type = body.readUnsignedShort();
      var bytes = body.readUnsignedShort() * Integer.BYTES;
      if (bytes > body.readableBytes() || extensions.size() == MAX_BLOCKS) {
        throw new MalformedPacketException(
            "Handshake extension %d claims %d bytes of %d, after %d others"
                .formatted(type, bytes, body.readableBytes(), extensions.size()));
      }
      extensions.add(read(type, body.readSlice(bytes)));
    }
    return List.copyOf(extensions);
  }

  private static Extension read(int type, ByteBuf content) throws MalformedPacketException {
    return switch (type) {
      case HSREQ, HSRSP -> features(type == HSRSP, content);
      case KMREQ, KMRSP -> {
        var message = ByteBuffer.allocate(content.readableBytes());
        content.readBytes(message);
        yield new Extension.Keys(type == KMRSP, message.flip());
      }
      case SID -> new Extension.StreamId(Secret.of(text(content)));
      case CONGESTION -> new Extension.Congestion(text(content));
      case FILTER -> new Extension.Filter(text(content));
      case GROUP -> new Extension.Group();
      default -> new Extension.Unknown(type);
    };
  }

  private static Features features(boolean response, ByteBuf content)
      throws MalformedPacketException {
    if (content.readableBytes() < 3 * Integer.BYTES) {
      throw new MalformedPacketException(
          "The features of a handshake are 12 bytes; here are " + content.readableBytes());
    }
    return new Features(
        response,
        content.readInt(),
        content.readInt(),
        content.readUnsignedShort(),
        content.readUnsignedShort());
  }

  private static String text(ByteBuf content) throws MalformedPacketException {
    if (content.readableBytes() > Extension.MAX_STREAM_ID_BYTES) {
      throw new MalformedPacketException(
          "Text in a handshake has at most %d bytes; here are %d"
              .formatted(Extension.MAX_STREAM_ID_BYTES, content.readableBytes()));
    }
    return ReversedText.read(content);
  }
}
