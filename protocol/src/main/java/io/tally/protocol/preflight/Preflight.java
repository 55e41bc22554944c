// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.preflight;

import io.tally.protocol.PublishFailure;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.line.PublishException;
import io.tally.protocol.rtmp.connect.PublishSettings;
import io.tally.protocol.rtmp.publish.MediaSender;
import io.tally.protocol.rtmp.publish.PublishAttempt;
import io.tally.protocol.tcp.EventLoops;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Would this endpoint take a stream now, and if not, at which step does it fail?
///
/// Does what a publisher does, with the same code and the same settings, up to the server's word
/// that it waits for media; no media is sent. An SRT listener is told the stream id in any case,
/// since its handshake has no part without.
public final class Preflight {
  private static final Duration GOODBYE = Duration.ofSeconds(1);

  private final Endpoint endpoint;
  private final PublishSettings settings;
  private final boolean publish;

  /// @param publish whether to go on air for a moment, which alone tests the key; else the test
  ///   ends before it, and the service's viewers cannot notice it
  public Preflight(Endpoint endpoint, PublishSettings settings, boolean publish) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.publish = publish;
  }

  /// Runs the test, on the calling thread (a virtual one), which an interrupt frees at once.
  ///
  /// @param listener gets each step when it has ended, in order, on the calling thread
  /// @return why the endpoint would not take a stream; empty when every step passed
  public Optional<PublishFailure> run(Consumer<Step> listener) throws InterruptedException {
    if (endpoint.isSrt()) {
      return runSrt(listener);
    }
    var log = new StepLog(listener, settings.route().proxy().isPresent(), endpoint.isSecure());
    try (var loops = EventLoops.SHARED.lease()) {
      attempt(new PublishAttempt(endpoint, settings, loops.group(), log));
      log.end(
          "The key was not tested, since nothing was published: it shows when the stream begins.");
      return Optional.empty();
    } catch (PublishException e) {
      log.end("Not reached.");
      return Optional.of(e.failure());
    }
  }

  private Optional<PublishFailure> runSrt(Consumer<Step> listener) throws InterruptedException {
    try {
      new SrtSteps(endpoint, settings.route(), listener).run();
      return Optional.empty();
    } catch (PublishException e) {
      return Optional.of(e.failure());
    }
  }

  private void attempt(PublishAttempt attempt) throws PublishException, InterruptedException {
    if (!publish) {
      attempt.reach().close();
      return;
    }
    var connection = attempt.open();
    try {
      new MediaSender(connection).end(GOODBYE);
    } finally {
      connection.close();
    }
  }
}
