// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.packet;

import io.netty.buffer.ByteBuf;

/// Which time stamp and destination do the packets to one peer bear, and when did the last leave
/// (draft-sharabayko-srt section 3)?
///
/// Threads: one at a time.
public final class Outgoing {
  /// Where do the packets of a connection go?
  ///
  /// Loss: datagrams may be lost here as anywhere on their way.
  public interface Datagrams {
    /// An empty buffer, which [#send] takes back.
    ByteBuf buffer(int bytes);

    /// Sends a datagram.
    ///
    /// @param datagram taken
    void send(ByteBuf datagram);
  }

  private static final int CONTROL_BYTES = 64;

  private final Datagrams datagrams;
  private final long startUs;
  private final int destination;
  private final int maxBytes;
  private long lastUs;

  /// @param startUs when our socket began, which time stamps count from
  /// @param destination the peer's socket id
  /// @param mtu bytes of the largest IP packet
  public Outgoing(Datagrams datagrams, long startUs, int destination, int mtu, long nowUs) {
    this.datagrams = datagrams;
    this.startUs = startUs;
    this.destination = destination;
    maxBytes = mtu - HEADERS_BELOW;
    lastUs = nowUs;
  }

  /// Bytes of the IPv4 and UDP headers, which stand before every SRT packet.
  public static final int HEADERS_BELOW = 28;

  /// The time stamp of a moment, which goes round after 71.6 minutes.
  public int timestamp(long atUs) {
    return (int) (atUs - startUs);
  }

  /// The peer's socket id.
  public int destination() {
    return destination;
  }

  /// When the last packet left, µs.
  public long lastUs() {
    return lastUs;
  }

  /// Begins a control packet; [#send] must follow.
  public ByteBuf control(ControlType type, int info, long nowUs) {
    var out = datagrams.buffer(CONTROL_BYTES);
    ControlHeader.of(type, info, timestamp(nowUs), destination).write(out);
    return out;
  }

  /// Begins a control packet that may be as long as a datagram; [#send] must follow.
  public ByteBuf largeControl(ControlType type, int subtype, long nowUs) {
    var out = datagrams.buffer(maxBytes);
    new ControlHeader(type, subtype, 0, timestamp(nowUs), destination).write(out);
    return out;
  }

  /// Bytes that a datagram may have.
  public int maxBytes() {
    return maxBytes;
  }

  /// Sends a control packet without a body.
  public void sendAlone(ControlType type, int info, long nowUs) {
    var out = datagrams.buffer(CONTROL_BYTES);
    ControlHeader.of(type, info, timestamp(nowUs), destination).writeAlone(out);
    send(out, nowUs);
  }

  /// A buffer for a data packet.
  public ByteBuf buffer(int bytes) {
    return datagrams.buffer(bytes);
  }

  /// Sends a packet.
  ///
  /// @param packet taken
  public void send(ByteBuf packet, long nowUs) {
    lastUs = nowUs;
    datagrams.send(packet);
  }
}
