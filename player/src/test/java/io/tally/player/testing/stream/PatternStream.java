// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing.stream;

import io.tally.capture.media.FrameRate;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.picture.TestPattern;
import io.tally.protocol.peers.FfmpegProgram;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// HLS of numbered pictures with a flash and a beep each second, packaged by the ffmpeg program: 25
/// frames and one segment a second. The first frame's number is whole seconds.
public final class PatternStream implements AutoCloseable {
  public static final int RATE = 25;
  public static final int WIDTH = 320;
  public static final int HEIGHT = 180;

  private final Process ffmpeg;
  private final Thread painter;
  private volatile boolean closing;
  private volatile boolean finishing;

  private PatternStream(Process ffmpeg, long firstFrame, long frames) {
    this.ffmpeg = ffmpeg;
    painter = Thread.ofPlatform().daemon().start(() -> paint(firstFrame, frames));
  }

  /// A finished recording in a folder: `stream.m3u8`.
  public static void record(Path folder, String segmentType, int firstFrame, int seconds)
      throws Exception {
    record(folder, segmentType, firstFrame, seconds, true, true);
  }

  public static void record(
      Path folder, String segmentType, int firstFrame, int seconds, boolean video, boolean audio)
      throws Exception {
    List<String> command = command(folder, segmentType, false, seconds, video, audio);
    command.addAll(List.of("-hls_list_size", "0", "-hls_playlist_type", "vod"));
    command.add(folder.resolve("stream.m3u8").toString());
    try (PatternStream stream =
        new PatternStream(start(command), firstFrame, video ? (long) seconds * RATE : 0)) {
      stream.painter.join(60_000);
      if (!stream.ffmpeg.waitFor(60, TimeUnit.SECONDS) || stream.ffmpeg.exitValue() != 0) {
        throw new AssertionError("ffmpeg did not finish: " + String.join(" ", command));
      }
    }
  }

  /// A live stream that runs until it is closed.
  public static PatternStream live(Path folder, String segmentType, int firstFrame)
      throws IOException {
    List<String> command = command(folder, segmentType, true, 3600, true, true);
    command.addAll(
        List.of(
            "-hls_list_size", "6", "-hls_flags", "program_date_time+temp_file+delete_segments"));
    command.add(folder.resolve("stream.m3u8").toString());
    return new PatternStream(start(command), firstFrame, Long.MAX_VALUE);
  }

  /// A live stream of MPEG-DASH in two sizes with a sound of its own, that runs until it is closed
  /// or [#finish]ed: `stream.mpd`.
  ///
  /// @param options of FFmpeg's packager
  public static PatternStream liveDash(Path folder, int firstFrame, String... options)
      throws IOException {
    List<String> command = coding(true, 3600, true, true);
    command.addAll(List.of("-map", "0:v", "-map", "0:v", "-map", "1:a", "-s:v:1", "640x360"));
    command.addAll(List.of("-b:v:1", "900k", "-f", "dash", "-seg_duration", "1"));
    command.addAll(List.of("-adaptation_sets", "id=0,streams=v id=1,streams=a"));
    command.addAll(List.of(options));
    command.add(folder.resolve("stream.mpd").toString());
    return new PatternStream(start(command), firstFrame, Long.MAX_VALUE);
  }

  private static List<String> command(
      Path folder, String segmentType, boolean live, int seconds, boolean video, boolean audio) {
    List<String> command = coding(live, seconds, video, audio);
    command.addAll(List.of("-f", "hls", "-hls_time", "1", "-hls_segment_type", segmentType));
    String extension = segmentType.equals("fmp4") ? "m4s" : "ts";
    command.addAll(List.of("-hls_segment_filename", folder.resolve("%d." + extension).toString()));
    return command;
  }

  /// Without what is to become of it.
  private static List<String> coding(boolean live, int seconds, boolean video, boolean audio) {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin"));
    if (video) {
      if (live) {
        command.add("-re");
      }
      command.addAll(List.of("-f", "rawvideo", "-pix_fmt", "bgr0", "-s", WIDTH + "x" + HEIGHT));
      command.addAll(List.of("-r", "" + RATE, "-i", "-"));
    }
    if (audio) {
      command.addAll(
          List.of(
              "-f",
              "lavfi",
              "-i",
              "aevalsrc=0.5*sin(2*PI*1000*t)*lt(mod(t\\,1)\\,0.1):d=" + seconds + ":s=48000"));
      command.addAll(List.of("-c:a", "aac", "-b:a", "64k", "-ac", "2"));
    }
    if (video) {
      command.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p"));
      command.addAll(List.of("-g", "" + RATE, "-keyint_min", "" + RATE, "-sc_threshold", "0"));
      command.addAll(List.of("-b:v", "600k", "-threads", "1", "-shortest"));
    }
    return command;
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private void paint(long firstFrame, long frames) {
    FrameRate rate = FrameRate.of(RATE);
    try (TestPattern pattern = new TestPattern(WIDTH, HEIGHT, rate, 0);
        OutputStream pipe = new BufferedOutputStream(ffmpeg.getOutputStream(), 1 << 20)) {
      pattern.start();
      WritableByteChannel out = Channels.newChannel(pipe);
      for (long i = 0; i < frames && !finishing; i++) {
        @Nullable VideoFrame frame = pattern.frameAt(rate.timeNs(firstFrame + i));
        if (frame == null) {
          throw new AssertionError("The test pattern has no picture");
        }
        VideoFrame.Plane plane = frame.planes().getFirst();
        for (int y = 0; y < HEIGHT; y++) {
          out.write(
              plane.memory().asSlice((long) y * plane.strideBytes(), WIDTH * 4L).asByteBuffer());
        }
      }
    } catch (IOException e) {
      if (!closing) {
        throw new AssertionError("ffmpeg stopped reading", e);
      }
    }
  }

  /// The time of the first packet of a track, s, as ffprobe reads it.
  ///
  /// @param track `a` or `v`
  public static double firstSeconds(Path media, String track) throws Exception {
    return FfmpegProgram.probe(
            "-select_streams",
            track,
            "-show_entries",
            "packet=pts_time",
            "-read_intervals",
            "%+#1",
            "-of",
            "csv=p=0",
            media.toString())
        .stream()
        .map(line -> line.replace(",", "").strip())
        .filter(line -> !line.isEmpty())
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElseThrow();
  }

  /// Ends a live stream as its sender would, and waits until it is whole.
  public void finish() throws Exception {
    finishing = true;
    if (!ffmpeg.waitFor(60, TimeUnit.SECONDS) || ffmpeg.exitValue() != 0) {
      throw new AssertionError("ffmpeg did not finish");
    }
  }

  /// Lets the encoder stand still, as a sender that lost its line.
  public void freeze() throws Exception {
    signal("-STOP");
  }

  /// Lets the encoder go on.
  public void thaw() throws Exception {
    signal("-CONT");
  }

  private void signal(String name) throws Exception {
    Process kill = new ProcessBuilder("kill", name, Long.toString(ffmpeg.pid())).start();
    if (kill.waitFor() != 0) {
      throw new AssertionError("ffmpeg is gone");
    }
  }

  @Override
  public void close() {
    closing = true;
    ffmpeg.destroyForcibly();
    try {
      ffmpeg.waitFor();
      painter.join(10_000);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
