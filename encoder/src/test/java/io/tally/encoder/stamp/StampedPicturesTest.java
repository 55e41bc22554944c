// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.capture.media.FrameRate;
import io.tally.capture.media.Luma;
import io.tally.capture.media.VideoFrame;
import io.tally.encoder.VideoEncoder;
import io.tally.encoder.VideoSettings;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.nal.NalSyntax;
import io.tally.encoder.packet.stamp.FrameStamp;
import io.tally.encoder.peer.MovingPicture;
import io.tally.encoder.peer.Packets;
import io.tally.encoder.peer.Program;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every coded picture carries its stamp, and nobody who reads the pictures minds.
class StampedPicturesTest {
  private static final FrameRate RATE = FrameRate.of(30);
  private static final long SESSION = 0x7A11_0000_0000_0001L; // with zeros that need care
  private static final long EPOCH_NS = 1_795_000_000_000_000_000L;
  private static final long CODED_AT_NS = 5_000_000_000L;
  private static final int FRAMES = 60;
  private static final Pattern MESSAGE =
      Pattern.compile("UUID=([0-9a-f-]{36})\\s+(?:\\[[^\\]]*\\] )?User Data=([0-9a-f]+)");

  @TempDir private Path folder;
  private final Packets packets = new Packets();
  private final Map<Long, Luma> kept = new TreeMap<>();
  private final MovingPicture picture = new MovingPicture(320, 180);

