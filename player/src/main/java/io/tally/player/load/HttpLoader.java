// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.load;

import io.tally.player.net.Exchange;
import io.tally.player.net.ReachPolicy;
import io.tally.player.playlist.Segment.ByteRange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/// Which bytes does an address give, within limits of size and time?
///
/// Keeps connections and cookies alive between calls. Follows five redirects, never from https to
/// http, never nearer than its [ReachPolicy] allows. Threads: any; [#load] waits, so call it on
/// virtual threads, and ends early when its thread is interrupted or the loader is closed.
public final class HttpLoader implements AutoCloseable {
  /// How much may a load cost?
  ///
  /// @param mostBytes of the answer, unpacked
  /// @param patience from the request to the last byte
  public record Limits(long mostBytes, Duration patience) {}

  /// What an address gave.
  ///
  /// @param uri where it came from after redirects
  /// @param sent the server's clock when it answered, to the second, when it tells that
  @SuppressWarnings("ArrayRecordComponent") // handed over once, compared by nobody
  public record Loaded(URI uri, byte[] bytes, Optional<Instant> sent) {}

  private static final int MOST_REDIRECTS = 5;
  private static final long LOOK_NS = 100_000_000L;

  private final Connections connections;
  private final ReachPolicy reach;
  private final Optional<Consumer<Exchange>> listener;

  /// Loads from everywhere.
  public HttpLoader() {
    this(new Connections(), ReachPolicy.ANYWHERE, Optional.empty());
  }

  private HttpLoader(
      Connections connections, ReachPolicy reach, Optional<Consumer<Exchange>> listener) {
    this.connections = connections;
    this.reach = reach;
    this.listener = listener;
  }

  /// A loader over the same connections that goes no nearer than a policy allows. Closing either
  /// closes both.
  public HttpLoader within(ReachPolicy policy) {
    return new HttpLoader(connections, policy, listener);
  }

  /// A loader over the same connections that tells what each request was like. Closing either
  /// closes both.
  ///
  /// @param told on the loading thread, after each load
  public HttpLoader telling(Consumer<Exchange> told) {
    return new HttpLoader(connections, reach, Optional.of(told));
  }

  /// Loads a resource or a part of it.
  ///
  /// @throws LoadException with a sentence when the bytes do not come, or not all of them
  /// @throws InterruptedException when the thread is interrupted while it waits
  public Loaded load(URI uri, Optional<ByteRange> range, Limits limits)
      throws LoadException, InterruptedException {
    return load(uri, range, limits, new LoadMeter());
  }

  /// Loads a resource or a part of it.
  ///
  /// @param meter told how far it is; may break the load off
  /// @throws LoadException with a sentence when the bytes do not come, or not all of them
  /// @throws InterruptedException when the thread is interrupted while it waits
  public Loaded load(URI uri, Optional<ByteRange> range, Limits limits, LoadMeter meter)
      throws LoadException, InterruptedException {
    ExchangeRecorder recorder = new ExchangeRecorder(uri, range);
    try {
      HttpResponse<byte[]> response = followed(uri, range, limits, recorder, meter);
      if (response.statusCode() / 100 != 2) {
        throw LoadException.status(response.uri(), response.statusCode());
      }
      Loaded loaded =
          new Loaded(
              response.uri(),
              part(response, range, unpacked(response, limits)),
              AnswerDate.of(response.headers()));
      recorder.unpacked(loaded.bytes().length);
      return loaded;
    } catch (LoadException e) {
      recorder.failed(String.valueOf(e.getMessage()));
      throw e;
    } finally {
      listener.ifPresent(told -> told.accept(recorder.exchange()));
    }
  }

