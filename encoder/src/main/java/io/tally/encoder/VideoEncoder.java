// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import io.tally.capture.media.VideoFrame;
import io.tally.encoder.codec.FrameTimes;
import io.tally.encoder.codec.VideoCoder;
import io.tally.encoder.option.CodingRequest;
import io.tally.encoder.option.VideoOptions;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.PacketTaker;
import io.tally.encoder.packet.Track;
import io.tally.encoder.packet.nal.NalSyntax;
import io.tally.encoder.stamp.PictureStamps;
import io.tally.encoder.stamp.SentTaker;
import io.tally.encoder.stamp.Stamping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which packets do these pictures become?
///
/// Life: [#open], then [#encode] and [#repeat] with rising times, [#drain] once, [#close] at any
/// point and twice. Threads: all on one, on which the taker is called too; [VideoEncoding] runs
/// one. Keyframes: one at each whole multiple of the keyframe interval after the first frame, by
/// time, so that they stay even when frames are missing; plus those asked for. All are such that
/// decoding can start there (IDR), and GOPs are closed. Buffers: frames are borrowed. Failure: an
/// `IOException` whose message is a sentence for people; after it only `close` is allowed.
public final class VideoEncoder implements EncodeThread.Coder {
  private static final Logger log = LoggerFactory.getLogger(VideoEncoder.class);

  private final VideoSettings settings;
  private final VideoCoder codec;
  private final PacketTaker out;
  private final FrameTimes times;
  private final Optional<Stamping> stamping;
  private final Optional<PictureStamps> stamps;
  private final int gopFrames;
  private long lastGop = -1;
  private boolean keyframeWanted;

  private VideoEncoder(
      VideoSettings settings, VideoCoder codec, Optional<Stamping> stamping, PacketTaker out) {
    this.settings = settings;
    this.codec = codec;
    this.stamping = stamping;
    this.out = out;
    long periodNs = settings.framesPerSecond().timeNs(1);
    stamps =
        stamping.flatMap(with ->
            NalSyntax.of(codec.codec()).map(units -> new PictureStamps(with, units, periodNs)));
    times = new FrameTimes(settings.framesPerSecond());
    gopFrames = settings.gopFrames();
  }

  /// Opens the encoder of the settings; its pictures are not marked.
  ///
  /// @param out gets every packet; its times are those of the frames
  /// @throws IOException when there is no such encoder, or it refuses; the message says what to do
  public static VideoEncoder open(VideoSettings settings, PacketTaker out) throws IOException {
    return open(settings, Optional.empty(), out);
  }

  /// Opens the encoder of the settings.
  ///
  /// @param stamping with what its pictures are marked, if they are: those of H.264 and HEVC
  /// @param out gets every packet; its times are those of the frames
  /// @throws IOException when there is no such encoder, or it refuses; the message says what to do
  public static VideoEncoder open(
      VideoSettings settings, Optional<Stamping> stamping, PacketTaker out) throws IOException {
    VideoOptions options =
        VideoOptions.named(settings.encoderName())
            .orElseThrow(() -> unknown(settings.encoderName()));
    try {
      VideoCoder codec = VideoCoder.open(options, request(settings), 0);
      return new VideoEncoder(settings, codec, stamping, out);
    } catch (IOException e) {
      throw new IOException(
          "The video encoder %s does not take %dx%d at %s frames/s with preset %s: %s. %s"
              .formatted(
                  options.label(),
                  settings.width(),
                  settings.height(),
                  settings.framesPerSecond(),
                  settings.preset(),
                  e.getMessage(),
                  settings.encoderName().equals(VideoSettings.X264)
                      ? "Try the preset veryfast."
                      : "Choose " + VideoSettings.X264 + " instead, which every machine has."),
          e);
    }
  }

  private static IOException unknown(String name) {
    String known =
        VideoOptions.all().stream()
            .map(VideoOptions::encoderName)
            .collect(Collectors.joining(", "));
    return new IOException(
        "There is no video encoder \"" + name + "\"; Tally knows " + known + ".");
  }

  private static CodingRequest request(VideoSettings settings) {
    return new CodingRequest(
        settings.width(),
        settings.height(),
        settings.framesPerSecond(),
        settings.bitrateBps(),
        settings.gopFrames(),
        settings.preset(),
        settings.bFrames());
  }

  /// What a receiver must know; does not change.
  @Override
  public CodecParameters.Video parameters() {
    return new CodecParameters.Video(
        codec.codec(),
        settings.width(),
        settings.height(),
        settings.framesPerSecond().perSecond(),
        settings.bitrateBps(),
        codec.config());
  }

  /// Codes a picture, shown at its pts.
  ///
  /// @param frame borrowed; any size and format; its pts is after that of the picture before
  /// @throws IOException when it cannot be converted or coded
  public void encode(VideoFrame frame) throws IOException {
    codec.draw(frame);
    send(frame.ptsNs());
  }

  /// Codes the last picture again, without converting it again; nothing when there is none yet.
  ///
  /// @param ptsNs when it is shown, ns; after that of the picture before
  /// @throws IOException when it cannot be coded
  public void repeat(long ptsNs) throws IOException {
    if (codec.drawn()) {
      send(ptsNs);
    }
  }

  private void send(long ptsNs) throws IOException {
    long tick = times.next(ptsNs);
    long gop = tick / gopFrames;
    boolean keyframe = gop != lastGop || keyframeWanted;
    lastGop = gop;
    keyframeWanted = false;
    stamps.ifPresent(marks -> keep(marks.number(tick), ptsNs));
    codec.send(tick, keyframe, this::give);
  }

  /// Lets whoever compares pictures have this one.
  private void keep(long number, long ptsNs) {
    SentTaker sent = stamping.orElseThrow().sent();
    if (sent.wants(ptsNs)) {
      codec.luma().ifPresent(picture -> sent.take(number, picture));
    }
  }

  private void give(long pts, long dts, boolean keyframe, boolean disposable, ByteBuffer data) {
    long dtsNs = times.dtsNs(dts, pts);
    long ptsNs = Math.max(times.ptsNs(pts), dtsNs);
    ByteBuffer coded =
        stamps.isPresent() ? stamps.get().stamped(pts, times.ptsNs(pts), data) : data;
    out.offer(
        new EncodedPacket(
            Track.VIDEO, ptsNs, dtsNs, times.durationNs(dts), keyframe, disposable, coded));
  }

  /// Makes the next picture a keyframe; the even rhythm of the others stays.
  public void requestKeyframe() {
    keyframeWanted = true;
  }

  /// Codes with another bit rate from the next picture on.
  ///
  /// @param bitrateBps bit/s
  public void setBitrate(int bitrateBps) {
    if (!codec.setBitrate(bitrateBps)) {
      log.warn(
          "{} cannot change its bit rate while it runs; it stays at {} bit/s",
          settings.encoderName(),
          settings.bitrateBps());
    }
  }

  /// Gives out what is still inside; after it only [#close] is allowed.
  ///
  /// @throws IOException when it cannot be coded
  @Override
  public void drain() throws IOException {
    codec.drain(this::give);
  }

  /// Frees everything; what is still inside is lost. Idempotent.
  @Override
  public void close() {
    codec.close();
  }
}
