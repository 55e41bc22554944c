// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.session.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.tally.player.playlist.Segment.ByteRange;
import io.tally.player.session.store.StoredAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/// How is one question answered as it was answered before: headers, bytes, and how slowly?
///
/// Threads: the exchange's own, which waits.
final class ReplayAnswer {
  private static final long LONGEST_BODY = 110L << 20;
  private static final int PIECES = 20;
  private static final int LEAST_PIECE = 4 << 10;

  /// What the server writes itself.
  private static final Set<String> OWN = Set.of("content-encoding");

  private final HttpExchange exchange;
  private final DateShift dates;
  private final LocalPaths paths;

  ReplayAnswer(HttpExchange exchange, DateShift dates, LocalPaths paths) {
    this.exchange = exchange;
    this.dates = dates;
    this.paths = paths;
  }

  /// Answers that there is nothing.
  void refuse(int status, String why) throws IOException {
    byte[] words = (why + "\n").getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, words.length);
    exchange.getResponseBody().write(words);
  }

  /// Answers what was answered.
  ///
  /// @param range of the bytes that are asked for
  /// @param slowly with the time that it took; else at once
  void send(StoredAnswer stored, Optional<ByteRange> range, boolean slowly)
      throws IOException, InterruptedException {
    if (slowly) {
      TimeUnit.MILLISECONDS.sleep(stored.firstByteMs());
    }
    if (stored.status() == 0) {
      TimeUnit.MILLISECONDS.sleep(slowly ? stored.totalMs() - stored.firstByteMs() : 0);
      return; // the connection ends without an answer, as it did
    }
    stored
        .headers()
        .forEach((name, value) -> {
          if (name.equals("location")) {
            exchange.getResponseHeaders().set(name, paths.path(URI.create(value)));
          } else if (!OWN.contains(name)) {
            exchange.getResponseHeaders().set(name, dates.header(name, value));
          }
        });
    byte[] body = stored.body().isPresent() ? body(stored, stored.body().get()) : new byte[0];
    int status = stored.status();
    if (range.isPresent() && body.length > 0) {
      body = part(body, stored, range.get());
      status = 206;
      long from = range.get().offset();
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + from + "-" + (from + body.length - 1) + "/*");
    }
    body = packed(body, stored);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    write(body, slowly ? stored.totalMs() - stored.firstByteMs() : 0);
  }

  private byte[] body(StoredAnswer stored, Path file) throws IOException {
    if (Files.size(file) > LONGEST_BODY) {
      throw new IOException(file + " is larger than a recording's body may be");
    }
    byte[] bytes = Files.readAllBytes(file);
    if (!file.toString().endsWith(".m3u8")) {
      return bytes;
    }
    String text = paths.rewritten(new String(bytes, UTF_8), URI.create(stored.address()));
    return dates.playlist(text).getBytes(UTF_8);
  }

  private static byte[] part(byte[] body, StoredAnswer stored, ByteRange wanted) {
    long skipped = stored.range().map(ByteRange::offset).orElse(0L);
    long from = Math.clamp(wanted.offset() - skipped, 0, body.length);
    long to = Math.clamp(from + wanted.length(), from, body.length);
    return Arrays.copyOfRange(body, (int) from, (int) to);
  }

  /// Packed when it was, for who can unpack it.
  private byte[] packed(byte[] body, StoredAnswer stored) throws IOException {
    String takes = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    boolean wanted = takes != null && takes.contains("gzip");
    if (!"gzip".equals(stored.headers().get("content-encoding")) || !wanted || body.length == 0) {
      return body;
    }
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 2 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(body);
    }
    return packed.toByteArray();
  }

  private void write(byte[] body, long overMs) throws IOException, InterruptedException {
    if (body.length == 0) {
      return;
    }
    OutputStream out = exchange.getResponseBody();
    int piece = Math.max(LEAST_PIECE, body.length / PIECES + 1);
    int pieces = (body.length + piece - 1) / piece;
    for (int i = 0; i < pieces; i++) {
      int from = i * piece;
      out.write(body, from, Math.min(piece, body.length - from));
      out.flush();
      if (overMs > 0 && i < pieces - 1) {
        TimeUnit.MILLISECONDS.sleep(overMs / pieces);
      }
    }
  }
}
