// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check.export;

import io.tally.player.check.CheckReport;
import io.tally.player.check.WaterfallEntry;
import io.tally.player.net.Exchange;
import io.tally.player.rules.MaskedAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What do the requests of a check look like in HTTP Archive 1.2, which browsers' tools read?
///
/// `java.net.http` does not tell connecting, TLS and waiting apart: all are in `wait`, and
/// `connect` is -1, which means that it is not known. Headers that may carry secrets are masked.
public final class HarReport {
  private HarReport() {}

  /// The archive, with the program's version as its creator's.
  public static String of(CheckReport report, String version) {
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("version", "1.2");
    log.put("creator", Map.of("name", "Tally", "version", version));
    log.put("entries", report.requests().stream().map(HarReport::entry).toList());
    return JsonText.of(Map.of("log", log));
  }

  private static Map<String, Object> entry(WaterfallEntry entry) {
    Exchange exchange = entry.exchange();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("startedDateTime", exchange.started().toString());
    fields.put("time", exchange.totalMs());
    fields.put("request", request(exchange));
    fields.put("response", response(exchange));
    fields.put("cache", Map.of());
    fields.put("timings", timings(exchange));
    fields.put(
        "comment",
        entry.kind()
            + " of "
            + entry.track()
            + (entry.durationNs().isPresent()
                ? ", " + entry.durationNs().getAsLong() / 1_000_000 + " ms of media"
                : ""));
    return fields;
  }

  private static Map<String, Object> request(Exchange exchange) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("method", "GET");
    fields.put("url", MaskedAddress.of(exchange.uri()));
    fields.put("httpVersion", exchange.protocol());
    fields.put("cookies", List.of());
    fields.put("headers", headers(exchange.requestHeaders()));
    fields.put("queryString", List.of());
    fields.put("headersSize", -1);
    fields.put("bodySize", 0);
    return fields;
  }

  private static Map<String, Object> response(Exchange exchange) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("size", exchange.bytes());
    content.put("compression", Math.max(0, exchange.bytes() - exchange.bodyBytes()));
    content.put("mimeType", exchange.header("content-type").orElse(""));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("status", exchange.status());
    fields.put("statusText", exchange.problem().orElse(""));
    fields.put("httpVersion", exchange.protocol());
    fields.put("cookies", List.of());
    fields.put("headers", headers(exchange.headers()));
    fields.put("content", content);
    fields.put(
        "redirectURL",
        exchange.redirects() > 0 ? MaskedAddress.of(exchange.answeredBy()) : "");
    fields.put("headersSize", -1);
    fields.put("bodySize", exchange.bodyBytes());
    return fields;
  }

  private static Map<String, Object> timings(Exchange exchange) {
    long firstByte = exchange.firstByteMs().orElse(exchange.totalMs());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("blocked", -1);
    fields.put("dns", exchange.lookupMs());
    fields.put("connect", -1);
    fields.put("send", 0);
    fields.put("wait", Math.max(0, firstByte - exchange.lookupMs()));
    fields.put("receive", Math.max(0, exchange.totalMs() - firstByte));
    fields.put("ssl", -1);
    return fields;
  }

  private static List<Map<String, String>> headers(Map<String, String> headers) {
    return headers.entrySet().stream()
        .map(header -> {
          boolean address = header.getKey().equals("location");
          Map<String, String> fields = new LinkedHashMap<>();
          fields.put("name", header.getKey());
          fields.put("value", address ? header.getValue().replaceFirst("\\?.*", "?•••") : header.getValue());
          return fields;
        })
        .toList();
  }
}
