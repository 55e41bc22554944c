// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.preflight;

import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Route;
import io.tally.protocol.line.PublishException;
import io.tally.protocol.srt.SrtConnection;
import io.tally.protocol.srt.SrtLoops;
import io.tally.protocol.srt.publish.SrtCall;
import io.tally.protocol.srt.publish.SrtTarget;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Would an SRT listener take a stream now, and how would the line be?
///
/// The listener is called as a publisher calls it, with stream id and passphrase; no media is sent.
final class SrtSteps {
  private static final double NS_PER_MS = 1e6;
  private static final int ROUND_TRIPS_OF_A_HANDSHAKE = 2;
  private static final int ROUND_TRIPS_OF_A_LATENCY = 4;
  private static final List<String> NAMES =
      List.of("Options", "Name", "SRT handshake", "Encryption", "Latency");

  private final Endpoint endpoint;
  private final Route route;
  private final Consumer<Step> listener;
  private int told;
  private long begunNs;

  SrtSteps(Endpoint endpoint, Route route, Consumer<Step> listener) {
    this.endpoint = endpoint;
    this.route = route;
    this.listener = listener;
  }

  /// Takes the steps, and tells of each, of those too that are not reached.
  void run() throws PublishException, InterruptedException {
    try (var loops = new SrtLoops(1)) {
      begunNs = System.nanoTime();
      var target = SrtTarget.of(endpoint);
      passed(
          target.remarks().isEmpty()
              ? "All of the address is understood."
              : String.join(" ", target.remarks()));
      var call = new SrtCall(endpoint, route, loops);
      var addresses = call.addresses();
      passed(
          "%s is %s."
              .formatted(
                  endpoint.host(),
                  addresses.stream()
                      .map(InetAddress::getHostAddress)
                      .collect(Collectors.joining(", "))));
      var calledNs = System.nanoTime();
      try (var connection = call.connect(addresses, target.options())) {
        met(connection, System.nanoTime() - calledNs);
      }
    } catch (PublishException e) {
      tell(new Step.Failed(e.failure()));
      while (told < NAMES.size()) {
        tell(new Step.Skipped("Not reached."));
      }
      throw e;
    }
  }

  private void met(SrtConnection connection, long tookNs) {
    passed(
        "The listener at port %d answered, and took the %s; no media was sent."
            .formatted(
                endpoint.port(),
                connection.streamId().isEmpty()
                    ? "connection, which has no stream id"
                    : "stream id"));
    var now = connection.statistics();
    if (now.keyBytes() == 0) {
      tell(
          new Step.Skipped(
              "The address has no passphrase, so others on the way can see the stream."));
    } else {
      passed("Encrypted with AES-%d.".formatted(now.keyBytes() * 8));
    }
    // A handshake is two round trips and what the server needs, so this is the most it can be.
    var tripMs = tookNs / NS_PER_MS / ROUND_TRIPS_OF_A_HANDSHAKE;
    var enough = now.sendLatencyMs() >= tripMs * ROUND_TRIPS_OF_A_LATENCY;
    passed(
        "%d ms were agreed on, and a round trip takes %.0f ms at most%s"
            .formatted(
                now.sendLatencyMs(),
                tripMs,
                enough
                    ? ": lost packets have time to be sent again."
                    : ": set latency=%.0f or more, so that lost packets have time to be sent again."
                        .formatted(Math.ceil(tripMs * ROUND_TRIPS_OF_A_LATENCY / 10) * 10)));
  }

  private void passed(String sentence) {
    tell(new Step.Passed(sentence));
  }

  private void tell(Step.Outcome outcome) {
    var now = System.nanoTime();
    listener.accept(
        new Step(NAMES.get(told++), outcome instanceof Step.Skipped ? 0 : now - begunNs, outcome));
    begunNs = now;
  }
}
