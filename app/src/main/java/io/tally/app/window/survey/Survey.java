// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.survey;

import io.tally.app.doctor.Diagnosis;
import io.tally.app.doctor.DiagnosisReport;
import io.tally.app.doctor.Finding;
import io.tally.app.doctor.Finding.Verdict;
import io.tally.app.window.state.DeviceMenu;
import io.tally.app.window.state.EncoderMenu;
import io.tally.app.window.state.Notice;
import io.tally.capture.Devices;
import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.encoder.EncoderCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Which devices and encoders does this machine have, and is it fit for a broadcast?
///
/// Asking takes up to some seconds, so each question has a thread of its own, on which the answer
/// is given. Threads: any.
public final class Survey {
  private final EncoderCatalog catalog = new EncoderCatalog();

  /// Asks for what can be added to the scene.
  public void devices(Consumer<DeviceMenu> answer) {
    ask(
        "list-devices",
        () -> {
          Devices found = Devices.ofPlatform();
          answer.accept(new DeviceMenu(true, found.list(), found.notes()));
        });
  }

  /// Tries which encoders work; the answer of the first time is kept.
  ///
  /// @param problem told in a sentence when none can be tried
  public void encoders(Consumer<List<EncoderMenu.Choice>> answer, Consumer<String> problem) {
    ask(
        "list-encoders",
        () -> {
          try {
            answer.accept(
                catalog.probe().stream()
                    .filter(EncoderCatalog.Offer::works)
                    .map(offer -> new EncoderMenu.Choice(offer.encoderName(), offer.label()))
                    .toList());
          } catch (FfmpegException e) {
            problem.accept(String.valueOf(e.getMessage()));
          }
        });
  }

  /// Looks at all that a broadcast needs, and writes the report.
  ///
  /// @param answer told that it is being looked, and then what was found
  public void diagnosis(Diagnosis of, Consumer<Notice> answer) {
    answer.accept(
        new Notice(
            Notice.Weight.INFORMATION,
            "Looking at devices, encoders, libraries, disk, network and clock …"));
    ask(
        "diagnosis",
        () -> {
          List<Finding> found = of.run();
          Path report = DiagnosisReport.place();
          try {
            DiagnosisReport.write(report, found);
            answer.accept(found(found, report));
          } catch (IOException e) {
            answer.accept(new Notice(Notice.Weight.PROBLEM, String.valueOf(e.getMessage())));
          }
        });
  }

  private static Notice found(List<Finding> found, Path report) {
    String failing = areas(found, Verdict.FAILS);
    String lacking = areas(found, Verdict.LACKS);
    String sentence = failing.isEmpty() ? "" : "Something fails: " + failing + ". ";
    sentence += lacking.isEmpty() ? "" : "Something is lacking: " + lacking + ". ";
    return new Notice(
        failing.isEmpty() ? Notice.Weight.INFORMATION : Notice.Weight.PROBLEM,
        (sentence.isEmpty() ? "All is well on this computer. " : sentence)
            + "The report, without secrets, is "
            + report
            + ".",
        List.of(new Notice.Offer("Show the report", new Notice.Answer.Show(report.toUri()))));
  }

  private static String areas(List<Finding> found, Verdict verdict) {
    return found.stream()
        .filter(one -> one.verdict() == verdict)
        .map(Finding::area)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static void ask(String name, Runnable question) {
    Thread.ofPlatform().daemon().name(name).start(question);
  }
}
