// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.doctor;

import io.tally.capture.Device;
import io.tally.capture.Devices;
import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.opencv.OpenCv;
import io.tally.encoder.EncoderCatalog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Can pictures and sound be taken here, and coded?
final class MediaCheck {
  private MediaCheck() {}

  static List<Finding> run() {
    List<Finding> found = new ArrayList<>();
    devices(found);
    encoders(found);
    try {
      OpenCv.load();
      found.add(Finding.well("libraries", "FFmpeg's and OpenCV's can be loaded."));
    } catch (IOException e) {
      found.add(Finding.lacks("libraries", String.valueOf(e.getMessage())));
    }
    return found;
  }

  private static void devices(List<Finding> found) {
    Devices devices = Devices.ofPlatform();
    List<Device> all = devices.list();
    for (Device.Kind kind : Device.Kind.values()) {
      List<String> names =
          all.stream().filter(device -> device.kind() == kind).map(Device::name).toList();
      String area = area(kind);
      found.add(
          names.isEmpty()
              ? Finding.lacks(area, "None was found.")
              : Finding.well(area, String.join(", ", names)));
    }
    devices.notes().forEach(note -> found.add(Finding.lacks("devices", note)));
  }

  private static String area(Device.Kind kind) {
    return switch (kind) {
      case SCREEN -> "screens";
      case CAMERA -> "cameras";
      case AUDIO_INPUT -> "microphones";
      case DESKTOP_AUDIO -> "sound out";
    };
  }

  private static void encoders(List<Finding> found) {
    try {
      List<EncoderCatalog.Offer> offers = new EncoderCatalog().probe();
      for (EncoderCatalog.Offer offer : offers) {
        found.add(
            offer
                .refusal()
                // That one of another maker's graphics card does not open is as it should be.
                .map(why ->
                    Finding.noted("encoder", offer.label() + " is not for this machine: " + why))
                .orElseGet(() -> Finding.well("encoder", offer.label() + " works.")));
      }
      if (offers.stream().noneMatch(EncoderCatalog.Offer::works)) {
        found.add(
            Finding.fails("encoder", "None works. Install Tally anew; it brings one of its own."));
      }
    } catch (FfmpegException e) {
      found.add(Finding.fails("encoder", String.valueOf(e.getMessage())));
    }
  }
}
