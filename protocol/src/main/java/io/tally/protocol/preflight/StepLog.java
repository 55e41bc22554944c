// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.preflight;

import io.tally.protocol.PublishFailure;
import io.tally.protocol.rtmp.attempt.AttemptListener;
import io.tally.protocol.rtmp.attempt.AttemptStep;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/// Which steps of an attempt has a person been told of, and which are left out and why?
final class StepLog implements AttemptListener {
  private final Consumer<Step> listener;
  private final boolean proxied;
  private final boolean secure;
  private final Set<AttemptStep> told = EnumSet.noneOf(AttemptStep.class);
  private long begunNs;

  StepLog(Consumer<Step> listener, boolean proxied, boolean secure) {
    this.listener = listener;
    this.proxied = proxied;
    this.secure = secure;
  }

  @Override
  public void began(AttemptStep step) {
    for (var earlier : AttemptStep.values()) {
      if (earlier.compareTo(step) < 0) {
        skip(earlier, "Not reached.");
      }
    }
    begunNs = System.nanoTime();
  }

  @Override
  public void passed(AttemptStep step, String sentence) {
    tell(step, new Step.Passed(sentence));
  }

  @Override
  public void failed(AttemptStep step, PublishFailure failure) {
    tell(step, new Step.Failed(failure));
  }

  private void tell(AttemptStep step, Step.Outcome outcome) {
    told.add(step);
    listener.accept(new Step(step.title(), System.nanoTime() - begunNs, outcome));
  }

  /// Nothing more comes.
  ///
  /// @param why for the steps that were not taken, though they are needed
  void end(String why) {
    for (var step : AttemptStep.values()) {
      skip(step, why);
    }
  }

  private void skip(AttemptStep step, String why) {
    if (told.add(step)) {
      var sentence =
          switch (step) {
            case PROXY -> proxied ? why : "None is set.";
            case TLS ->
                secure
                    ? why
                    : "The address is without TLS (rtmp://), so others on the way can read key and stream.";
            default -> why;
          };
      listener.accept(new Step(step.title(), 0, new Step.Skipped(sentence)));
    }
  }
}
