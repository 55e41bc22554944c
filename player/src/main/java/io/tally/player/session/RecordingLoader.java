// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.session;

import io.tally.player.load.HttpLoader;
import io.tally.player.load.LoadException;
import io.tally.player.net.Exchange;
import io.tally.player.playlist.Segment.ByteRange;
import io.tally.player.session.store.SessionWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/// What does an address give, and is it on disk now?
///
/// Threads: any; loads wait, so call them on virtual threads.
final class RecordingLoader {
  private static final int AT_ONCE = 4;

  private final HttpLoader http;
  private final SessionWriter writer;
  private final long deadlineNs;
  private final Semaphore loads = new Semaphore(AT_ONCE, true);

  RecordingLoader(HttpLoader http, SessionWriter writer, Duration longest) {
    this.http = http;
    this.writer = writer;
    deadlineNs = System.nanoTime() + longest.toNanos();
  }

  /// How long the recording still lasts, ns; 0 when it is full.
  long leftNs() {
    return writer.full() ? 0 : Math.max(0, deadlineNs - System.nanoTime());
  }

  /// Loads and writes, also that nothing came.
  ///
  /// @return what came; empty when nothing did
  Optional<HttpLoader.Loaded> load(
      URI uri, Optional<ByteRange> range, HttpLoader.Limits limits, boolean media)
      throws InterruptedException {
    AtomicReference<Exchange> told = new AtomicReference<>();
    if (media) {
      loads.acquire();
    }
    try {
      HttpLoader.Loaded loaded = http.telling(told::set).load(uri, range, limits);
      write(told.get(), range, loaded.bytes());
      return Optional.of(loaded);
    } catch (LoadException _) {
      if (leftNs() > 0) {
        write(told.get(), range, new byte[0]); // that it failed, and how, is part of the recording
      }
      return Optional.empty();
    } finally {
      if (media) {
        loads.release();
      }
    }
  }

  private void write(Exchange exchange, Optional<ByteRange> range, byte[] body) {
    try {
      writer.add(exchange, range, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
