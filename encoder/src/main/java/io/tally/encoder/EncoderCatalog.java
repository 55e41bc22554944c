// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.FramePool;
import io.tally.capture.media.FrameRate;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import io.tally.encoder.codec.VideoCoder;
import io.tally.encoder.option.CodingRequest;
import io.tally.encoder.option.VideoOptions;
import io.tally.encoder.packet.VideoCodec;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which video encoders truly work on this machine?
///
/// Being in FFmpeg says nothing about the graphics card, so each is opened and codes one picture.
/// That is done once, when first asked for, and takes up to some seconds: ask off the window's
/// thread. Threads: any; the first holds up the others.
public final class EncoderCatalog {
  private static final Logger log = LoggerFactory.getLogger(EncoderCatalog.class);
  private static final CodingRequest TRIAL =
      new CodingRequest(640, 360, FrameRate.of(30), 1_000_000, 60, "veryfast", OptionalInt.empty());
  private static final byte GREY = (byte) 128;
  private static final int QUIET = 40; // lifts FFmpeg's errors beyond its debug level

  private @Nullable List<Offer> offers;

  /// One encoder, and why it cannot be used here.
  ///
  /// @param encoderName FFmpeg's name, for [VideoSettings#encoderName]
  /// @param codec how it codes
  /// @param label what a person knows it by
  /// @param canChangeBitrate it takes a new bit rate while it runs; one that cannot keeps the rate
  ///   that it was opened with, however the line does
  /// @param refusal FFmpeg's reason; empty when the encoder works
  public record Offer(
      String encoderName,
      VideoCodec codec,
      String label,
      boolean canChangeBitrate,
      Optional<String> refusal) {
    /// Whether it coded a picture.
    public boolean works() {
      return refusal.isEmpty();
    }
  }

  /// Every encoder of this build of FFmpeg by codec, H.264 first, then HEVC and AV1; of each codec
  /// those of graphics cards first, and those of the processor last.
  ///
  /// @throws FfmpegException when FFmpeg itself is missing on this machine
  public synchronized List<Offer> probe() throws FfmpegException {
    List<Offer> known = offers;
    if (known == null) {
      List<Offer> tried = new ArrayList<>();
      for (VideoOptions options : VideoOptions.all()) {
        if (VideoCoder.isBuiltIn(options)) {
          tried.add(attempt(options));
        }
      }
      known = List.copyOf(tried);
      offers = known;
    }
    return known;
  }

  private Offer attempt(VideoOptions options) {
    try {
      codeOnePicture(options);
      return offer(options, Optional.empty());
    } catch (IOException e) {
      log.debug("{} does not work here: {}", options.encoderName(), e.getMessage());
      return offer(options, Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private static Offer offer(VideoOptions options, Optional<String> refusal) {
    return new Offer(
        options.encoderName(),
        options.codec(),
        options.label(),
        options.canChangeBitrate(),
        refusal);
  }

  private static void codeOnePicture(VideoOptions options) throws IOException {
    AtomicInteger packets = new AtomicInteger();
    try (VideoCoder codec = VideoCoder.open(options, TRIAL, QUIET);
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
