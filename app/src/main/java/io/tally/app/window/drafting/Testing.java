// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.drafting;

import io.tally.app.outlet.Outlet;
import io.tally.app.window.state.endpoint.Check;
import io.tally.protocol.PublishFailure;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.preflight.Preflight;
import io.tally.protocol.preflight.Step;
import io.tally.protocol.rtmp.connect.PublishSettings;
import io.tally.protocol.service.Service;
import io.tally.protocol.tls.Fingerprint;
import io.tally.protocol.tls.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Would the endpoint in the form take the programme?
///
/// Threads: [#begin] and [#stop] on the presenter's, where the answers come, too; the test runs on
/// a virtual thread of its own, and the answers of one that was stopped are not told.
final class Testing {
  private static final long MILLI_NS = 1_000_000L;
  private final Executor presenter;
  private @Nullable Thread running;

  /// @param presenter runs what is told, on the presenter's thread
  Testing(Executor presenter) {
    this.presenter = presenter;
  }

  /// Begins, in place of what was begun before.
  ///
  /// @param send whether to publish: viewers may see something of it, but in a service's test mode
  /// @param told what was found out so far, after each step
  void begin(Outlet outlet, boolean send, Consumer<Check> told) {
    stop();
    Preflight test = new Preflight(endpoint(outlet, send), settings(outlet), send);
    Thread thread = Thread.ofVirtual().name("test-endpoint").unstarted(() -> run(test, told));
    running = thread;
    told.accept(new Check(true, List.of(), Optional.empty(), Optional.empty()));
    thread.start();
  }

  private static Endpoint endpoint(Outlet outlet, boolean send) {
    Endpoint endpoint = outlet.endpoint();
    Optional<String> query = outlet.service().flatMap(Service::testQuery).filter(_ -> send);
    return query
        .map(text -> new Endpoint(endpoint.url(), with(endpoint.key(), text), endpoint.login()))
        .orElse(endpoint);
  }

  private static Secret with(Secret key, String query) {
    return key.use(value -> Secret.of(value + (value.indexOf('?') < 0 ? "?" : "&") + query));
  }

  private static PublishSettings settings(Outlet outlet) {
    Fingerprint[] pins = outlet.pins().toArray(Fingerprint[]::new);
    return PublishSettings.usual()
        .withTrust(Trust.system().pinning(pins))
        .withRoute(outlet.route());
  }

  private void run(Preflight test, Consumer<Check> told) {
    Thread self = Thread.currentThread();
    List<Check.Step> steps = new ArrayList<>();
    try {
      Optional<PublishFailure> failure =
          test.run(step -> {
            steps.add(shown(step));
            tell(self, new Check(true, steps, Optional.empty(), Optional.empty()), told);
          });
      Optional<String> untrusted =
          failure.flatMap(PublishFailure::untrusted).map(Fingerprint::toString);
      tell(self, new Check(false, steps, Optional.of(verdict(failure)), untrusted), told);
    } catch (InterruptedException _) {
      self.interrupt(); // stopped: nobody asks any more
    }
  }

  private void tell(Thread who, Check check, Consumer<Check> told) {
    presenter.execute(() -> {
      if (who.equals(running)) {
        told.accept(check);
      }
    });
  }

  private static String verdict(Optional<PublishFailure> failure) {
    return failure.isPresent()
        ? "It would not take the programme as it stands."
        : "It is ready to take the programme.";
  }

  private static Check.Step shown(Step step) {
    Check.Outcome outcome =
        switch (step.outcome()) {
          case Step.Passed _ -> Check.Outcome.PASSED;
          case Step.Failed _ -> Check.Outcome.FAILED;
          case Step.Skipped _ -> Check.Outcome.SKIPPED;
        };
    return new Check.Step(
        step.name(), outcome, step.tookNs() / MILLI_NS, step.outcome().sentence());
  }

  /// Ends what runs, if anything does.
  void stop() {
    Thread last = running;
    running = null;
    if (last != null) {
      last.interrupt();
    }
  }
}
