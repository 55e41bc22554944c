// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import io.tally.app.cli.terminal.Output;
import io.tally.capture.Device;
import io.tally.capture.Devices;
import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.encoder.EncoderCatalog;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What does `tally devices` do?
@Command(
    name = "devices",
    description = "List screens, cameras, sound devices and the video encoders that work here.",
    footer = {
      "",
      "With --json every line is an object. event: device (kind, id, name, detail), encoder (name,"
          + " label), note (sentence)."
    })
final class DevicesCommand implements Callable<Integer> {
  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Override
  public Integer call() {
    Output output = Output.of(json);
    Devices devices = Devices.ofPlatform();
    for (Device device : devices.list()) {
      String kind = word(device.kind());
      output.event(
          "device",
          "%-14s %s%s  [%s]"
              .formatted(
                  kind,
                  device.name(),
                  device.detail().isEmpty() ? "" : ", " + device.detail(),
                  device.id()),
          Map.of(
              "kind", kind,
              "id", device.id(),
              "name", device.name(),
              "detail", device.detail()));
    }
    for (String note : devices.notes()) {
      output.event("note", note, Map.of("sentence", note));
    }
    listEncoders(output);
    return 0;
  }

  private static void listEncoders(Output output) {
    try {
      for (EncoderCatalog.Offer offer : new EncoderCatalog().probe()) {
        if (offer.works()) {
          output.event(
              "encoder",
              "%-14s %s  [%s]".formatted("encoder", offer.label(), offer.encoderName()),
              Map.of("name", offer.encoderName(), "label", offer.label()));
        }
      }
    } catch (FfmpegException e) {
      String sentence = String.valueOf(e.getMessage());
      output.event("note", sentence, Map.of("sentence", sentence));
    }
  }

  private static String word(Device.Kind kind) {
    return switch (kind) {
      case SCREEN -> "screen";
      case CAMERA -> "webcam";
      case AUDIO_INPUT -> "audio";
      case DESKTOP_AUDIO -> "desktop-audio";
    };
  }
}
