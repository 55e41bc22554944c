// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.Track;
import io.tally.encoder.peer.Program;
import io.tally.encoder.peer.SampleProgramme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MuxerTest {
  private static final long HOUR_NS = 3600L * 1_000_000_000;

  private static SampleProgramme sample;

  @TempDir private Path folder;

  @BeforeAll
  static void makeSample() {
    sample = SampleProgramme.ofSeconds(3);
  }

  @ParameterizedTest
  @EnumSource
  void file_ofEachContainer_isDecodedWithoutComplaint(Container container) throws IOException {
    Path file = folder.resolve("whole");
    Memory sink = new Memory();
    try (Muxer muxer = Muxer.open(container, sample.streams(), sink)) {
      for (EncodedPacket packet : sample.packets()) {
        muxer.write(packet);
      }
      muxer.finish();
    }
    Files.write(file, sink.taken());

    Program decoded = Program.decode(file);

    assertThat(decoded.errors()).isEmpty();
    assertThat(decoded.exitCode()).isZero();
    assertThat(Program.probe(file, "v:0", "packet=pts_time")).hasSize(90);
  }

  @Test
  void open_ofFragmentedMp4_writesInitSegmentBeforeItReturns() throws IOException {
    Memory sink = new Memory();
    try (Muxer _ = Muxer.open(Container.FRAGMENTED_MP4, sample.streams(), sink)) {
      assertThat(Box.read(sink.taken())).extracting(Box::type).containsExactly("ftyp", "moov");
    }
  }

  @Test
  void cut_ofFragmentedMp4_writesOneMoofAndMdat() throws IOException {
    for (byte[] segment : segments(Container.FRAGMENTED_MP4, sample).subList(1, 4)) {
      assertThat(Box.read(segment)).extracting(Box::type).containsExactly("moof", "mdat");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FRAGMENTED_MP4", "MPEG_TS"})
  void segment_afterInit_isDecodedAlone(Container container) throws IOException {
    List<byte[]> segments = segments(container, sample);
    for (int i = 1; i < segments.size(); i++) {
      Path file = folder.resolve("segment");
      ByteArrayOutputStream alone = new ByteArrayOutputStream();
      alone.writeBytes(segments.get(0));
      alone.writeBytes(segments.get(i));
      Files.write(file, alone.toByteArray());

      assertThat(Program.decode(file).errors()).isEmpty();
      assertThat(Program.probe(file, "v:0", "packet=pts_time")).hasSize(30);
    }
  }

  @Test
  void fragments_ofPacketsHoursLate_carryTheirDtsInTfdt() throws IOException {
    List<byte[]> segments = segments(Container.FRAGMENTED_MP4, sample.later(30 * HOUR_NS));

    for (int i = 1; i < segments.size(); i++) {
      List<Long> times = Box.tfdt(segments.get(i));
      long firstVideoNs = keyframe(i - 1).dtsNs() + 30 * HOUR_NS;
      assertThat(times.get(0)).isEqualTo(Math.round(firstVideoNs * 9e-5));
    }
  }

  @Test
  void fragments_ofOneTrack_followEachOtherWithoutGap() throws IOException {
    List<byte[]> segments = segments(Container.FRAGMENTED_MP4, sample);

    long first = Box.tfdt(segments.get(1)).get(0);
    assertThat(Box.tfdt(segments.get(2)).get(0)).isEqualTo(first + 90_000);
    assertThat(Box.tfdt(segments.get(3)).get(0)).isEqualTo(first + 180_000);
  }

  @Test
  void keyframe_afterPacketThatLastsTooLong_keepsItsPts() throws IOException {
    SampleProgramme late =
        new SampleProgramme(
            sample.streams(),
            sample.packets().stream()
                .map(p -> SampleProgramme.lasting(p, p.durationNs() + 1_000_000))
                .toList());
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    segments(Container.FRAGMENTED_MP4, late).forEach(whole::writeBytes);
    Path file = folder.resolve("late.mp4");
    Files.write(file, whole.toByteArray());

    List<String> keyframes =
        Program.probe(file, "v:0", "packet=pts_time,flags").stream()
            .filter(line -> line.contains("K"))
            .map(line -> line.substring(0, line.indexOf(',')))
            .toList();
    assertThat(keyframes).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(Double.parseDouble(keyframes.get(i)))
          .isCloseTo(keyframe(i).ptsNs() / 1e9, within(1e-4));
    }
  }

  @Test
  void muxers_moreThanTenAtOnce_eachReachTheirSink() throws IOException {
    List<Muxer> muxers = new ArrayList<>();
    List<Memory> sinks = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      sinks.add(new Memory());
      muxers.add(Muxer.open(Container.FRAGMENTED_MP4, sample.streams(), sinks.get(i)));
    }
    muxers.forEach(Muxer::close);

    assertThat(sinks).allSatisfy(sink -> assertThat(sink.taken()).hasSizeGreaterThan(500));
  }

  @Test
  void write_whenSinkRefuses_throwsItsException() throws IOException {
    IOException full = new IOException("No space left on device");
    ByteSink refusing =
        bytes -> {
          if (bytes.remaining() > 5000) {
            throw full;
          }
        };
    try (Muxer muxer = Muxer.open(Container.FRAGMENTED_MP4, sample.streams(), refusing)) {
      for (EncodedPacket packet : sample.packets()) {
        muxer.write(packet);
      }

      assertThatThrownBy(muxer::cut).isSameAs(full);
    }
  }

  private static EncodedPacket keyframe(int index) {
    return sample.packets().stream()
        .filter(p -> p.track() == Track.VIDEO && p.keyframe())
        .toList()
        .get(index);
  }

  /// What `open` writes, then what each cut before a keyframe, and the last, writes.
  private static List<byte[]> segments(Container container, SampleProgramme programme)
      throws IOException {
    List<byte[]> segments = new ArrayList<>();
    Memory sink = new Memory();
    try (Muxer muxer = Muxer.open(container, programme.streams(), sink)) {
      segments.add(sink.taken());
      boolean first = true;
      for (EncodedPacket packet : programme.packets()) {
        if (packet.track() == Track.VIDEO && packet.keyframe()) {
          if (!first) {
            muxer.cut();
            segments.add(sink.taken());
          }
          first = false;
        }
        muxer.write(packet);
      }
      muxer.cut();
      segments.add(sink.taken());
    }
    return segments;
  }

  private static final class Memory implements ByteSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(ByteBuffer more) {
      byte[] copy = new byte[more.remaining()];
      more.get(copy);
      bytes.writeBytes(copy);
    }

    byte[] taken() {
      byte[] all = bytes.toByteArray();
      bytes.reset();
      return all;
    }
  }
}
