// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.camera;

import static org.bytedeco.opencv.global.opencv_videoio.CAP_DSHOW;
import static org.bytedeco.opencv.global.opencv_videoio.CAP_MSMF;

import io.tally.capture.Device;
import io.tally.capture.ffmpeg.DeviceNames;
import java.io.IOException;
import java.util.List;

/// How does Windows name, list and open its cameras?
///
/// DirectShow lists them by name; OpenCV wants a number. Its DirectShow backend counts in the order
/// of that list, Media Foundation, which is the better of the two, may count in another. So Media
/// Foundation is asked only where there is but one camera and no number can be wrong.
record WindowsCameras() implements CameraSystem {
  @Override
  public List<Device> list() throws IOException {
    return devices(DeviceNames.list("dshow"));
  }

  static List<Device> devices(List<DeviceNames.Entry> entries) {
    return entries.stream()
        .filter(DeviceNames.Entry::video)
        .map(entry -> new Device(Device.Kind.CAMERA, entry.id(), entry.name(), ""))
        .toList();
  }

  @Override
  public CameraTarget target(List<Device> listed, Device device) {
    List<Integer> backends = listed.size() == 1 ? List.of(CAP_MSMF, CAP_DSHOW) : List.of(CAP_DSHOW);
    return new CameraTarget("", listed.indexOf(device), backends, device.name());
  }

  @Override
  public String whyNot(CameraTarget target) {
    return "The camera "
        + target.name()
        + " cannot be opened. Another program may use it, or Windows may forbid it: look under"
        + " Settings, Privacy, Camera. Tally tries again by itself.";
  }
}
