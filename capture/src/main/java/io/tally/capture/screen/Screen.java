// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.screen;

import io.tally.capture.Device;
import io.tally.capture.GivingSource;
import io.tally.capture.MediaClock;
import io.tally.capture.SourceState;
import io.tally.capture.feed.PictureDevice;
import io.tally.capture.feed.PictureFeed;
import io.tally.capture.ffmpeg.Ffmpeg;
import io.tally.capture.media.FrameRate;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.screen.x11.XPointer;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What does a screen show, with its pointer?
///
/// Life, threads, ownership and failure as in [GivingSource]; the screen is read on the thread
/// `capture-screen`. A display that goes away is opened again by itself when it is back. The frames
/// are the device input's own memory, in four bytes a pixel, opaque.
public final class Screen implements GivingSource {
  private final String name;
  private final String id;
  private final Optional<Region> region;
  private final FrameRate rate;
  private final ScreenSystem system;
  private final GrabPace pace;
  private final PictureFeed feed;

  /// @param device one of [ScreenList]
  /// @param region the part to show; empty for the whole screen
  /// @param rate the canvas's
  public Screen(Device device, Optional<Region> region, FrameRate rate, MediaClock clock) {
    this(device.id(), device.name(), region, rate, clock);
  }

  /// @param id of a screen, such as ":0" or ":0#HDMI-1" under X11; empty for the first there is
  /// @param region the part to show; empty for the whole screen
  /// @param rate the canvas's
  public Screen(String id, Optional<Region> region, FrameRate rate, MediaClock clock) {
    this(id, id.isEmpty() ? "Screen" : "Screen " + id, region, rate, clock);
  }

  private Screen(
      String id, String name, Optional<Region> region, FrameRate rate, MediaClock clock) {
    this.id = id;
    this.name = name;
    this.region = region;
    this.rate = rate;
    this.system = ScreenSystem.of(System.getProperty("os.name"));
    this.pace = new GrabPace(clock, rate);
    this.feed = new PictureFeed("capture-screen", clock, this::open);
  }

  private PictureDevice open() throws IOException {
    String wanted = id.isEmpty() ? system.list().getFirst().id() : id;
    // First and kept: an X server may start anew when its last client leaves.
    Optional<XPointer> pointer = system.pointer(wanted);
    try {
      ScreenInput input = system.input(wanted, region, rate);
      if (input.onX11().isPresent() && !Ffmpeg.hasDevices()) {
        return XPictures.open(input.device(), input.onX11().get(), pointer, pace);
      }
      return ScreenPictures.open(name, input, pointer, pace);
    } catch (IOException | RuntimeException e) {
      pointer.ifPresent(XPointer::close);
      throw e;
    }
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
    pace.asked(ptsNs);
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
