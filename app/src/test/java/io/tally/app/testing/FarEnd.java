// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app;

import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.picture.PatternReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;

/// What does the `ffmpeg` program see and hear in a file or playlist of the test pattern?
final class FarEnd {
  private static final int SAMPLE_RATE = 48_000;
  private static final int AUDIBLE = 2000; // of 32768; the beep has 8231

  private final String address;
  private final int width;
  private final int height;

  FarEnd(Object address, int width, int height) {
    this.address = address.toString();
    this.width = width;
    this.height = height;
  }

  /// What each picture says, in the order of showing. Fails when FFmpeg has any complaint.
  List<PatternReader.Reading> pictures() throws Exception {
    List<PatternReader.Reading> readings = new ArrayList<>();
    int bytes = width * height * 3 / 2;
    run(
        List.of("-map", "0:v", "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "yuv420p"),
        pipe -> {
          for (byte[] raw = pipe.readNBytes(bytes);
              raw.length == bytes;
              raw = pipe.readNBytes(bytes)) {
            readings.add(reading(raw));
          }
        });
    return readings;
  }

  private PatternReader.Reading reading(byte[] raw) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment all = arena.allocate(raw.length, 64);
      MemorySegment.copy(raw, 0, all, ValueLayout.JAVA_BYTE, 0, raw.length);
      int luma = width * height;
      try (VideoFrame frame =
          new VideoFrame(
              PixelFormat.YUV420P,
              ColorSpace.BT709_LIMITED,
              width,
              height,
              0,
              List.of(
                  new VideoFrame.Plane(all.asSlice(0, luma), width),
                  new VideoFrame.Plane(all.asSlice(luma, luma / 4), width / 2),
                  new VideoFrame.Plane(all.asSlice(luma + luma / 4, luma / 4), width / 2)),
              () -> {})) {
        return PatternReader.read(frame);
      }
    }
  }

  /// When each picture is shown, s.
  List<Double> pictureTimes() throws Exception {
    List<Double> times = new ArrayList<>();
    String text =
        read(
            List.of(
                "ffprobe",
                "-v",
                "error",
                "-select_streams",
                "v",
                "-show_entries",
                "frame=best_effort_timestamp_time",
                "-of",
                "csv=p=0",
                address));
    for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
      times.add(Double.parseDouble(line.replace(",", "")));
    }
    return times;
  }

  /// When each beep begins, s, on the same time as [#pictureTimes].
  List<Double> beepTimes() throws Exception {
    double start =
        Double.parseDouble(
            read(List.of(
                    "ffprobe",
                    "-v",
                    "error",
                    "-select_streams",
                    "a",
                    "-show_entries",
                    "frame=best_effort_timestamp_time",
                    "-read_intervals",
                    "%+#1",
                    "-of",
                    "csv=p=0",
                    address))
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElseThrow()
                .replace(",", ""));
    List<Double> beeps = new ArrayList<>();
    run(
        List.of("-map", "0:a", "-f", "s16le", "-ac", "1", "-ar", "" + SAMPLE_RATE),
        pipe -> {
          ShortBuffer samples =
              ByteBuffer.wrap(pipe.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
          int quietSince = -SAMPLE_RATE;
          for (int i = 0; i < samples.limit(); i++) {
            if (Math.abs(samples.get(i)) > AUDIBLE) {
              if (i - quietSince > SAMPLE_RATE / 4) {
                beeps.add(start + (double) i / SAMPLE_RATE);
              }
              quietSince = i;
            }
          }
        });
    return beeps;
  }

  private interface Pipe {
    void read(InputStream pipe) throws IOException;
  }

  private void run(List<String> output, Pipe reader) throws Exception {
    List<String> words = new ArrayList<>(List.of("ffmpeg", "-v", "warning", "-i", address));
    words.addAll(output);
    words.add("-");
    Process process = new ProcessBuilder(words).start();
    try (InputStream pipe = new BufferedInputStream(process.getInputStream(), 1 << 20)) {
      reader.read(pipe);
    }
    finish(process, words);
  }

  private static String read(List<String> words) throws Exception {
    Process process = new ProcessBuilder(words).start();
    String text = new String(process.getInputStream().readAllBytes());
    finish(process, words);
    return text;
  }

  private static void finish(Process process, List<String> words) throws Exception {
    String complaint = new String(process.getErrorStream().readAllBytes());
    if (process.waitFor() != 0 || !complaint.isBlank()) {
      throw new AssertionError(words + " said:\n" + complaint);
    }
  }
}
