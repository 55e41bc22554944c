// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.camera;

import io.tally.capture.Device;
import io.tally.capture.GivingSource;
import io.tally.capture.MediaClock;
import io.tally.capture.SourceState;
import io.tally.capture.feed.PictureDevice;
import io.tally.capture.feed.PictureFeed;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.opencv.OpenCv;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What does a camera see?
///
/// Life, threads, ownership and failure as in [GivingSource]; the camera is read on the thread
/// `capture-camera`. One that is unplugged, busy or frozen is opened again by itself when it is
/// back, and no other camera in its place: once opened, it is known by its id and its name.
public final class Webcam implements GivingSource {
  private final String idOrName;
  private final CameraMode mode;
  private final MediaClock clock;
  private final CameraSystem system = CameraSystem.of(System.getProperty("os.name"));
  private final PictureFeed feed;
  private volatile String name;
  private @Nullable Device known; // after the start only on the camera's thread

  /// @param device one of [CameraList]
  /// @param mode what to ask the camera for
  public Webcam(Device device, CameraMode mode, MediaClock clock) {
    this(device.id(), mode, clock);
    this.name = device.name();
    this.known = device;
  }

  /// @param idOrName of a camera, such as "/dev/video0" or "Logitech BRIO"; empty for the first
  /// @param mode what to ask the camera for
  public Webcam(String idOrName, CameraMode mode, MediaClock clock) {
    this.idOrName = idOrName;
    this.name = idOrName;
    this.mode = mode;
    this.clock = clock;
    this.feed = new PictureFeed("capture-camera", clock, this::open);
  }

  private PictureDevice open() throws IOException {
    List<Device> listed = system.list();
    Device before = known;
    Device device =
        before == null ? CameraSystem.find(listed, idOrName) : CameraSystem.again(before, listed);
    known = device;
    name = device.name();
    OpenCv.load(); // 40 MB, which a computer without a camera can spare
    return CameraPictures.open(system, system.target(listed, device), mode, clock);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void start() {
    feed.start();
  }

  @Override
  public @Nullable VideoFrame frameAt(long ptsNs) {
    return feed.frameAt();
  }

  @Override
  public @Nullable VideoFrame giveFrame() {
    return feed.giveFrame();
  }

  @Override
  public SourceState state() {
    return feed.state();
  }

  @Override
  public void close() {
    feed.close();
  }
}
