// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.publish;

import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.SrtKey;
import io.tally.protocol.line.PublishException;
import io.tally.protocol.srt.options.SrtMode;
import io.tally.protocol.srt.options.SrtNetwork;
import io.tally.protocol.srt.options.SrtOptions;
import io.tally.protocol.srt.options.SrtUrl;
import io.tally.protocol.srt.pace.BandwidthRule;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How is a listener called that an endpoint names?
///
/// @param options with its stream id and passphrase
/// @param remarks a sentence for each option that is not known or not followed
public record SrtTarget(SrtOptions options, List<String> remarks) {
  /// A publisher notices sooner that the far end is gone than others do: what is not acknowledged
  /// for so long is lost in any case, and a new connection brings a keyframe.
  private static final int IDLE_MS = 3_000;

  /// Transport packets and SRT's headers add so much to the media.
  private static final double AROUND_MEDIA = 1.1;

  public SrtTarget {
    remarks = List.copyOf(remarks);
  }

  /// Reads an endpoint.
  ///
  /// @throws PublishException when its options cannot be used
  public static SrtTarget of(Endpoint endpoint) throws PublishException {
    try {
      var url = SrtUrl.parse(endpoint.url().toString());
      if (url.mode() == SrtMode.LISTENER) {
        throw bad(
            "The address asks for mode=listener, but a programme is sent by calling: leave mode out, and let the far end be the listener.",
            null);
      }
      var key = SrtKey.read(endpoint.key());
      var options =
          url.options()
              .withStreamId(key.streamId())
              .withKeys(url.options().keys().with(key.passphrase()));
      var network = options.network();
      return new SrtTarget(
          network.idleMs() == SrtNetwork.USUAL.idleMs()
              ? options.withNetwork(
                  new SrtNetwork(
                      network.connectMs(),
                      IDLE_MS,
                      network.reportsLoss(),
                      network.reorderTolerance(),
                      network.trafficClass()))
              : options,
          url.remarks());
    } catch (IllegalArgumentException e) {
      throw bad(String.valueOf(e.getMessage()), e);
    }
  }

  /// The same, paced for a programme.
  SrtTarget pacedFor(StreamParameters programme) {
    return new SrtTarget(
        options.withBandwidth(paced(options.bandwidth(), programme)), remarks);
  }

  /// How fast may be sent: a rate that is measured begins with what the programme aims at.
  static BandwidthRule paced(BandwidthRule rule, StreamParameters programme) {
    if (!rule.measuresInput() || rule.minInputBytesPerS() > 0) {
      return rule;
    }
    var bps =
        Stream.<@Nullable CodecParameters>of(programme.video(), programme.audio())
            .mapToInt(track -> track == null ? 0 : track.bitrateBps())
            .sum();
    return new BandwidthRule(
        0, 0, Math.round(bps / 8.0 * AROUND_MEDIA), rule.overheadPercent());
  }

  private static PublishException bad(String sentence, @Nullable Throwable cause) {
    return new PublishException(Kind.BAD_ADDRESS, sentence, cause);
  }
}
