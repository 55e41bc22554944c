// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.station;

import io.tally.app.settings.EncodingSettings;
import io.tally.capture.ffmpeg.Ffmpeg;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.mix.Mixer;
import io.tally.capture.scene.CanvasFormat;
import io.tally.capture.scene.CanvasSink;
import io.tally.capture.scene.Compositor;
import io.tally.encoder.AudioEncoding;
import io.tally.encoder.AudioSettings;
import io.tally.encoder.VideoEncoding;
import io.tally.encoder.VideoSettings;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.PacketTaker;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How do canvas and mix become the packets of one programme, from the same first moment to the
/// same last?
///
/// Life: [#open], [#connect], [#end]. Threads: those on the broadcast's; the rest on any.
final class Programme implements CanvasSink {
  private final VideoEncoding video;
  private final @Nullable AudioEncoding audio;
  private final FrameCount frames;
  private final SoundSpan span = new SoundSpan();
  private volatile boolean begun; // the first picture came
  private volatile long lastPictureNs;

  /// Counts pictures on their way to the takers.
  private record FrameCount(PacketTaker out, AtomicLong pictures) implements PacketTaker {
    @Override
    public void offer(EncodedPacket packet) {
      if (packet.track() == Track.VIDEO) {
        pictures.incrementAndGet();
      }
      out.offer(packet);
    }
  }

  private Programme(VideoEncoding video, @Nullable AudioEncoding audio, FrameCount frames) {
    this.video = video;
    this.audio = audio;
    this.frames = frames;
  }

  /// Opens both encoders, side by side.
  ///
  /// @param onFailure told once, in a sentence, when one of them fails later
  /// @throws IOException a sentence, when one does not open; none stays open then
  static Programme open(
      CanvasFormat canvas, EncodingSettings settings, PacketTaker out, Consumer<String> onFailure)
      throws IOException {
    Ffmpeg.load(); // so that the encoders' messages go to the log
    FrameCount count = new FrameCount(out, new AtomicLong());
    VideoSettings pictures =
        new VideoSettings(
            canvas.width(),
            canvas.height(),
            canvas.rate(),
            settings.videoBitrateBps(),
            settings.keyframeSeconds(),
            settings.preset(),
            settings.encoder());
    FutureTask<VideoEncoding> opening =
        new FutureTask<>(() -> VideoEncoding.start(pictures, count, onFailure));
    Thread.ofPlatform().daemon().name("open-video").start(opening);
    AudioEncoding audio = sound(settings, count, onFailure, opening);
    try {
      return new Programme(opened(opening), audio, count);
    } catch (IOException e) {
      if (audio != null) {
        audio.close();
      }
      throw e;
    }
  }

  private static @Nullable AudioEncoding sound(
      EncodingSettings settings,
      PacketTaker out,
      Consumer<String> onFailure,
      FutureTask<VideoEncoding> picture)
      throws IOException {
    if (settings.audioBitrateBps() == 0) {
      return null;
    }
    try {
      return AudioEncoding.start(new AudioSettings(settings.audioBitrateBps()), out, onFailure);
    } catch (IOException e) {
      try {
        opened(picture).close();
      } catch (IOException alsoRefused) {
        e.addSuppressed(alsoRefused);
      }
      throw e;
    }
  }

  private static VideoEncoding opened(FutureTask<VideoEncoding> opening) throws IOException {
    try {
      return opening.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException refused
          ? refused
          : new IOException("The encoder could not be opened: " + e.getCause(), e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while the encoder was being opened");
    }
  }

  /// What a receiver must know first.
  StreamParameters parameters() {
    return new StreamParameters(video.parameters(), audio == null ? null : audio.parameters());
  }

  /// Lets canvas and mix flow in, from now on.
  void connect(Compositor compositor, Mixer mixer) {
    if (audio != null) {
      AudioEncoding sound = audio;
      mixer.connect(frame -> span.pass(frame, sound::accept));
    }
    compositor.connect(this);
  }

  @Override
  public boolean accept(VideoFrame taken) {
    pictureAt(taken.ptsNs());
    return video.accept(taken);
  }

  @Override
  public boolean repeat(long ptsNs) {
    pictureAt(ptsNs);
    return video.repeat(ptsNs);
  }

  private void pictureAt(long ptsNs) {
    if (!begun) {
      begun = true;
      span.begin(ptsNs);
    }
    lastPictureNs = ptsNs;
  }

  /// Ends the flow and lets the encoders give out what they hold.
  void end(Compositor compositor, Mixer mixer) {
    compositor.disconnect();
    if (audio != null) {
      // Sound is mixed a tenth of a second after it is heard: what belongs to the last pictures is
      // still to come.
      span.awaitEnd(lastPictureNs);
      mixer.disconnect();
      audio.stop();
    }
    video.stop();
  }

  void requestKeyframe() {
    video.requestKeyframe();
  }

  void setVideoBitrate(int bitrateBps) {
    video.setBitrate(bitrateBps);
  }

  /// Pictures coded.
  long frames() {
    return frames.pictures().get();
  }

  /// Pictures that the encoder had no time for.
  long skipped() {
    return video.skipped();
  }
}
