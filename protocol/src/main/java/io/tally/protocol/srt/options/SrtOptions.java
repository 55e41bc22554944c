// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.srt.connect.Offer;
import io.tally.protocol.srt.crypto.KeyPlan;
import io.tally.protocol.srt.link.LinkSettings;
import io.tally.protocol.srt.pace.BandwidthRule;
import io.tally.protocol.srt.packet.MessageNumber;

/// How shall an SRT connection be?
///
/// @param streamId which stream is sent or wanted; empty for none
/// @param keys how to encrypt
/// @param enforcesEncryption whether a connection without the encryption wanted must not be
/// @param latency how late is played
/// @param bandwidth how fast may be sent
/// @param sizes of packets and buffers
/// @param network timeouts and loss reports
public record SrtOptions(
    Secret streamId,
    KeyPlan keys,
    boolean enforcesEncryption,
    SrtLatency latency,
    BandwidthRule bandwidth,
    SrtSizes sizes,
    SrtNetwork network) {
  /// Paced by the input, unlike in libsrt, whose usual limit is 1 Gbit/s: a keyframe that leaves in
  /// one burst overflows a home router. With a half more than the input, one packet in three may
  /// get lost.
  public static final BandwidthRule PACED = new BandwidthRule(0, 0, 0, 50);

  /// Fit for the internet.
  public static final SrtOptions INTERNET =
      new SrtOptions(
          Secret.of(""),
          KeyPlan.none(),
          true,
          SrtLatency.of(SrtLatency.INTERNET_MS),
          PACED,
          SrtSizes.USUAL,
          SrtNetwork.USUAL);

  public SrtOptions {
    var bytes = streamId.use(value -> value.getBytes(UTF_8).length);
    if (bytes > 512) {
      throw new IllegalArgumentException(
          "The SRT stream id has %d bytes: it must have 512 at most.".formatted(bytes));
    }
  }

  /// With another stream id.
  public SrtOptions withStreamId(Secret other) {
    return new SrtOptions(other, keys, enforcesEncryption, latency, bandwidth, sizes, network);
  }

  /// With another way to encrypt.
  public SrtOptions withKeys(KeyPlan other) {
    return new SrtOptions(streamId, other, enforcesEncryption, latency, bandwidth, sizes, network);
  }

  /// With another latency.
  public SrtOptions withLatency(SrtLatency other) {
    return new SrtOptions(streamId, keys, enforcesEncryption, other, bandwidth, sizes, network);
  }

  /// With another limit of speed.
  public SrtOptions withBandwidth(BandwidthRule other) {
    return new SrtOptions(streamId, keys, enforcesEncryption, latency, other, sizes, network);
  }

  /// With other sizes.
  public SrtOptions withSizes(SrtSizes other) {
    return new SrtOptions(streamId, keys, enforcesEncryption, latency, bandwidth, other, network);
  }

  /// With other timeouts.
  public SrtOptions withNetwork(SrtNetwork other) {
    return new SrtOptions(streamId, keys, enforcesEncryption, latency, bandwidth, sizes, other);
  }

  /// What this side brings to a handshake.
  ///
  /// @param plan how to encrypt this connection
  public Offer offer(int socketId, int initialSequence, KeyPlan plan) {
    return new Offer(
        socketId,
        initialSequence,
        sizes.mtu(),
        Math.min(sizes.flowWindow(), sizes.receivePackets()),
        latency.receiveMs(),
        latency.peerMs(),
        latency.dropsTooLate(),
        network.reportsLoss(),
        streamId,
        plan,
        enforcesEncryption);
  }

  /// What this side decides alone after the handshake.
  public LinkSettings link() {
    return new LinkSettings(
        MessageNumber.FIRST,
        sizes.sendPackets(),
        sizes.receivePackets(),
        sizes.payloadBytes(),
        latency.dropsTooLate(),
        latency.sendDropDelayMs(),
        network.reportsLoss(),
        network.reorderTolerance(),
        latency.tracesDrift(),
        network.idleMs(),
        bandwidth);
  }
}
