// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What do the programs `ffmpeg` and `ffprobe` see and hear in a file or playlist?
///
/// Every method fails when one of them has any complaint about what it reads.
public final class FarEnd {
  /// Samples a second of [#sound].
  public static final int SAMPLE_RATE = 48_000;

  private static final int AUDIBLE = 2000; // of 32768; the beep has 8231

  private final String address;
  private final int width;
  private final int height;

  /// @param address a file or a URL
  /// @param width of the pictures, px
  /// @param height of the pictures, px
  public FarEnd(Object address, int width, int height) {
    this.address = address.toString();
    this.width = width;
    this.height = height;
  }

  /// Shows every picture, in the order of showing.
  ///
  /// @param viewer borrows each
  /// @return how many there were
  public int show(Consumer<VideoFrame> viewer) throws Exception {
    int bytes = width * height * 3 / 2;
    int[] count = {0};
    // In ticks of its own, for a rate that is guessed from a short file may have too few.
    List<String> each = List.of("-fps_mode", "passthrough", "-enc_time_base", "1/90000");
    List<String> form = List.of("-map", "0:v", "-f", "rawvideo", "-pix_fmt", "yuv420p");
    decode(
        Stream.concat(form.stream(), each.stream()).toList(),
        pipe -> {
          try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(bytes, 64);
            for (byte[] raw = pipe.readNBytes(bytes);
                raw.length == bytes;
                raw = pipe.readNBytes(bytes)) {
              MemorySegment.copy(raw, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes);
              try (VideoFrame frame = frame(memory)) {
                viewer.accept(frame);
              }
              count[0]++;
            }
          }
        });
    return count[0];
  }

  private VideoFrame frame(MemorySegment all) {
    long luma = (long) width * height;
    return new VideoFrame(
        PixelFormat.YUV420P,
        ColorSpace.BT709_LIMITED,
        width,
        height,
        0,
        List.of(
            new VideoFrame.Plane(all.asSlice(0, luma), width),
            new VideoFrame.Plane(all.asSlice(luma, luma / 4), width / 2),
            new VideoFrame.Plane(all.asSlice(luma + luma / 4, luma / 4), width / 2)),
        () -> {});
  }

  /// What each picture of the test pattern says, in the order of showing.
  public List<PatternReader.Reading> pictures() throws Exception {
    List<PatternReader.Reading> readings = new ArrayList<>();
    show(frame -> readings.add(PatternReader.read(frame)));
    return readings;
  }

  /// When each picture is shown, s, in the order of showing.
  public List<Double> pictureTimes() throws Exception {
    return probe("v:0", "packet=pts_time").stream().map(Double::valueOf).sorted().toList();
  }

  /// All sound, left and right mixed, 16 bits a sample.
  public short[] sound() throws Exception {
    List<byte[]> all = new ArrayList<>();
    decode(
        List.of("-map", "0:a", "-f", "s16le", "-ac", "1", "-ar", Integer.toString(SAMPLE_RATE)),
        pipe -> all.add(pipe.readAllBytes()));
    ShortBuffer samples =
        ByteBuffer.wrap(all.getFirst()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    short[] sound = new short[samples.limit()];
    samples.get(sound);
    return sound;
  }

  /// When each beep of the test tone begins, s, on the same time as [#pictureTimes].
  public List<Double> beepTimes() throws Exception {
    double start =
        Double.parseDouble(
            probe("a:0", "frame=best_effort_timestamp_time", "-read_intervals", "%+#1").getFirst());
    List<Double> beeps = new ArrayList<>();
    short[] samples = sound();
    int audibleAt = -SAMPLE_RATE;
    for (int i = 0; i < samples.length; i++) {
      if (Math.abs(samples[i]) > AUDIBLE) {
        if (i - audibleAt > SAMPLE_RATE / 4) {
          beeps.add(start + (double) i / SAMPLE_RATE);
        }
        audibleAt = i;
      }
    }
    return beeps;
  }

  /// How far each flash of the test pattern is from the nearest beep of the test tone, s; without
  /// those in the first and the last half second, whose beep may be beyond the end.
  public List<Double> flashesFromBeeps() throws Exception {
    List<PatternReader.Reading> pictures = pictures();
    List<Double> times = pictureTimes();
    List<Double> beeps = beepTimes();
    return IntStream.range(0, pictures.size())
        .filter(i -> pictures.get(i).flash())
        .mapToDouble(times::get)
        .filter(at -> at > times.getFirst() + 0.5 && at < times.getLast() - 0.5)
        .map(at -> beeps.stream().mapToDouble(beep -> Math.abs(beep - at)).min().orElse(at))
        .boxed()
        .toList();
  }

  /// Values that `ffprobe` prints, one for each packet or frame.
  private List<String> probe(String stream, String entry, String... more) throws Exception {
    List<String> words =
        new ArrayList<>(List.of("ffprobe", "-v", "error", "-select_streams", stream));
    words.addAll(List.of("-show_entries", entry, "-of", "csv=p=0"));
    words.addAll(List.of(more));
    words.addAll(List.of("-i", address));
    List<byte[]> all = new ArrayList<>();
    run(words, pipe -> all.add(pipe.readAllBytes()));
    return new String(all.getFirst(), UTF_8)
        .lines()
        .map(line -> line.replace(",", ""))
        .filter(line -> !line.isBlank())
        .toList();
  }

  private interface Pipe {
    void read(InputStream pipe) throws IOException;
  }

  private void decode(List<String> output, Pipe reader) throws Exception {
    List<String> words = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "warning"));
    words.addAll(List.of("-i", address));
    words.addAll(output);
    words.add("-");
    run(words, reader);
  }

  private static void run(List<String> words, Pipe reader) throws Exception {
    Process process = new ProcessBuilder(words).start();
    FutureTask<String> complaint =
        new FutureTask<>(() -> new String(process.getErrorStream().readAllBytes(), UTF_8));
    Thread.ofPlatform().daemon().start(complaint);
    try (InputStream pipe = new BufferedInputStream(process.getInputStream(), 1 << 20)) {
      reader.read(pipe);
    }
    if (process.waitFor() != 0 || !complaint.get().isBlank()) {
      throw new AssertionError(words + " said:\n" + complaint.get());
    }
  }
}
