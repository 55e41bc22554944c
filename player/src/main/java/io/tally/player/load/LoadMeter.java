// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.load;

import java.util.Optional;
import java.util.function.Function;

/// How far is a load, and is it worth going on with?
///
/// One object for one load. Threads: filled on the client's threads, asked from any.
public final class LoadMeter {
  private static final long NEVER = Long.MIN_VALUE;
  private static final int PARTIAL = 206;

  private final long requestedNs = System.nanoTime();
  private final Function<LoadMeter, Optional<String>> verdict;
  private volatile long headNs = NEVER;
  private volatile long endNs = NEVER;
  private volatile long bytes;
  private volatile long expectedBytes;
  private final Optional<ArrivingBytes> into;
  private volatile boolean wanted;

  /// @param verdict asked ten times a second, on the loading thread, why to break off; empty to go
  ///   on
  public LoadMeter(Function<LoadMeter, Optional<String>> verdict) {
    this(verdict, Optional.empty());
  }

  /// One that lets every load run to its end, and passes the bytes on as they come.
  LoadMeter(ArrivingBytes into) {
    this(_ -> Optional.empty(), Optional.of(into));
  }

  private LoadMeter(Function<LoadMeter, Optional<String>> verdict, Optional<ArrivingBytes> into) {
    this.verdict = verdict;
    this.into = into;
  }

  /// One that lets every load run to its end.
  public LoadMeter() {
    this(_ -> Optional.empty());
  }

  Optional<String> verdict() {
    return verdict.apply(this);
  }

  void head(int status, long contentLength) {
    headNs = System.nanoTime();
    bytes = 0;
    expectedBytes = Math.max(0, contentLength);
    wanted = status / 100 == 2;
    into.ifPresent(arriving -> arriving.skip(status == PARTIAL ? 0 : arriving.from()));
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time adds, others only read
  void body(byte[] more) {
    bytes += more.length;
    if (wanted) {
      into.ifPresent(arriving -> arriving.add(more));
    }
  }

  void end() {
    endNs = System.nanoTime();
  }

  /// Bytes of the body that have come.
  public long bytes() {
    return bytes;
  }

  /// Bytes that the server promised; 0 when it did not.
  public long expectedBytes() {
    return expectedBytes;
  }

  /// Since the request, until the last byte or now, ns.
  public long elapsedNs() {
    return (endNs == NEVER ? System.nanoTime() : endNs) - requestedNs;
  }

  /// From the request to the head of the answer, or until now, ns.
  public long firstByteNs() {
    return (headNs == NEVER ? System.nanoTime() : headNs) - requestedNs;
  }
}
