// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.load;

import io.tally.player.playlist.Segment.ByteRange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/// Which bytes does an address give, within limits of size and time?
///
/// Keeps connections alive between calls. Follows redirects, never from https to http. Threads:
/// any; [#load] waits, so call it on virtual threads, and ends early when its thread is interrupted
/// or the loader is closed.
public final class HttpLoader implements AutoCloseable {
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);

  /// How much may a load cost?
  ///
  /// @param mostBytes of the answer, unpacked
  /// @param patience from the request to the last byte
  public record Limits(long mostBytes, Duration patience) {}

  /// What an address gave.
  ///
  /// @param uri where it came from after redirects
  @SuppressWarnings("ArrayRecordComponent") // handed over once, compared by nobody
  public record Loaded(URI uri, byte[] bytes) {}

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_PATIENCE)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  /// Loads a resource or a part of it.
  ///
  /// @throws LoadException with a sentence when the bytes do not come, or not all of them
  /// @throws InterruptedException when the thread is interrupted while it waits
  public Loaded load(URI uri, Optional<ByteRange> range, Limits limits)
      throws LoadException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request(uri, range),
            _ -> new LimitedBody(limits.mostBytes(), LoadException.shown(uri)));
    try {
      HttpResponse<byte[]> response =
          answer.get(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() / 100 != 2) {
        throw LoadException.status(uri, response.statusCode());
      }
      return new Loaded(response.uri(), part(response, range, unpacked(response, limits)));
    } catch (TimeoutException _) {
      throw new LoadException(
          LoadException.Reach.CONNECTION,
          "%s did not give all of its bytes within %.1f s"
              .formatted(LoadException.shown(uri), limits.patience().toMillis() / 1e3));
    } catch (ExecutionException e) {
      throw LoadException.of(uri, e.getCause() == null ? e : e.getCause());
    } catch (CancellationException e) {
      throw LoadException.of(uri, e);
    } finally {
      answer.cancel(true); // closes the connection of an answer that nobody waits for
    }
  }

  private static HttpRequest request(URI uri, Optional<ByteRange> range) throws LoadException {
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("User-Agent", "Tally");
      if ("http".equalsIgnoreCase(uri.getScheme())) {
        // Else each first request asks for an upgrade to HTTP/2, which small servers answer
        // wrongly.
        request.version(HttpClient.Version.HTTP_1_1);
      }
      range.ifPresent(bytes ->
          request.header(
              "Range", "bytes=" + bytes.offset() + "-" + (bytes.offset() + bytes.length() - 1)));
      return request.build();
    } catch (IllegalArgumentException _) {
      throw new LoadException(
          LoadException.Reach.REFUSED,
          "This is not an address that can be loaded: it must begin with http:// or https://"
              + " and name a host");
    }
  }

  private static byte[] unpacked(HttpResponse<byte[]> response, Limits limits)
      throws LoadException {
    if (!response.headers().firstValue("Content-Encoding").orElse("").equals("gzip")) {
      return response.body();
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      // One more than allowed tells a body that is too long from one that just fits.
      byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, limits.mostBytes() + 1));
      if (bytes.length > limits.mostBytes()) {
        throw new LoadException(
            LoadException.Reach.ANSWER,
            LoadException.shown(response.uri())
                + " unpacks to more than the limit of "
                + limits.mostBytes()
                + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw LoadException.of(response.uri(), e);
    }
  }

  /// A server that knows no ranges answers 200 with everything.
  private static byte[] part(HttpResponse<byte[]> response, Optional<ByteRange> range, byte[] body)
      throws LoadException {
    if (range.isEmpty()) {
      return body;
    }
    ByteRange wanted = range.get();
    long from = response.statusCode() == 206 ? 0 : wanted.offset();
    if (body.length < from + wanted.length()) {
      throw new LoadException(
          LoadException.Reach.ANSWER,
          "%s gave %d bytes where %d were asked for"
              .formatted(
                  LoadException.shown(response.uri()),
                  Math.max(0, body.length - from),
                  wanted.length()));
    }
    return from == 0 && body.length == wanted.length()
        ? body
        : Arrays.copyOfRange(body, (int) from, (int) (from + wanted.length()));
  }

  /// Breaks off every load. Idempotent.
  @Override
  public void close() {
    client.shutdownNow();
  }
}
