// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tally.capture.media.FrameRate;
import io.tally.capture.media.VideoFrame;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.peer.MovingPicture;
import io.tally.encoder.peer.Packets;
import io.tally.encoder.peer.Program;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoEncoderTest {
  private static final FrameRate NTSC = new FrameRate(30_000, 1001);
  private static final long EPOCH_NS = 123_456_789_123L;
  private static final int BITRATE_BPS = 800_000;

  @TempDir private Path folder;
  private final Packets packets = new Packets();
  private final MovingPicture picture = new MovingPicture(320, 180);
  private int openBefore;

  @BeforeEach
  void countFrames() {
    openBefore = VideoFrame.openFrames();
  }

  @AfterEach
  void nothingIsLeft() {
    picture.close();
    assertThat(VideoFrame.openFrames()).isEqualTo(openBefore);
  }

  @Test
  void file_isHighProfileWithBt709Tags_andDecodesWithoutComplaint() throws IOException {
    Path file = encodeToFile(90);

    assertThat(Program.decode(file).errors()).isEmpty();
    assertThat(
            Program.probe(
                file,
                "v:0",
                "stream=profile,width,height,pix_fmt,color_range,color_space,color_transfer,"
                    + "color_primaries,r_frame_rate"))
        .containsExactly("High,320,180,yuv420p,tv,bt709,bt709,bt709,30000/1001");
  }

  @Test
  void keyframes_comeEveryTwoSeconds_andAreIdr() throws IOException {
    encodeToFile(200);

    List<Integer> keyframes = new ArrayList<>();
    for (int i = 0; i < packets.taken().size(); i++) {
      assertThat(packets.taken().get(i).keyframe()).isEqualTo(nalTypes(i).contains(5));
      if (packets.taken().get(i).keyframe()) {
        keyframes.add(i);
      }
    }
    assertThat(keyframes).containsExactly(0, 60, 120, 180);
  }

  @Test
  void packets_carryTheFramesTimesExactly_andRisingDts() throws IOException {
    encodeToFile(200);

    assertThat(packets.taken()).hasSize(200);
    assertThat(packets.taken().stream().map(EncodedPacket::ptsNs).sorted())
        .containsExactlyElementsOf(
            IntStream.range(0, 200).mapToObj(i -> EPOCH_NS + NTSC.timeNs(i)).toList());
    long lastDtsNs = Long.MIN_VALUE;
    for (EncodedPacket packet : packets.taken()) {
      assertThat(packet.dtsNs()).isGreaterThan(lastDtsNs).isLessThanOrEqualTo(packet.ptsNs());
      lastDtsNs = packet.dtsNs();
    }
  }

  @Test
  void packets_haveNoParameterSetsDelimitersOrFiller() throws IOException {
    encodeToFile(90);

    for (int i = 0; i < 90; i++) {
      assertThat(nalTypes(i)).doesNotContain(7, 8, 9, 12);
    }
  }

  @Test
  void disposablePackets_canBeLeftOut_withoutDamage() throws IOException {
    encodeToFile(90);
    Packets kept = new Packets();
    packets.taken().stream().filter(p -> !p.disposable()).forEach(kept::offer);

    assertThat(kept.taken().size()).isLessThan(90);
    Path file = kept.save(folder.resolve("kept.mp4"), parameters());
    assertThat(Program.decode(file).errors()).isEmpty();
  }

  @Test
  void bitrate_isHeld_overEachTwoSeconds() throws IOException {
    encodeToFile(300);

    for (int second = 2; second < 9; second++) {
      assertThat(
              packets.bitrate(second * 30, second * 30 + 60 > 300 ? 300 : second * 30 + 60, 29.97))
          .isCloseTo(BITRATE_BPS, within(BITRATE_BPS * 0.15));
    }
  }

  @Test
  void setBitrate_whileRunning_showsInThePacketSizes() throws IOException {
    try (VideoEncoder encoder = VideoEncoder.open(settings(NTSC), packets)) {
      encode(encoder, NTSC, 0, 150);
      encoder.setBitrate(BITRATE_BPS / 4);
      encode(encoder, NTSC, 150, 300);
      encoder.drain();
    }

    assertThat(packets.bitrate(60, 150, 29.97)).isCloseTo(BITRATE_BPS, within(BITRATE_BPS * 0.2));
    assertThat(packets.bitrate(210, 300, 29.97))
        .isCloseTo(BITRATE_BPS / 4.0, within(BITRATE_BPS / 4 * 0.25));
  }

  @Test
  void requestKeyframe_makesNextFrameIdr_andKeepsTheRhythm() throws IOException {
    try (VideoEncoder encoder = VideoEncoder.open(settings(NTSC), packets)) {
      encode(encoder, NTSC, 0, 20);
      encoder.requestKeyframe();
      encode(encoder, NTSC, 20, 70);
      encoder.drain();
    }

    List<Long> keyframesNs =
        packets.taken().stream()
            .filter(EncodedPacket::keyframe)
            .map(p -> p.ptsNs() - EPOCH_NS)
            .toList();
    assertThat(keyframesNs).containsExactly(0L, NTSC.timeNs(20), NTSC.timeNs(60));
  }

  @Test
  void keyframes_whenFramesAreMissing_stayInTime() throws IOException {
    try (VideoEncoder encoder = VideoEncoder.open(settings(NTSC), packets)) {
      encode(encoder, NTSC, 0, 30);
      encode(encoder, NTSC, 50, 80);
      encoder.drain();
    }

    assertThat(packets.taken().stream().filter(EncodedPacket::keyframe))
        .extracting(p -> p.ptsNs() - EPOCH_NS)
        .containsExactly(0L, NTSC.timeNs(60));
  }

  @Test
  void repeat_showsTheLastPictureAgain_atItsOwnTime() throws IOException {
    try (VideoEncoder encoder = VideoEncoder.open(settings(NTSC), packets)) {
      encode(encoder, NTSC, 0, 30);
      for (int i = 30; i < 60; i++) {
        encoder.repeat(EPOCH_NS + NTSC.timeNs(i));
      }
      encoder.drain();
    }
    Path file = packets.save(folder.resolve("frozen.mp4"), parameters());

    assertThat(packets.taken()).hasSize(60);
    Program frozen =
        Program.run(
            "ffmpeg", "-i", file.toString(), "-vf", "freezedetect=n=0.01:d=0.9", "-f", "null", "-");
    assertThat(frozen.errors()).contains("freeze_start: 0.9676");
  }

  @Test
  void repeat_beforeAnyPicture_codesNothing() throws IOException {
    try (VideoEncoder encoder = VideoEncoder.open(settings(NTSC), packets)) {
      encoder.repeat(EPOCH_NS);
      encoder.drain();
    }

    assertThat(packets.taken()).isEmpty();
  }

  @Test
  void open_ofUnknownEncoder_namesThoseThatExist() {
    VideoSettings settings =
        new VideoSettings(320, 180, NTSC, BITRATE_BPS, 2, "veryfast", "h264_magic");

    assertThatThrownBy(() -> VideoEncoder.open(settings, packets))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("h264_magic")
        .hasMessageContaining("libx264");
  }

  @Test
  void open_ofUnknownPreset_saysWhichOneToTry() {
    VideoSettings settings = new VideoSettings(320, 180, NTSC, BITRATE_BPS, 2, "warp", "libx264");

    assertThatThrownBy(() -> VideoEncoder.open(settings, packets))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("warp")
        .hasMessageContaining("veryfast");
  }

  private Path encodeToFile(int frames) throws IOException {
    try (VideoEncoder encoder = VideoEncoder.open(settings(NTSC), packets)) {
      encode(encoder, NTSC, 0, frames);
      encoder.drain();
    }
    return packets.save(folder.resolve("whole.mp4"), parameters());
  }

  private static StreamParameters parameters() throws IOException {
    try (VideoEncoder encoder = VideoEncoder.open(settings(NTSC), packet -> {})) {
      return new StreamParameters(encoder.parameters(), null);
    }
  }

  private void encode(VideoEncoder encoder, FrameRate rate, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      try (VideoFrame frame = picture.frame(i, EPOCH_NS + rate.timeNs(i))) {
        encoder.encode(frame);
      }
    }
  }

  private static VideoSettings settings(FrameRate rate) {
    return VideoSettings.of(320, 180, rate, BITRATE_BPS);
  }

  private List<Integer> nalTypes(int packet) {
    List<Integer> types = new ArrayList<>();
    ByteBuffer data = packets.taken().get(packet).data();
    while (data.hasRemaining()) {
      int length = data.getInt();
      types.add(data.get(data.position()) & 0x1F);
      data.position(data.position() + length);
    }
    return types;
  }
}
