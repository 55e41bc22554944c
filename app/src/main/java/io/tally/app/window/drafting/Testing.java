// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.drafting;

import io.tally.app.air.Publishers;
import io.tally.app.outlet.Outlet;
import io.tally.app.trial.Trial;
import io.tally.app.window.state.endpoint.Check;
import io.tally.protocol.PublishFailure;
import io.tally.protocol.preflight.Preflight;
import io.tally.protocol.preflight.Step;
import io.tally.protocol.tls.Fingerprint;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Would the endpoint in the form take the programme, and how fast is the line to it?
///
/// Threads: all methods on the presenter's, where the answers come, too; the test runs on a thread
/// of its own, and the answers of one that was stopped are not told.
final class Testing {
  private static final long MILLI_NS = 1_000_000L;
  private static final String SENDING = "Send 10 s";
  private final Executor presenter;
  private @Nullable Thread running; // null once nobody asks any more
  private @Nullable Thread last; // which may still be saying goodbye

  private interface Work {
    void run(Thread self) throws InterruptedException;
  }

  /// @param presenter runs what is told, on the presenter's thread
  Testing(Executor presenter) {
    this.presenter = presenter;
  }

  /// Begins, in place of what was begun before: all that viewers do not notice, which in a
  /// service's test mode is to send as well.
  ///
  /// @param onAir whether the line is needed for something better than a test
  /// @param told what was found out so far, after each step
  void begin(Outlet outlet, boolean onAir, Consumer<Check> told) {
    run(self -> look(self, outlet, onAir, told));
    told.accept(Check.runs(List.of()));
  }

  /// Goes on where it could go no further without being noticed.
  ///
  /// @param before what was told last
  void send(Outlet outlet, Check before, Consumer<Check> told) {
    Outlet tried = outlet.inTestMode().orElse(outlet);
    run(self -> measure(self, tried, before.steps(), told));
    told.accept(sending(before.steps()));
  }

  private void run(Work work) {
    stop();
    Thread before = last;
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("test-endpoint")
            .unstarted(() -> {
              try {
                if (before != null) {
                  before.join(); // one key, one publisher
                }
                work.run(Thread.currentThread());
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // stopped: nobody asks any more
              }
            });
    running = thread;
    last = thread;
    thread.start();
  }

  private void look(Thread self, Outlet outlet, boolean onAir, Consumer<Check> told)
      throws InterruptedException {
    List<Check.Step> steps = new ArrayList<>();
    Optional<PublishFailure> failure =
        new Preflight(outlet.endpoint(), Publishers.settings(outlet), /* publish= */ false)
            .run(step -> {
              steps.add(shown(step));
              tell(self, Check.runs(steps), told);
            });
    Optional<Outlet> hidden = outlet.inTestMode();
    if (failure.isPresent()) {
      Optional<String> untrusted = failure.get().untrusted().map(Fingerprint::toString);
      tell(self, Check.failed(steps, untrusted), told);
    } else if (hidden.isPresent() && !onAir) {
      tell(self, sending(steps), told);
      measure(self, hidden.get(), steps, told);
    } else {
      tell(self, Check.asks(steps, question(hidden.isPresent(), onAir)), told);
    }
  }

  private static String question(boolean hidden, boolean onAir) {
    if (hidden) {
      return "Viewers do not see it, but it takes room on the line from the programme on the air.";
    }
    return onAir
        ? "Viewers may see the test picture, and it takes room from the programme on the air."
        : "Viewers may see the test picture, because there is no test mode.";
  }

  private static Check sending(List<Check.Step> before) {
    return Check.runs(
        with(before, Check.Outcome.RUNNING, 0, "A test picture, as much as the line takes."));
  }

  private void measure(Thread self, Outlet tried, List<Check.Step> before, Consumer<Check> told)
      throws InterruptedException {
    long sinceNs = System.nanoTime();
    try {
      Trial.Result result =
          new Trial(tried, Trial.mostBps(tried), new CountDownLatch(1)).run(Trial.USUAL);
      long millis = millis(sinceNs);
      tell(self, Check.passed(with(before, Check.Outcome.PASSED, millis, result.sentence())), told);
    } catch (IOException e) {
      String sentence = String.valueOf(e.getMessage());
      List<Check.Step> steps = with(before, Check.Outcome.FAILED, millis(sinceNs), sentence);
      tell(self, Check.failed(steps, Optional.empty()), told);
    }
  }

  private static long millis(long sinceNs) {
    return (System.nanoTime() - sinceNs) / MILLI_NS;
  }

  private static List<Check.Step> with(
      List<Check.Step> before, Check.Outcome outcome, long millis, String sentence) {
    List<Check.Step> steps = new ArrayList<>(before);
    steps.add(new Check.Step(SENDING, outcome, millis, sentence));
    return steps;
  }

  private void tell(Thread who, Check check, Consumer<Check> told) {
    presenter.execute(() -> {
      if (who.equals(running)) {
        told.accept(check);
      }
    });
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
    Thread asked = running;
    running = null;
    if (asked != null) {
      asked.interrupt();
    }
  }

  /// Waits until what was stopped has let go of everything; a few seconds at most.
  void await(Duration most) {
    Thread ending = last;
    try {
      if (ending != null) {
        ending.join(most);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
