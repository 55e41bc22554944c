// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.camera;

import static org.bytedeco.opencv.global.opencv_videoio.CAP_AVFOUNDATION;

import io.tally.capture.Device;
import java.util.List;
import java.util.stream.IntStream;

/// How does macOS name, list and open its cameras?
///
/// FFmpeg lists AVFoundation's devices only in its log, and OpenCV opens them by number, so the
/// cameras are numbers here: "0" is the built-in one.
record MacCameras() implements CameraSystem {
  private static final int COUNT = 4; // how many can be asked for; nothing says how many there are

  @Override
  public List<Device> list() {
    return IntStream.range(0, COUNT)
        .mapToObj(i -> new Device(Device.Kind.CAMERA, Integer.toString(i), "Camera " + (i + 1), ""))
        .toList();
  }

  @Override
  public CameraTarget target(List<Device> listed, Device device) {
    return new CameraTarget(
        "", Integer.parseInt(device.id()), List.of(CAP_AVFOUNDATION), device.name());
  }

  @Override
  public String whyNot(CameraTarget target) {
    return target.name()
        + " cannot be opened. It may be unplugged or in use, or macOS may forbid it: look under"
        + " System Settings, Privacy & Security, Camera. Tally tries again by itself.";
  }
}
