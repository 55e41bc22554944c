// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.camera;

import io.tally.capture.Device;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// How does this platform name, list and open its cameras?
sealed interface CameraSystem permits LinuxCameras, WindowsCameras, MacCameras {
  /// The platform's own.
  ///
  /// @param osName the system property `os.name`
  static CameraSystem of(String osName) {
    String name = osName.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return new WindowsCameras();
    }
    return name.startsWith("mac") ? new MacCameras() : new LinuxCameras();
  }

  /// The cameras that are plugged in.
  ///
  /// @throws IOException when the system does not say; the message is a sentence
  List<Device> list() throws IOException;

  /// What to open for a camera.
  ///
  /// @param listed the cameras that are plugged in now
  /// @param device one of them
  CameraTarget target(List<Device> listed, Device device);

  /// Why OpenCV could not open a camera that is listed: a sentence.
  String whyNot(CameraTarget target);

  /// The one listed camera that is meant.
  ///
  /// @param idOrName a device's id, its path where the id is a link to it, its name, or a part of
  ///   the name; empty for the first
  /// @throws IOException when it is not plugged in, or the name fits several; the message is a
  ///   sentence
  static Device find(List<Device> listed, String idOrName) throws IOException {
    if (idOrName.isEmpty()) {
      return listed.stream()
          .findFirst()
          .orElseThrow(() ->
              new IOException("No camera is connected. Plug one in; Tally picks it up by itself."));
    }
    for (Device device : listed) {
      if (device.id().equals(idOrName) || device.detail().equals(idOrName)) {
        return device;
      }
    }
    List<Device> named = named(listed, idOrName);
    if (named.size() > 1) {
      throw new IOException(
          "The name "
              + idOrName
              + " fits several cameras. Choose one by its id: "
              + String.join(", ", named.stream().map(Device::id).toList())
              + ".");
    }
    if (named.isEmpty()) {
      throw missing(idOrName, listed);
    }
    return named.getFirst();
  }

  /// Those of that name, or else those that have it in their name.
  private static List<Device> named(List<Device> listed, String wanted) {
    String word = wanted.toLowerCase(Locale.ROOT);
    List<Device> exactly =
        listed.stream().filter(device -> device.name().equalsIgnoreCase(wanted)).toList();
    return exactly.isEmpty()
        ? listed.stream()
            .filter(device -> device.name().toLowerCase(Locale.ROOT).contains(word))
            .toList()
        : exactly;
  }

  /// The camera that was open before. A place that another camera has taken in the meantime is not
  /// it.
  ///
  /// @throws IOException when it is not plugged in; the message is a sentence
  static Device again(Device before, List<Device> listed) throws IOException {
    return listed.stream()
        .filter(now -> now.id().equals(before.id()) && now.name().equals(before.name()))
        .findFirst()
        .orElseThrow(() -> missing(before.name(), listed));
  }

  private static IOException missing(String camera, List<Device> listed) {
    String others = String.join(", ", listed.stream().map(Device::name).toList());
    return new IOException(
        "The camera "
            + camera
            + " is not connected. Plug it in; Tally picks it up by itself. Connected now: "
            + (others.isEmpty() ? "none" : others)
            + ".");
  }
}
