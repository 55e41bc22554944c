// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.bytedeco.opencv.global.opencv_videoio.CAP_AVFOUNDATION;
import static org.bytedeco.opencv.global.opencv_videoio.CAP_DSHOW;
import static org.bytedeco.opencv.global.opencv_videoio.CAP_MSMF;
import static org.bytedeco.opencv.global.opencv_videoio.CAP_V4L2;

import io.tally.capture.Device;
import io.tally.capture.ffmpeg.DeviceNames;
import io.tally.capture.media.FrameRate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraSystemTest {
  private static final Device BRIO =
      new Device(Device.Kind.CAMERA, "/dev/v4l/by-id/usb-brio", "Brio", "/dev/video0");
  private static final Device FIRST_TWIN =
      new Device(Device.Kind.CAMERA, "/dev/video2", "C920", "/dev/video2");
  private static final Device SECOND_TWIN =
      new Device(Device.Kind.CAMERA, "/dev/video4", "C920", "/dev/video4");
  private static final List<Device> LISTED = List.of(BRIO, FIRST_TWIN, SECOND_TWIN);

  @Test
  void of_systemName_choosesThatSystem() {
    assertThat(CameraSystem.of("Linux")).isInstanceOf(LinuxCameras.class);
    assertThat(CameraSystem.of("Windows 11")).isInstanceOf(WindowsCameras.class);
    assertThat(CameraSystem.of("Mac OS X")).isInstanceOf(MacCameras.class);
  }

  @Test
  void find_idNameOrPath_isTheSameCamera() throws Exception {
    assertThat(CameraSystem.find(LISTED, "/dev/v4l/by-id/usb-brio")).isEqualTo(BRIO);
    assertThat(CameraSystem.find(LISTED, "/dev/video0")).isEqualTo(BRIO);
    assertThat(CameraSystem.find(LISTED, "brio")).isEqualTo(BRIO);
  }

  @Test
  void find_nameOfTwoCameras_asksForAnId() {
    assertThatIOException()
        .isThrownBy(() -> CameraSystem.find(LISTED, "C920"))
        .withMessageContaining("/dev/video2, /dev/video4");
  }

  @Test
  void find_partOfOneName_isThatCamera() throws Exception {
    assertThat(CameraSystem.find(LISTED, "bri")).isEqualTo(BRIO);
    assertThatIOException()
        .isThrownBy(() -> CameraSystem.find(LISTED, "c9"))
        .withMessageContaining("/dev/video2, /dev/video4");
  }

  @Test
  void again_otherCameraAtThePath_isNotIt() {
    Device other = new Device(Device.Kind.CAMERA, "/dev/video2", "Brio", "/dev/video2");

    assertThatIOException()
        .isThrownBy(() -> CameraSystem.again(FIRST_TWIN, List.of(other)))
        .withMessageContaining("C920 is not connected");
  }

  @Test
  void linux_deviceWithLink_isKnownByTheLink() throws Exception {
    var entry = new DeviceNames.Entry("/dev/video90", "Brio", true, false);

    List<Device> devices =
        LinuxCameras.devices(List.of(entry), Map.of("/dev/video90", "/dev/v4l/by-id/usb-brio"));

    assertThat(devices)
        .containsExactly(
            new Device(Device.Kind.CAMERA, "/dev/v4l/by-id/usb-brio", "Brio", "/dev/video90"));
    assertThat(new LinuxCameras().target(devices, devices.getFirst()))
        .isEqualTo(new CameraTarget("/dev/v4l/by-id/usb-brio", -1, List.of(CAP_V4L2), "Brio"));
  }

  @Test
  void linux_kernelList_givesNameAndPath(@TempDir Path directory) throws Exception {
    Path node = Files.createDirectory(directory.resolve("video3"));
    Files.writeString(node.resolve("name"), "Brio\n");

    assertThat(LinuxCameras.kernelEntries(directory))
        .containsExactly(new DeviceNames.Entry("/dev/video3", "Brio", true, false));
  }

  @Test
  void windows_severalCameras_areOpenedByTheBackendThatCountsAsTheList() {
    WindowsCameras windows = new WindowsCameras();

    assertThat(windows.target(LISTED, SECOND_TWIN))
        .isEqualTo(new CameraTarget("", 2, List.of(CAP_DSHOW), "C920"));
    assertThat(windows.target(List.of(BRIO), BRIO))
        .isEqualTo(new CameraTarget("", 0, List.of(CAP_MSMF, CAP_DSHOW), "Brio"));
  }

  @Test
  void windows_listWithMicrophones_hasOnlyCameras() {
    var camera = new DeviceNames.Entry("@device_pnp_1", "Brio", true, false);
    var microphone = new DeviceNames.Entry("@device_cm_2", "Microphone", false, false);

    assertThat(WindowsCameras.devices(List.of(camera, microphone)))
        .containsExactly(new Device(Device.Kind.CAMERA, "@device_pnp_1", "Brio", ""));
  }

  @Test
  void mac_camera_isOpenedByItsNumber() {
    MacCameras mac = new MacCameras();

    assertThat(mac.target(mac.list(), mac.list().get(1)))
        .isEqualTo(new CameraTarget("", 1, List.of(CAP_AVFOUNDATION), "Camera 2"));
  }

  @Test
  void fourCc_anyEncoding_dependsOnTheSize() {
    assertThat(new CameraMode(1280, 720, FrameRate.of(30), CameraMode.Encoding.ANY).fourCc())
        .isEqualTo("MJPG");
    assertThat(new CameraMode(640, 480, FrameRate.of(30), CameraMode.Encoding.ANY).fourCc())
        .isEqualTo("YUYV");
  }
}
