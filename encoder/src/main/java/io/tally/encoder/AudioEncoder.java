// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import io.tally.capture.media.AudioFrame;
import io.tally.encoder.codec.AudioCoder;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.PacketTaker;
import io.tally.encoder.packet.Track;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Which packets does this sound become?
///
/// Life: [#open], then [#encode] with rising times, [#drain] once, [#close] at any point and twice.
/// Threads: all on one, on which the taker is called too; [AudioEncoding] runs one. Times: a
/// packet's pts is that of the first sample that its decoder gives out, so the first one is before
/// the first frame, by 1024 samples (21 ms) of AAC or the pre-skip of Opus (7 ms), and sound stays
/// with the picture. A gap between frames stays one; what overlaps is left out. Failure: an
/// `IOException`; after it only `close` is allowed.
public final class AudioEncoder implements EncodeThread.Coder {
  private static final long NS = 1_000_000_000L;
  private static final int STEADY_SAMPLES = 48; // 1 ms: rounding of times, no gap that one hears

  private final AudioSettings settings;
  private final AudioCoder codec;
  private final PacketTaker out;
  private final int frameLength;
  private final float[] block;
  private int filled; // samples of one channel in the block
  private boolean started;
  private long originNs;
  private long nextSample; // after what is in the block

  private AudioEncoder(AudioSettings settings, AudioCoder codec, PacketTaker out) {
    this.settings = settings;
    this.codec = codec;
    this.out = out;
    frameLength = codec.frameLength();
    block = new float[frameLength * AudioFrame.CHANNELS];
  }

  /// Opens the encoder.
  ///
  /// @param out gets every packet
  /// @throws IOException when FFmpeg refuses; the message says why
  public static AudioEncoder open(AudioSettings settings, PacketTaker out) throws IOException {
    return new AudioEncoder(
        settings, AudioCoder.open(settings.codec(), settings.bitrateBps()), out);
  }

  /// What a receiver must know; does not change.
  @Override
  public CodecParameters.Audio parameters() {
    return new CodecParameters.Audio(
        settings.codec(),
        AudioFrame.SAMPLE_RATE,
        AudioFrame.CHANNELS,
        settings.bitrateBps(),
        codec.config());
  }

  /// Codes a block of sound of any length.
  ///
  /// @throws IOException when it cannot be coded
  public void encode(AudioFrame frame) throws IOException {
    if (!started) {
      started = true;
      originNs = frame.ptsNs();
    }
    long gap = samples(frame.ptsNs() - originNs) - nextSample;
    int from = 0;
    if (gap > STEADY_SAMPLES) {
      skip(gap);
    } else if (gap < -STEADY_SAMPLES) {
      from = (int) Math.min(-gap, frame.length());
    }
    while (from < frame.length()) {
      int length = Math.min(frame.length() - from, frameLength - filled);
      System.arraycopy(
          frame.samples(),
          from * AudioFrame.CHANNELS,
          block,
          filled * AudioFrame.CHANNELS,
          length * AudioFrame.CHANNELS);
      from += length;
      advance(length);
    }
  }

  private static long samples(long ns) {
    return ns / NS * AudioFrame.SAMPLE_RATE + (ns % NS * AudioFrame.SAMPLE_RATE + NS / 2) / NS;
  }

  /// A begun block is filled with silence; whole missing blocks are left out.
  private void skip(long gap) throws IOException {
    int silent = filled == 0 ? 0 : (int) Math.min(gap, frameLength - filled);
    silence(silent);
    advance(silent);
    if (filled == 0) {
      nextSample += gap - silent;
    }
  }

  private void silence(int length) {
    int from = filled * AudioFrame.CHANNELS;
    Arrays.fill(block, from, from + length * AudioFrame.CHANNELS, 0);
  }

  private void advance(int length) throws IOException {
    filled += length;
    nextSample += length;
    if (filled == frameLength) {
      filled = 0;
      codec.send(block, nextSample - frameLength, this::give);
    }
  }

  private void give(long pts, long dts, boolean keyframe, boolean disposable, ByteBuffer data) {
    long ptsNs = originNs + AudioFrame.durationNs(pts);
    long durationNs = originNs + AudioFrame.durationNs(pts + frameLength) - ptsNs;
    out.offer(new EncodedPacket(Track.AUDIO, ptsNs, ptsNs, durationNs, keyframe, disposable, data));
  }

  /// Gives out what is still inside, a begun block with silence after it; after it only [#close] is
  /// allowed.
  ///
  /// @throws IOException when it cannot be coded
  @Override
  public void drain() throws IOException {
    if (filled > 0) {
      int rest = frameLength - filled;
      silence(rest);
      advance(rest);
    }
    codec.drain(this::give);
  }

  /// Frees everything; what is still inside is lost. Idempotent.
  @Override
  public void close() {
    codec.close();
  }
}
