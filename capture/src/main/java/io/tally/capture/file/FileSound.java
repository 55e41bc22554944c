// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_describe;
import static org.bytedeco.ffmpeg.global.avutil.av_get_bytes_per_sample;
import static org.bytedeco.ffmpeg.global.avutil.av_get_sample_fmt_name;
import static org.bytedeco.ffmpeg.global.avutil.av_sample_fmt_is_planar;

import io.tally.capture.AudioSource;
import io.tally.capture.MediaClock;
import io.tally.capture.SourceState;
import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.ffmpeg.SoundConverter;
import io.tally.capture.media.AudioFrame;
import io.tally.capture.sound.drift.SampleRing;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/// What does a file sound like at a moment?
///
/// The file has no clock of its own, so its samples are numbered on the media clock: they follow
/// each other without a seam, also from one round to the next, and only a hole in the file itself
/// is silence.
final class FileSound implements AudioSource, Playback.Taker {
  // Blocks' times are rounded by their container; only more than this is a hole.
  private static final long SMOOTHED = AudioFrame.SAMPLE_RATE * 20L / 1000;

  private record Shape(int format, int rate, int channels) {}

  private final Playback playback;
  private final SampleRing ring = new SampleRing();
  private final long originNs;
  private @Nullable SoundConverter converter;
  private @Nullable Shape shape;
  private long expected = Long.MIN_VALUE;

  FileSound(Path file, MediaClock clock, LoopTimeline timeline) {
    this.originNs = clock.nowNs();
    this.playback = new Playback(file, StreamReader.Kind.SOUND, clock, timeline, this);
  }

  @Override
  public String name() {
    return playback.name();
  }

  @Override
  public void start() {
    playback.start();
  }

  @Override
  public void read(long ptsNs, float[] interleaved) {
    long index = indexOf(ptsNs);
    // Rounding must not drop or repeat a sample between two blocks.
    long from = Math.abs(index - expected) <= 1 ? expected : index;
    expected = from + interleaved.length / AudioFrame.CHANNELS;
    ring.read(from, interleaved);
  }

  private long indexOf(long ptsNs) {
    return Math.round((ptsNs - originNs) * (AudioFrame.SAMPLE_RATE / 1e9));
  }

  @Override
  public String opened(StreamReader reader) {
    return reader.codecName();
  }

  @Override
  public long take(AVFrame frame, StreamReader reader, long ptsNs) throws UnplayableException {
    try {
      SoundConverter sound = converterFor(frame);
      int made = sound.convert(planes(frame), frame.nb_samples());
      long index = indexOf(ptsNs);
      if (index - ring.written() > SMOOTHED) {
        ring.padTo(index);
      }
      int overlap = Math.clamp(ring.written() - index, 0, made);
      ring.write(
          sound.samples(),
          overlap > SMOOTHED ? overlap : 0,
          overlap > SMOOTHED ? made - overlap : made);
    } catch (FfmpegException e) {
      throw new UnplayableException(name() + " cannot be heard: " + e.getMessage() + ".");
    }
    return originNs + AudioFrame.durationNs(ring.written());
  }

  private SoundConverter converterFor(AVFrame frame) throws FfmpegException {
    Shape needed = new Shape(frame.format(), frame.sample_rate(), frame.ch_layout().nb_channels());
    SoundConverter current = converter;
    if (current != null && needed.equals(shape)) {
      return current;
    }
    ended();
    SoundConverter made =
        new SoundConverter(
            av_get_sample_fmt_name(frame.format()).getString(),
            needed.rate(),
            needed.channels(),
            layoutOf(frame));
    shape = needed;
    converter = made;
    return made;
  }

  private static String layoutOf(AVFrame frame) {
    byte[] name = new byte[128];
    int length = av_channel_layout_describe(frame.ch_layout(), name, name.length);
    return length <= 1 ? "" : new String(name, 0, length - 1, UTF_8); // without the closing zero
  }

  @SuppressWarnings("restricted") // as long as FFmpeg's count of samples says
  private static List<MemorySegment> planes(AVFrame frame) {
    int channels = frame.ch_layout().nb_channels();
    boolean planar = av_sample_fmt_is_planar(frame.format()) != 0;
    long bytes = (long) frame.nb_samples() * av_get_bytes_per_sample(frame.format());
    List<MemorySegment> planes = new ArrayList<>();
    for (int i = 0; i < (planar ? channels : 1); i++) {
      planes.add(
          MemorySegment.ofAddress(frame.extended_data(i).address())
              .reinterpret(planar ? bytes : bytes * channels));
    }
    return planes;
  }

  @Override
  public void ended() {
    SoundConverter current = converter;
    if (current != null) {
      current.close();
      converter = null;
    }
  }

  /// Always empty: a file has no clock.
  @Override
  public OptionalDouble driftPpm() {
    return OptionalDouble.empty();
  }

  @Override
  public SourceState state() {
    return playback.state();
  }

  @Override
  public void close() {
    playback.close();
  }
}
