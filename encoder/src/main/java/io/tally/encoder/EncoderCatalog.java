// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.FramePool;
import io.tally.capture.media.FrameRate;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import io.tally.encoder.codec.H264Codec;
import io.tally.encoder.option.CodingRequest;
import io.tally.encoder.option.H264Options;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which H.264 encoders truly work on this machine?
///
/// Being in FFmpeg says nothing about the graphics card, so each is opened and codes one picture.
/// That is done once, when first asked for, and takes up to some seconds: ask off the window's
/// thread. Threads: any; the first holds up the others.
public final class EncoderCatalog {
  private static final Logger log = LoggerFactory.getLogger(EncoderCatalog.class);
  private static final CodingRequest TRIAL =
      new CodingRequest(640, 360, FrameRate.of(30), 1_000_000, 60, "veryfast");
  private static final byte GREY = (byte) 128;
  private static final int QUIET = 40; // lifts FFmpeg's errors beyond its debug level

  private @Nullable List<Offer> offers;

  /// One encoder, and why it cannot be used here.
  ///
  /// @param encoderName FFmpeg's name, for [VideoSettings#encoderName]
  /// @param label what a person knows it by
  /// @param refusal FFmpeg's reason; empty when the encoder works
  public record Offer(String encoderName, String label, Optional<String> refusal) {
    /// Whether it coded a picture.
    public boolean works() {
      return refusal.isEmpty();
    }
  }

  /// Every encoder of this build of FFmpeg, those of graphics cards first; x264 is the last.
  ///
  /// @throws FfmpegException when FFmpeg itself is missing on this machine
  public synchronized List<Offer> probe() throws FfmpegException {
    List<Offer> known = offers;
    if (known == null) {
      List<Offer> tried = new ArrayList<>();
      for (H264Options options : H264Options.all()) {
        if (H264Codec.isBuiltIn(options)) {
          tried.add(attempt(options));
        }
      }
      known = List.copyOf(tried);
      offers = known;
    }
    return known;
  }

  private Offer attempt(H264Options options) {
    try {
      codeOnePicture(options);
      return new Offer(options.encoderName(), options.label(), Optional.empty());
    } catch (IOException e) {
      log.debug("{} does not work here: {}", options.encoderName(), e.getMessage());
      return new Offer(
          options.encoderName(), options.label(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private static void codeOnePicture(H264Options options) throws IOException {
    AtomicInteger packets = new AtomicInteger();
    try (H264Codec codec = H264Codec.open(options, TRIAL, QUIET);
        FramePool pool =
            new FramePool(
                PixelFormat.NV12, ColorSpace.BT709_LIMITED, TRIAL.width(), TRIAL.height(), 1);
        VideoFrame grey = pool.take(0).orElseThrow()) {
      for (VideoFrame.Plane plane : grey.planes()) {
        MemorySegment memory = plane.memory();
        memory.fill(GREY);
      }
      codec.draw(grey);
      codec.send(0, /* keyframe= */ true, (p, d, k, disposable, data) -> packets.incrementAndGet());
      codec.drain((p, d, k, disposable, data) -> packets.incrementAndGet());
    }
    if (packets.get() != 1) {
      throw new IOException("It made " + packets.get() + " packets of one picture");
    }
  }
}
