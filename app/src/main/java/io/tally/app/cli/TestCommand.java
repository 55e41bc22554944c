// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import io.tally.app.air.Publishers;
import io.tally.app.cli.target.Targets;
import io.tally.app.cli.terminal.Interruption;
import io.tally.app.cli.terminal.Output;
import io.tally.app.outlet.Outlet;
import io.tally.app.trial.Trial;
import io.tally.protocol.PublishFailure;
import io.tally.protocol.preflight.Preflight;
import io.tally.protocol.preflight.Step;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What does `tally test` do?
@Command(
    name = "test",
    description = {
      "Would these endpoints take a stream, and how fast is the line to each?",
      "Goes step by step as far as it can without being seen; where the service has a test mode, or"
          + " with --send, ten seconds of a test picture are sent, too."
    },
    footer = {
      "",
      "Exit code: 0 when every endpoint would take a stream; else 1, with the reason on standard"
          + " error.",
      "",
      "With --json: event: step (id, name, outcome, sentence, ms), rate (id, kbps, limited, sentence), problem"
          + " (sentence)."
    })
final class TestCommand implements Callable<Integer> {
  private static final double MS = 1e6; // ns in one

  @Spec private @Nullable CommandSpec spec;
  @Mixin private Targets targets = new Targets();

  @Option(
      names = "--send",
      description = "Send, although viewers could see it because there is no test mode.")
  private boolean send;

  @Option(
      names = "--bitrate",
      paramLabel = "KBPS",
      converter = Quantities.BitrateWord.class,
      description = "The most to send, kb/s. Default: what the service takes, or 10000.")
  private @Nullable Integer mostBps;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Override
  public Integer call() {
    Output output = Output.of(json);
    CountDownLatch end = new CountDownLatch(1);
    try (Interruption interruption = Interruption.listen(end::countDown)) {
      List<Outlet> outlets = targets.outlets(System.getenv(), output);
      if (outlets.isEmpty()) {
        throw new ParameterException(
            Objects.requireNonNull(spec).commandLine(), "Give the endpoint to test with --to");
      }
      boolean well = true;
      for (Outlet outlet : outlets) {
        well &= end.getCount() > 0 && test(outlet, end, output);
      }
      return interruption.ended(well ? 0 : 1);
    } catch (IOException e) {
      output.problem(String.valueOf(e.getMessage()));
      return 1;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private boolean test(Outlet outlet, CountDownLatch end, Output output)
      throws InterruptedException {
    Optional<PublishFailure> failure =
        new Preflight(outlet.endpoint(), Publishers.settings(outlet), /* publish= */ false)
            .run(step -> tell(outlet, step, output));
    if (failure.isPresent()) {
      output.problem(failure.get().sentence());
      return false;
    }
    Optional<Outlet> hidden = outlet.inTestMode();
    if (hidden.isEmpty() && !send) {
      output.event(
          "rate",
          outlet.name()
              + ": nothing was sent, because there is no test mode and viewers could see it. Add"
              + " --send to try key and line.",
          Map.of("id", outlet.id()));
      return true;
    }
    try {
      Outlet tried = send ? outlet : hidden.orElse(outlet);
      int most = mostBps == null ? Trial.mostBps(outlet) : mostBps;
      tell(outlet, new Trial(tried, most, end).run(Trial.USUAL), output);
      return true;
    } catch (IOException e) {
      output.problem(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private static void tell(Outlet outlet, Step step, Output output) {
    String outcome =
        switch (step.outcome()) {
          case Step.Passed _ -> "passed";
          case Step.Failed _ -> "failed";
          case Step.Skipped _ -> "skipped";
        };
    output.event(
        "step",
        "%s: %s %s in %.0f ms: %s"
            .formatted(
                outlet.name(), step.name(), outcome, step.tookNs() / MS, step.outcome().sentence()),
        Map.of(
            "id", outlet.id(),
            "name", step.name(),
            "outcome", outcome,
            "sentence", step.outcome().sentence(),
            "ms", step.tookNs() / MS));
  }

  private static void tell(Outlet outlet, Trial.Result result, Output output) {
    output.event(
        "rate",
        outlet.name() + ": " + result.sentence(),
        Map.of(
            "id", outlet.id(),
            "kbps", result.bps() / 1000,
            "limited", result.limited(),
            "sentence", result.sentence()));
  }
}
