// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tally.capture.media.FrameRate;
import io.tally.capture.media.VideoFrame;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.VideoCodec;
import io.tally.encoder.peer.MovingPicture;
import io.tally.encoder.peer.Packets;
import io.tally.encoder.peer.Program;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every encoder of the processor promises beside x264, which has tests of its own.
class VideoCodecsTest {
  private static final FrameRate RATE = FrameRate.of(30);
  private static final int BITRATE_BPS = 600_000;

  @TempDir private Path folder;
  private final Packets packets = new Packets();
  private final MovingPicture picture = new MovingPicture(320, 180);
  private int openBefore;
  private CodecParameters.@Nullable Video parameters;

  @BeforeEach
  void countFrames() {
    openBefore = VideoFrame.openFrames();
  }

  @AfterEach
  void nothingIsLeft() {
    picture.close();
    assertThat(VideoFrame.openFrames()).isEqualTo(openBefore);
  }

  @ParameterizedTest
  @CsvSource({"libx265, HEVC, hevc, hvc1, Main", "libsvtav1, AV1, av1, av01, Main"})
  void file_hasBt709Tags_andDecodesWithoutComplaint(
      String encoder, VideoCodec codec, String name, String tag, String profile)
      throws IOException {
    encode(encoder, OptionalInt.empty(), 60, 0);
    Path file = save("whole.mp4");

    assertThat(parameters().codec()).isEqualTo(codec);
    assertThat(Program.decode(file).errors()).isEmpty();
    assertThat(
            Program.probe(
                file,
                "v:0",
                "stream=codec_name,profile,codec_tag_string,width,height,color_range,color_space,"
                    + "color_transfer,color_primaries"))
        .containsExactly(name + "," + profile + "," + tag + ",320,180,tv,bt709,bt709,bt709");
    assertThat(Program.probe(file, "v:0", "packet=pts_time")).hasSize(60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"libx265", "libsvtav1"})
  void keyframes_comeInTime_andWhenAskedFor(String encoder) throws IOException {
    encode(encoder, OptionalInt.empty(), 75, 20);

    List<Long> keyframesNs =
        packets.taken().stream().filter(EncodedPacket::keyframe).map(EncodedPacket::ptsNs).toList();
    assertThat(keyframesNs).containsExactly(0L, RATE.timeNs(20), RATE.timeNs(30), RATE.timeNs(60));
    assertThat(Program.probe(save("keys.mp4"), "v:0", "packet=flags").stream())
        .filteredOn(flags -> flags.startsWith("K"))
        .hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"libx265", "libsvtav1"})
  void packets_carryTheFramesTimesExactly_andRisingDts(String encoder) throws IOException {
    encode(encoder, OptionalInt.empty(), 75, 0);

    assertThat(packets.taken().stream().map(EncodedPacket::ptsNs).sorted())
        .containsExactlyElementsOf(IntStream.range(0, 75).mapToObj(RATE::timeNs).toList());
    long lastDtsNs = Long.MIN_VALUE;
    for (EncodedPacket packet : packets.taken()) {
      assertThat(packet.dtsNs()).isGreaterThan(lastDtsNs).isLessThanOrEqualTo(packet.ptsNs());
      lastDtsNs = packet.dtsNs();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"libx265", "libsvtav1"})
  void disposablePackets_canBeLeftOut_withoutDamage(String encoder) throws IOException {
    encode(encoder, OptionalInt.empty(), 60, 0);
    Packets kept = new Packets();
    packets.taken().stream().filter(p -> !p.disposable()).forEach(kept::offer);

    assertThat(kept.taken().size()).isBetween(5, 55);
    Path file = kept.save(folder.resolve("kept.mp4"), new StreamParameters(parameters(), null));
    assertThat(Program.decode(file).errors()).isEmpty();
    assertThat(framesOf(file)).isEqualTo(kept.taken().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"libx264", "libx265"})
  void bFrames_whenForbidden_areNotMade(String encoder) throws IOException {
    encode(encoder, OptionalInt.empty(), 45, 0);
    assertThat(packets.taken()).anyMatch(p -> p.ptsNs() > p.dtsNs() + RATE.timeNs(1));

    packets.taken().clear();
    encode(encoder, OptionalInt.of(0), 45, 0);

    assertThat(packets.taken()).extracting(EncodedPacket::ptsNs).isSorted();
    assertThat(packets.taken()).allMatch(p -> p.ptsNs() == p.dtsNs());
  }

  @ParameterizedTest
  @ValueSource(strings = {"libx265", "libsvtav1"})
  void bitrate_isHeld_overTwoSeconds(String encoder) throws IOException {
    encode(encoder, OptionalInt.empty(), 150, 0);

    assertThat(packets.bitrate(90, 150, 30)).isCloseTo(BITRATE_BPS, within(BITRATE_BPS * 0.3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"libx265", "libsvtav1"})
  void packets_haveNeitherHeadersNorDelimiters(String encoder) throws IOException {
    encode(encoder, OptionalInt.empty(), 45, 0);

    for (EncodedPacket packet : packets.taken()) {
      if (parameters().codec() == VideoCodec.HEVC) {
        assertThat(nalTypes(packet)).allMatch(type -> type < 32 || type == 39);
      } else {
        int first = packet.data().get(0) >> 3 & 15;
        assertThat(first).isIn(1, 3, 6); // a keyframe has a sequence header of its own
      }
    }
  }

  private void encode(String encoder, OptionalInt bFrames, int frames, int askFor)
      throws IOException {
    VideoSettings settings =
        new VideoSettings(320, 180, RATE, BITRATE_BPS, 1, "superfast", encoder, bFrames);
    try (VideoEncoder coder = VideoEncoder.open(settings, packets)) {
      parameters = coder.parameters();
      for (int i = 0; i < frames; i++) {
        if (i > 0 && i == askFor) {
          coder.requestKeyframe();
        }
        try (VideoFrame frame = picture.frame(i, RATE.timeNs(i))) {
          coder.encode(frame);
        }
      }
      coder.drain();
    }
  }

  private CodecParameters.Video parameters() {
    return Objects.requireNonNull(parameters);
  }

  private Path save(String name) throws IOException {
    return packets.save(folder.resolve(name), new StreamParameters(parameters(), null));
  }

  private static int framesOf(Path file) {
    Program counted =
        Program.run(
            ("ffprobe -v error -count_frames -select_streams v:0 -show_entries"
                    + " stream=nb_read_frames -of csv=p=0 "
                    + file)
                .split(" "));
    return Integer.parseInt(counted.output().strip());
  }

  private static List<Integer> nalTypes(EncodedPacket packet) {
    List<Integer> types = new ArrayList<>();
    ByteBuffer data = packet.data();
    while (data.hasRemaining()) {
      int length = data.getInt();
      types.add(data.get(data.position()) >> 1 & 0x3F);
      data.position(data.position() + length);
    }
    return types;
  }
}
