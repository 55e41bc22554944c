// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import io.tally.encoder.packet.CodecParameters;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How does one encoder live on one thread, from open to close?
///
/// Life: [#start], [#stop]. Threads: those two from any; the encoder is opened, used and closed on
/// the thread alone.
///
/// @param <E> the encoder
/// @param <J> what it is fed with
final class EncodeThread<E extends EncodeThread.Coder, J> {
  private static final Logger log = LoggerFactory.getLogger(EncodeThread.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  /// What an encoder is asked for, whatever it codes.
  sealed interface Coder extends AutoCloseable permits VideoEncoder, AudioEncoder {
    /// What a receiver must know; does not change.
    CodecParameters parameters();

    /// Gives out what is still inside; after it only [#close] is allowed.
    ///
    /// @throws IOException when it cannot be coded
    void drain() throws IOException;

    /// Frees everything; what is still inside is lost. Idempotent.
    @Override
    void close();
  }

  /// Opens the encoder.
  interface Opening<E> {
    E open() throws IOException;
  }

  /// What is done with the encoder.
  interface Work<E, J> {
    /// Codes one job; the job is freed in any case.
    void encode(E encoder, J job) throws IOException;

    /// Frees a job that is not coded.
    void discard(J job);
  }

  private final Inbox<J> inbox;
  private final Opening<E> opening;
  private final Work<E, J> work;
  private final String advice;
  private final Consumer<String> onFailure;
  private final CompletableFuture<E> opened = new CompletableFuture<>();
  private final Thread thread;

  /// @param advice what to do when it fails again and again; ends the sentence of a failure
  EncodeThread(
      String name,
      Inbox<J> inbox,
      Opening<E> opening,
      Work<E, J> work,
      String advice,
      Consumer<String> onFailure) {
    this.inbox = inbox;
    this.opening = opening;
    this.work = work;
    this.advice = advice;
    this.onFailure = onFailure;
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /// Starts the thread and waits until the encoder is open.
  ///
  /// @throws IOException when it does not open
  void start() throws IOException {
    thread.start();
    try {
      opened.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException refused) {
        throw refused;
      }
      throw new IOException("The encoder could not be opened: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      inbox.end();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while the encoder was being opened");
    }
  }

  /// The encoder, once open: for what may be read from any thread.
  E encoder() {
    return opened.join();
  }

  private void run() {
    try (E encoder = opening.open()) {
      opened.complete(encoder);
      for (J job = inbox.take(); job != null; job = inbox.take()) {
        work.encode(encoder, job);
      }
      encoder.drain();
    } catch (Exception | Error e) { // whatever it was, somebody waits to be told
      if (!opened.completeExceptionally(e)) {
        log.error("{} stopped", thread.getName(), e);
        onFailure.accept(
            "The encoder stopped (%s). Stop and start again; if it happens again, %s."
                .formatted(e.getMessage(), advice));
      }
    } finally {
      inbox.end();
      for (J job = inbox.poll(); job != null; job = inbox.poll()) {
        work.discard(job);
      }
    }
  }

  /// Lets it code what waits, and waits for the end, five seconds at most.
  void stop() {
    inbox.end();
    try {
      if (!thread.join(STOP_LIMIT)) {
        log.error("{} did not end within {}; it is left alone", thread.getName(), STOP_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