  @AfterEach
  void nothingIsLeft() {
    picture.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  /// Keeps every tenth.
  private final class Keeper implements SentTaker {
    @Override
    public boolean wants(long ptsNs) {
      return Math.round(ptsNs / (double) RATE.timeNs(1)) % 10 == 0;
    }

    @Override
    public void take(long number, Luma luma) {
      kept.put(number, luma);
    }
  }

  private CodecParameters.Video encode(String encoder, Optional<Stamping> stamping)
      throws IOException {
    VideoSettings settings = new VideoSettings(320, 180, RATE, 600_000, 1, "superfast", encoder);
    try (VideoEncoder coder = VideoEncoder.open(settings, stamping, packets)) {
      for (int i = 0; i < FRAMES; i++) {
        if (i % 3 == 1) {
          coder.repeat(RATE.timeNs(i)); // counts as any other picture
          continue;
        }
        try (VideoFrame frame = picture.frame(i, RATE.timeNs(i))) {
          coder.encode(frame);
        }
      }
      coder.drain();
      return coder.parameters();
    }
  }

  private Stamping stamping() {
    return new Stamping(SESSION, 3, () -> CODED_AT_NS, ns -> EPOCH_NS + ns, new Keeper());
  }

  @ParameterizedTest
  @ValueSource(strings = {"libx264", "libx265"})
  void ffmpeg_decodesWithoutAWord_andReadsEachStamp(String encoder) throws IOException {
    CodecParameters.Video parameters = encode(encoder, Optional.of(stamping()));
    Path file = packets.save(folder.resolve("a.mp4"), new StreamParameters(parameters, null));

    Program decoded = Program.decode(file);
    assertThat(decoded.errors()).isEmpty();
    assertThat(decoded.exitCode()).isZero();
    List<FrameStamp> stamps = stampsBy(file);
    // FFmpeg tells them in the order of showing.
    assertThat(stamps).extracting(FrameStamp::number).containsExactlyElementsOf(numbers());
    assertThat(stamps)
        .extracting(FrameStamp::capturedNs)
        .containsExactlyElementsOf(
            IntStream.range(0, FRAMES).mapToObj(i -> EPOCH_NS + RATE.timeNs(i)).toList());
    assertThat(stamps)
        .allMatch(stamp -> stamp.session() == SESSION && stamp.encode() == 3)
        .allMatch(stamp -> stamp.periodNs() == RATE.timeNs(1))
        .allMatch(stamp -> stamp.codedUs() * 1_000 + stamp.capturedNs() <= EPOCH_NS + CODED_AT_NS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"libx264", "libx265"})
  void reordering_leavesEachStampWithItsPicture(String encoder) throws IOException {
    encode(encoder, Optional.of(stamping()));

    assertThat(packets.taken()).extracting(EncodedPacket::ptsNs).isNotEqualTo(sortedTimes());
    NalSyntax syntax = encoder.equals("libx264") ? NalSyntax.H264 : NalSyntax.HEVC;
    for (EncodedPacket packet : packets.taken()) {
      assertThat(units(packet.data(), syntax)).contains("sei");
      assertThat(units(packet.data(), syntax).getLast()).isEqualTo("slice");
    }
  }

  @ParameterizedTest
  @CsvSource({"libx264, H264", "libx265, HEVC"})
  void mark_isOneUnitMore_andNothingElseChanges(String encoder, NalSyntax syntax)
      throws IOException {
    encode(encoder, Optional.empty());
    PictureStamps stamps = new PictureStamps(stamping(), syntax, RATE.timeNs(1));

    for (int tick = 0; tick < FRAMES; tick++) {
      ByteBuffer plain = packets.taken().get(tick).data();
      stamps.number(tick);
      ByteBuffer stamped = stamps.stamped(tick, RATE.timeNs(tick), plain);

      List<String> units = units(stamped.duplicate(), syntax);
      int before = units.lastIndexOf("sei");
      assertThat(units.get(before + 1)).isEqualTo("slice");
      units.remove(before);
      assertThat(units).isEqualTo(units(plain.duplicate(), syntax));
      int more = stamped.limit() - plain.limit();
      assertThat(more).isBetween(50, 65);
      int at = plain.mismatch(stamped);
      assertThat(stamped.slice(at + more, plain.limit() - at))
          .isEqualTo(plain.slice(at, plain.limit() - at));
    }
  }

  @Test
  void av1_staysAsItIs() throws IOException {
    CodecParameters.Video parameters = encode("libsvtav1", Optional.of(stamping()));
    Path file = packets.save(folder.resolve("a.mp4"), new StreamParameters(parameters, null));

    assertThat(Program.decode(file).errors()).isEmpty();
    assertThat(kept).isEmpty();
  }

  @Test
  void picturesThatAreWanted_areKeptUnderTheirNumbers() throws IOException {
    encode("libx264", Optional.of(stamping()));

    assertThat(kept.keySet()).containsExactly(0L, 10L, 20L, 30L, 40L, 50L);
    assertThat(kept.values()).allMatch(luma -> luma.width() == 320 && luma.height() == 180);
    assertThat(kept.values().stream().map(luma -> Arrays.hashCode(luma.samples())))
        .doesNotHaveDuplicates();
  }

  private List<Long> sortedTimes() {
    return packets.taken().stream().map(EncodedPacket::ptsNs).sorted().toList();
  }

  private static List<Long> numbers() {
    return LongStream.range(0, FRAMES).boxed().toList();
  }

  /// What FFmpeg's filter `showinfo` says of our messages.
  private static List<FrameStamp> stampsBy(Path file) {
    Program shown =
        Program.run(
            "ffmpeg", "-v", "info", "-i", file.toString(), "-vf", "showinfo", "-f", "null", "-");
    String id = FrameStamp.ID.toString();
    return MESSAGE
        .matcher(shown.errors())
        .results()
        .filter(found -> found.group(1).equals(id))
        .map(found -> HexFormat.of().parseHex(id.replace("-", "") + found.group(2)))
        .map(payload -> FrameStamp.of(payload).orElseThrow())
        .toList();
  }

  private static List<String> units(ByteBuffer data, NalSyntax syntax) {
    List<String> kinds = new ArrayList<>();
    while (data.hasRemaining()) {
      int length = data.getInt();
      int type = syntax.type(data.get(data.position()));
      kinds.add(syntax.isSei(type) ? "sei" : syntax.isSlice(type) ? "slice" : "other");
      data.position(data.position() + length);
    }
    return kinds;
  }
}