  private HttpResponse<byte[]> followed(
      URI uri, Optional<ByteRange> range, Limits limits, ExchangeRecorder recorder, LoadMeter meter)
      throws LoadException, InterruptedException {
    long deadlineNs = System.nanoTime() + limits.patience().toNanos();
    URI now = uri;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      look(now, recorder);
      HttpResponse<byte[]> response =
          send(now, range, limits.mostBytes(), recorder, meter, deadlineNs);
      recorder.answered(response, redirects);
      Optional<String> location = response.headers().firstValue("Location");
      if (response.statusCode() / 100 != 3 || location.isEmpty()) {
        return response;
      }
      now = next(now, location.get());
    }
    throw new LoadException(
        LoadException.Reach.REFUSED,
        LoadException.shown(uri) + " redirects more than " + MOST_REDIRECTS + " times");
  }

  private static URI next(URI from, String location) throws LoadException {
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException _) {
      throw new LoadException(
          LoadException.Reach.ANSWER,
          LoadException.shown(from) + " redirects to what is not an address");
    }
    Optional<String> refusal = ReachPolicy.redirectRefusal(from, to);
    if (refusal.isPresent()) {
      throw new LoadException(LoadException.Reach.REFUSED, refusal.get());
    }
    return to;
  }

  /// Whether an address may be asked; looking it up costs nothing where nobody wants to know.
  private void look(URI uri, ExchangeRecorder recorder) throws LoadException {
    boolean everywhere = reach.equals(ReachPolicy.ANYWHERE);
    if (uri.getHost() == null || (everywhere && listener.isEmpty())) {
      return;
    }
    try {
      long begunNs = System.nanoTime();
      InetAddress[] addresses = ReachPolicy.lookUp(uri);
      recorder.lookedUp(System.nanoTime() - begunNs);
      Optional<String> refusal = everywhere ? Optional.empty() : reach.refusal(uri, addresses);
      if (refusal.isPresent()) {
        throw new LoadException(LoadException.Reach.REFUSED, refusal.get());
      }
    } catch (UnknownHostException _) {
      throw new LoadException(
          LoadException.Reach.CONNECTION,
          "There is no host named " + uri.getHost() + ": check the address");
    }
  }

  private HttpResponse<byte[]> send(
      URI uri,
      Optional<ByteRange> range,
      long mostBytes,
      ExchangeRecorder recorder,
      LoadMeter meter,
      long deadlineNs)
      throws LoadException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        connections
            .client()
            .sendAsync(
                request(uri, range),
                head -> {
                  recorder.head();
                  meter.head(
                      head.statusCode(),
                      head.headers().firstValueAsLong("Content-Length").orElse(0));
                  return new LimitedBody(mostBytes, LoadException.shown(uri), meter);
                });
    try {
      return awaited(answer, uri, meter, deadlineNs);
    } catch (ExecutionException e) {
      throw LoadException.of(uri, e.getCause() == null ? e : e.getCause());
    } catch (CancellationException e) {
      throw LoadException.of(uri, e);
    } finally {
      meter.end();
      answer.cancel(true); // closes the connection of an answer that nobody waits for
    }
  }

  private static HttpResponse<byte[]> awaited(
      CompletableFuture<HttpResponse<byte[]>> answer, URI uri, LoadMeter meter, long deadlineNs)
      throws LoadException, ExecutionException, InterruptedException {
    while (true) {
      long leftNs = deadlineNs - System.nanoTime();
      try {
        return answer.get(Math.clamp(leftNs, 0, LOOK_NS), TimeUnit.NANOSECONDS);
      } catch (TimeoutException _) {
        if (leftNs <= LOOK_NS) {
          throw LoadException.late(uri, meter.elapsedNs());
        }
        Optional<String> reason = meter.verdict();
        if (reason.isPresent()) {
          throw new LoadException(LoadException.Reach.BROKEN_OFF, reason.get());
        }
      }
    }
  }

  private static HttpRequest request(URI uri, Optional<ByteRange> range) throws LoadException {
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(uri);
      if ("http".equalsIgnoreCase(uri.getScheme())) {
        // Else each first request asks for an upgrade to HTTP/2, which small servers answer
        // wrongly.
        request.version(HttpClient.Version.HTTP_1_1);
      }
      ExchangeRecorder.headers(uri, range).forEach(request::header);
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
    if (wanted.isOpen()) {
      return body.length <= from ? new byte[0] : Arrays.copyOfRange(body, (int) from, body.length);
    }
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
    connections.close();
  }
}
