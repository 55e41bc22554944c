// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.load;

import io.tally.player.net.Exchange;
import io.tally.player.playlist.Segment.ByteRange;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// When did what happen while one resource was loaded?
///
/// Threads: the loading one; the head is told on one of the client's.
final class ExchangeRecorder {
  private static final int MOST_HEADERS = 40;
  private static final int LONGEST_HEADER = 300;
  private static final long NEVER = Long.MIN_VALUE;

  private final URI uri;
  private final Map<String, String> requestHeaders;
  private final Instant started = Instant.now();
  private final long startedNs = System.nanoTime();
  private long lookupNs;
  private volatile long headNs = NEVER;
  private @Nullable HttpResponse<byte[]> response;
  private int redirects;
  private long unpacked;
  private Optional<String> problem = Optional.empty();

  ExchangeRecorder(URI uri, Optional<ByteRange> range) {
    this.uri = uri;
    requestHeaders = headers(uri, range);
  }

  /// What is sent with the request.
  static Map<String, String> headers(URI uri, Optional<ByteRange> range) {
    Map<String, String> headers = new HashMap<>();
    headers.put("user-agent", "Tally");
    range.ifPresent(bytes -> headers.put("range", bytes.header()));
    if (range.isEmpty() && isText(uri)) {
      headers.put("accept-encoding", "gzip");
    }
    return headers;
  }

  /// Whether it is worth asking for it compressed.
  private static boolean isText(URI uri) {
    String path = String.valueOf(uri.getPath()).toLowerCase(Locale.ROOT);
    return List.of(".m3u8", ".m3u", ".mpd", ".vtt", ".json").stream().anyMatch(path::endsWith);
  }

  void lookedUp(long ns) {
    lookupNs += ns;
  }

  void head() {
    headNs = System.nanoTime();
  }

  void answered(HttpResponse<byte[]> answer, int after) {
    response = answer;
    redirects = after;
  }

  void unpacked(long bytes) {
    unpacked = bytes;
  }

  void failed(String why) {
    problem = Optional.of(why);
  }

  Exchange exchange() {
    HttpResponse<byte[]> answer = response;
    long head = headNs;
    return new Exchange(
        uri,
        answer == null ? uri : answer.uri(),
        started,
        TimeUnit.NANOSECONDS.toMillis(lookupNs),
        head == NEVER ? OptionalLong.empty() : OptionalLong.of(milliseconds(head)),
        milliseconds(System.nanoTime()),
        answer == null ? 0 : answer.statusCode(),
        answer == null ? "" : answer.version() == HttpClient.Version.HTTP_2 ? "HTTP/2" : "HTTP/1.1",
        answer == null ? Optional.empty() : answer.sslSession().map(SSLSession::getProtocol),
        requestHeaders,
        answer == null ? Map.of() : headers(answer),
        answer == null ? 0 : answer.body().length,
        unpacked,
        redirects,
        problem);
  }

  private long milliseconds(long atNs) {
    return TimeUnit.NANOSECONDS.toMillis(atNs - startedNs);
  }

  private static Map<String, String> headers(HttpResponse<byte[]> answer) {
    Map<String, String> headers = new HashMap<>();
    answer
        .headers()
        .map()
        .forEach((name, values) -> {
          boolean secret = name.equalsIgnoreCase("set-cookie");
          if (headers.size() < MOST_HEADERS && !values.isEmpty()) {
            String value = secret ? "•••" : values.getFirst();
            headers.put(
                name.toLowerCase(Locale.ROOT),
                value.length() <= LONGEST_HEADER ? value : value.substring(0, LONGEST_HEADER));
          }
        });
    return headers;
  }
}
