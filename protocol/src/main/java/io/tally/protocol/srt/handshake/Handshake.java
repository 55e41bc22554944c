// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.handshake;

import io.netty.buffer.ByteBuf;
import io.tally.protocol.srt.packet.ControlHeader;
import io.tally.protocol.srt.packet.ControlType;
import io.tally.protocol.srt.packet.MalformedPacketException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// What does a handshake packet say after its header (draft-sharabayko-srt section 3.2.1)?
///
/// @param version 4 in a caller's first, else 5
/// @param encryption 0 none, else the key's bytes / 8
/// @param extensionField 2 in a caller's first, [#MAGIC] in its answer; else flags, which
///   [#conclusion] sets
/// @param initialSequence the number of the first data packet
/// @param mtu bytes of the largest IP packet
/// @param flowWindow packets that its sender can take
/// @param type [#INDUCTION], [#CONCLUSION] or a refusal
/// @param socketId of its sender
/// @param cookie from the listener, given back by the caller
/// @param peer the address of the one it is sent to; informative
/// @param extensions after the fixed part
public record Handshake(
    int version,
    int encryption,
    int extensionField,
    int initialSequence,
    int mtu,
    int flowWindow,
    int type,
    int socketId,
    int cookie,
    PeerAddress peer,
    List<Extension> extensions) {
  /// First step: a cookie is asked for and given.
  public static final int INDUCTION = 1;

  /// Second step: all is said and agreed.
  public static final int CONCLUSION = -1;

  /// In the extension field of a listener's first answer: it speaks version 5.
  public static final int MAGIC = 0x4A17;

  /// In the extension field of a caller's first packet, a rest of UDT.
  public static final int DATAGRAM = 2;

  /// Bytes of the fixed part.
  public static final int BYTES = 48;

  /// Four words of an address, in which libsrt reverses each word's bytes.
  public record PeerAddress(int word0, int word1, int word2, int word3) {
    /// The words of an address; an IPv4 address fills the first.
    public static PeerAddress of(InetAddress address) {
      var bytes = address.getAddress();
      return new PeerAddress(word(bytes, 0), word(bytes, 4), word(bytes, 8), word(bytes, 12));
    }

    private static int word(byte[] bytes, int at) {
      return at >= bytes.length
          ? 0
          : (bytes[at + 3] & 0xFF) << 24
              | (bytes[at + 2] & 0xFF) << 16
              | (bytes[at + 1] & 0xFF) << 8
              | (bytes[at] & 0xFF);
    }
  }

  public Handshake {
    extensions = List.copyOf(extensions);
  }

  /// A conclusion, whose extension field tells what comes after the fixed part.
  public static Handshake conclusion(
      int encryption,
      int initialSequence,
      int mtu,
      int flowWindow,
      int socketId,
      int cookie,
      PeerAddress peer,
      List<Extension> extensions) {
    return new Handshake(
        5,
        encryption,
        ExtensionCodec.flags(extensions),
        initialSequence,
        mtu,
        flowWindow,
        CONCLUSION,
        socketId,
        cookie,
        peer,
        extensions);
  }

  /// This handshake as a refusal, without extensions.
  public Handshake refused(Refusal refusal) {
    return new Handshake(
        5,
        0,
        0,
        initialSequence,
        mtu,
        flowWindow,
        refusal.toType(),
        socketId,
        cookie,
        peer,
        List.of());
  }

  /// The first extension of a kind.
  public <T extends Extension> Optional<T> find(Class<T> kind) {
    return extensions.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /// Reads the body of a handshake packet.
  public static Handshake read(ByteBuf body) throws MalformedPacketException {
    if (body.readableBytes() < BYTES) {
      throw new MalformedPacketException(
          "A handshake has 48 bytes or more; this has " + body.readableBytes());
    }
    var version = body.readInt();
    var encryption = body.readUnsignedShort();
    var extensionField = body.readUnsignedShort();
    var initialSequence = body.readInt();
    var mtu = body.readInt();
    var flowWindow = body.readInt();
    var type = body.readInt();
    var socketId = body.readInt();
    var cookie = body.readInt();
    var peer = new PeerAddress(body.readInt(), body.readInt(), body.readInt(), body.readInt());
    // What stands after the fixed part of another kind of handshake means nothing.
    var extended = version >= 5 && type == CONCLUSION && extensionField != 0;
    return new Handshake(
        version,
        encryption,
        extensionField,
        initialSequence,
        mtu,
        flowWindow,
        type,
        socketId,
        cookie,
        peer,
        extended ? ExtensionCodec.read(body) : List.of());
  }

  /// Puts the body at the end of a buffer.
  public void write(ByteBuf out) {
    out.writeInt(version);
    out.writeShort(encryption);
    out.writeShort(extensionField);
    out.writeInt(initialSequence);
    out.writeInt(mtu);
    out.writeInt(flowWindow);
    out.writeInt(type);
    out.writeInt(socketId);
    out.writeInt(cookie);
    out.writeInt(peer.word0());
    out.writeInt(peer.word1());
    out.writeInt(peer.word2());
    out.writeInt(peer.word3());
    for (var extension : extensions) {
      ExtensionCodec.write(out, extension);
    }
  }

  /// Puts a whole handshake packet at the end of a buffer.
  ///
  /// @param destination 0 from a caller, else the caller's socket id
  public void writePacket(ByteBuf out, int destination, int timestampUs) {
    ControlHeader.of(ControlType.HANDSHAKE, 0, timestampUs, destination).write(out);
    write(out);
  }
}
