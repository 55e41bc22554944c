// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor;

import io.tally.player.check.WaterfallEntry;
import io.tally.player.net.Exchange;
import io.tally.player.rules.MaskedAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is shown of one request?
///
/// @param started when it was sent
/// @param what the kind of resource and its name, without its query
/// @param url with secrets masked
/// @param answer status, or what went wrong
/// @param failed whether it gave nothing usable
/// @param protocol such as `HTTP/2, TLSv1.3`; empty without an answer
/// @param cache what caches on the way said; empty when nothing
/// @param lookupMs looking up the host's addresses
/// @param waitMs from then to the first byte: connecting, TLS and the server's thinking, which
///   Java's client does not tell apart
/// @param bodyMs from the first byte to the last
/// @param bytes as they were transferred
/// @param speed how much faster than it plays it came; 0 when it does not say
public record RequestRow(
    Instant started,
    String what,
    String url,
    String answer,
    boolean failed,
    String protocol,
    String cache,
    long lookupMs,
    long waitMs,
    long bodyMs,
    long bytes,
    double speed) {
  private static final List<String> CACHES = List.of("x-cache", "age", "cache-control", "via");

  /// The newest of them, newest last.
  public static List<RequestRow> newest(List<WaterfallEntry> requests, int most) {
    return requests.subList(Math.max(0, requests.size() - most), requests.size()).stream()
        .map(RequestRow::of)
        .toList();
  }

  static RequestRow of(WaterfallEntry entry) {
    Exchange exchange = entry.exchange();
    long firstByteMs = exchange.firstByteMs().orElse(exchange.totalMs());
    boolean answered = exchange.status() > 0;
    return new RequestRow(
        exchange.started(),
        entry.kind().name().toLowerCase(Locale.ROOT) + " " + MaskedAddress.name(exchange.uri()),
        MaskedAddress.of(exchange.uri()),
        answered ? Integer.toString(exchange.status()) : "failed",
        exchange.problem().isPresent() || exchange.status() / 100 != 2,
        Stream.of(exchange.protocol(), exchange.tls().orElse(""))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.joining(", ")),
        CACHES.stream()
            .filter(name -> exchange.header(name).isPresent())
            .map(name -> name + " " + exchange.header(name).orElseThrow())
            .collect(Collectors.joining("; ")),
        exchange.lookupMs(),
        Math.max(0, firstByteMs - exchange.lookupMs()),
        Math.max(0, exchange.totalMs() - firstByteMs),
        exchange.bodyBytes(),
        entry.speed());
  }

  /// From the request to the last byte, ms.
  public long totalMs() {
    return lookupMs + waitMs + bodyMs;
  }
}
