// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.survey;

import io.tally.app.window.state.DeviceMenu;
import io.tally.app.window.state.EncoderMenu;
import io.tally.capture.Devices;
import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.encoder.EncoderCatalog;
import java.util.List;
import java.util.function.Consumer;

/// Which devices and encoders does this machine have?
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

  private static void ask(String name, Runnable question) {
    Thread.ofPlatform().daemon().name(name).start(question);
  }
}
