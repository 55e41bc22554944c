// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.camera;

import static org.bytedeco.opencv.global.opencv_videoio.CAP_V4L2;

import io.tally.capture.Device;
import io.tally.capture.ffmpeg.DeviceNames;
import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.ffmpeg.InputDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How does Linux name, list and open its cameras?
///
/// An id is the link below `/dev/v4l/by-id`, which holds the camera's serial number and stays the
/// same whatever is plugged in before it; `/dev/videoN` where there is no such link.
record LinuxCameras() implements CameraSystem {
  private static final Path LINKS = Path.of("/dev/v4l/by-id");
  private static final Path CLASS = Path.of("/sys/class/video4linux");
  private static final int ENOENT = -2;
  private static final int ENXIO = -6;
  private static final int EACCES = -13;
  private static final int EBUSY = -16;
  private static final int ENODEV = -19;

  @Override
  public List<Device> list() throws IOException {
    return devices(entries(), links(LINKS));
  }

  /// FFmpeg asks each camera; where its device inputs cannot be loaded, for want of a library that
  /// cameras have no need of, the kernel's own list does.
  private static List<DeviceNames.Entry> entries() throws IOException {
    try {
      return DeviceNames.list("v4l2");
    } catch (FfmpegException e) {
      return kernelEntries(CLASS);
    }
  }

  /// What the kernel says below `/sys/class/video4linux`.
  static List<DeviceNames.Entry> kernelEntries(Path directory) throws IOException {
    List<DeviceNames.Entry> entries = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> nodes = Files.list(directory)) {
        for (Path node : nodes.sorted().toList()) {
          String name = Files.readString(node.resolve("name")).strip();
          entries.add(new DeviceNames.Entry("/dev/" + node.getFileName(), name, true, false));
        }
      }
    }
    return entries;
  }

  /// Devices for what the kernel lists.
  ///
  /// @param links from a device's path to the link that is stable
  static List<Device> devices(List<DeviceNames.Entry> entries, Map<String, String> links)
      throws IOException {
    List<Device> devices = new ArrayList<>();
    for (DeviceNames.Entry entry : entries) {
      if (isFirstNode(Path.of(entry.id()).getFileName())) {
        String id = links.getOrDefault(entry.id(), entry.id());
        devices.add(new Device(Device.Kind.CAMERA, id, entry.name(), entry.id()));
      }
    }
    return devices;
  }

  /// A USB camera has further nodes, for what it says about its pictures; they give none.
  private static boolean isFirstNode(Path node) throws IOException {
    Path index = CLASS.resolve(node).resolve("index");
    return !Files.exists(index) || Files.readString(index).strip().equals("0");
  }

  private static Map<String, String> links(Path directory) throws IOException {
    Map<String, String> links = new HashMap<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> all = Files.list(directory)) {
        for (Path link : all.toList()) {
          links.put(link.toRealPath().toString(), link.toString());
        }
      }
    }
    return links;
  }

  @Override
  public CameraTarget target(List<Device> listed, Device device) {
    return new CameraTarget(device.id(), -1, List.of(CAP_V4L2), device.name());
  }

  /// OpenCV does not tell, so FFmpeg is asked to open it: its answer has the kernel's error.
  @Override
  public String whyNot(CameraTarget target) {
    String camera = "The camera " + target.name();
    try (InputDevice device = InputDevice.open("v4l2", target.path(), Map.of(), false)) {
      return camera
          + " gives pictures as "
          + device.codecName()
          + ", which Tally does not read. Choose another camera.";
    } catch (FfmpegException e) {
      return switch (e.code()) {
        case EBUSY ->
            camera
                + " is in use by another program. Close that program; Tally picks the camera up"
                + " by itself.";
        case EACCES ->
            camera
                + " may not be opened: this user has no right to "
                + target.path()
                + ". Add the user to the group video and log in again.";
        case ENOENT, ENODEV, ENXIO ->
            camera + " is not connected any more. Plug it in; Tally picks it up by itself.";
        default ->
            camera
                + " cannot be opened: "
                + e.getMessage()
                + ". Unplug it and plug it in again; Tally tries again by itself.";
      };
    }
  }
}
