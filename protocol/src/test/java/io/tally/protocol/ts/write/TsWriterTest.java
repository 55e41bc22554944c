// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import io.tally.encoder.packet.VideoCodec;
import io.tally.protocol.peers.FfmpegProgram;
import io.tally.protocol.programme.CollectedStream;
import io.tally.protocol.programme.FlvProgramme;
import io.tally.protocol.programme.ProbedPackets;
import io.tally.protocol.ts.TsTime;
import io.tally.protocol.ts.read.TsReader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// ISO/IEC 13818-1, as FFmpeg reads it.
class TsWriterTest {
  @TempDir static Path folder;
  private static FlvProgramme programme;

  @BeforeAll
  static void make() throws Exception {
    programme = FlvProgramme.make(folder, 4);
  }

  private static SentPackets write(long firstTicks, List<EncodedPacket> packets) throws Exception {
    var sent = new SentPackets();
    var writer = new TsWriter(sent, TsWriter.USUAL_PACKETS, firstTicks);
    writer.begin(programme.parameters());
    for (var packet : packets) {
      writer.write(packet);
    }
    writer.flush();
    return sent;
  }

  private static Path file(SentPackets sent, String name) throws Exception {
    return Files.write(folder.resolve(name), sent.bytes.toByteArray());
  }

  private static List<Long> times(Track track) {
    var all = programme.packets().stream().filter(packet -> packet.track() == track).toList();
    var zero = TsTime.ticks(all.getFirst().dtsNs());
    return all.stream().map(packet -> TsTime.ticks(packet.ptsNs()) - zero).toList();
  }

  @Test
  void ffmpegDecodesAll_withoutAWarning() throws Exception {
    var file = file(write(TsTime.HZ, programme.packets()), "decoded.ts");
    var words =
        FfmpegProgram.run("-v", "warning", "-xerror", "-i", file.toString(), "-f", "null", "-");
    assertThat(words).isEmpty();
  }

  @Test
  void ffprobeSeesEveryPacket_atItsTime() throws Exception {
    var file = file(write(TsTime.HZ, programme.packets()), "probed.ts");
    assertThat(ProbedPackets.of(file, "v").ptsMs()).isEqualTo(times(Track.VIDEO));
    assertThat(ProbedPackets.of(file, "a").ptsMs()).isEqualTo(times(Track.AUDIO));
  }

  @Test
  @DisplayName("section 2.4.3.3: the continuity counter counts payloads of its PID")
  void continuityCounters_countPayloads() throws Exception {
    write(TsTime.HZ, programme.packets()).assertContinuous();
  }

  @Test
  @DisplayName("ETSI TR 101 290 2.3: a clock reference each 40 ms at most")
  void clockReferences_areNeverFurtherApartThan40ms() throws Exception {
    var every = programme.packets().stream().filter(packet -> packet.track() == Track.VIDEO);
    var third = new int[1];
    // Ten pictures a second, so that the pictures alone are not enough.
    var slow = every.filter(packet -> third[0]++ % 3 == 0).toList();
    for (var packets : List.of(programme.packets(), slow)) {
      var clocks = write(TsTime.HZ, packets).clocks();
      assertThat(clocks).hasSizeGreaterThan(90);
      for (var i = 1; i < clocks.size(); i++) {
        assertThat(clocks.get(i) - clocks.get(i - 1)).isBetween(1L, TsTime.HZ / 25L);
      }
    }
  }

  @Test
  void tables_comeBeforeEachKeyframe_andTenTimesASecond() throws Exception {
    var packets = write(TsTime.HZ, programme.packets()).packets();
    assertThat(packets.getFirst().pid()).isZero();
    assertThat(packets.get(1).pid()).isEqualTo(ProgrammeTables.PMT_PID);
    for (var i = 0; i < packets.size(); i++) {
      if (packets.get(i).random()) {
        assertThat(packets.get(i - 1).pid()).isEqualTo(ProgrammeTables.PMT_PID);
        assertThat(packets.get(i - 2).pid()).isZero();
      }
    }
    assertThat(packets.stream().filter(packet -> packet.pid() == 0).count()).isBetween(30L, 50L);
  }

  @Test
  void payloads_haveSevenPackets_butTheLast() throws Exception {
    var sizes = write(TsTime.HZ, programme.packets()).payloadBytes;
    assertThat(sizes.subList(0, sizes.size() - 1)).containsOnly(7 * 188);
  }

  @ParameterizedTest
  @ValueSource(longs = {(1L << 33) - 90_000, (1L << 33) + 5, 3L << 33})
  @DisplayName("section 2.4.3.7: times of 33 bits begin again after 26.5 hours")
  void times_goOnAcrossTheWrap(long firstTicks) throws Exception {
    var sent = write(firstTicks, programme.packets());
    sent.assertContinuous();
    var stream = new CollectedStream();
    var reader = new TsReader(stream);
    reader.read(ByteBuffer.wrap(sent.bytes.toByteArray()));
    reader.end();
    var pictures = stream.packets.stream().filter(packet -> packet.track() == Track.VIDEO).toList();
    var zero = pictures.getFirst().dtsNs();
    assertThat(pictures.stream().map(packet -> TsTime.ticks(packet.ptsNs() - zero)))
        .isEqualTo(times(Track.VIDEO));
  }

  @Test
  void anotherEncode_goesOnInTheSameStream_withItsParameterSets() throws Exception {
    var sent = new SentPackets();
    var writer = new TsWriter(sent, TsWriter.USUAL_PACKETS);
    writer.begin(programme.parameters());
    var keyframes = 0;
    for (var packet : programme.packets()) {
      if (packet.track() == Track.VIDEO && packet.keyframe() && keyframes++ == 2) {
        writer.change(programme.parameters());
      }
      writer.write(packet);
    }
    writer.flush();
    sent.assertContinuous();
    var file = file(sent, "changed.ts");
    assertThat(
            FfmpegProgram.run("-v", "warning", "-xerror", "-i", file.toString(), "-f", "null", "-"))
        .isEmpty();
    assertThat(ProbedPackets.of(file, "v").ptsMs()).isEqualTo(times(Track.VIDEO));
  }

  @Test
  void hevcAndOpus_areWrittenAsFfmpegReadsThem() throws Exception {
    var source = folder.resolve("source.ts");
    var arguments =
        "-f lavfi -i testsrc2=s=320x180:r=30 -f lavfi -i sine=1000:r=48000 -t 3 -pix_fmt yuv420p "
            + "-c:v libx265 -preset ultrafast -g 30 -x265-params log-level=error -c:a libopus "
            + "-ac 2 -f mpegts "
            + source;
    FfmpegProgram.run(arguments.split(" ", -1));
    var stream = new CollectedStream();
    var reader = new TsReader(stream);
    reader.read(ByteBuffer.wrap(Files.readAllBytes(source)));
    reader.end();
    var sent = new SentPackets();
    var writer = new TsWriter(sent, TsWriter.USUAL_PACKETS);
    writer.begin(stream.parameters.getLast());
    for (var packet : stream.packets) {
      writer.write(packet);
    }
    writer.flush();
    sent.assertContinuous();
    var file = file(sent, "hevc.ts");
    assertThat(
            FfmpegProgram.run("-v", "warning", "-xerror", "-i", file.toString(), "-f", "null", "-"))
        .isEmpty();
    assertThat(ProbedPackets.of(file, "v").ptsMs())
        .isEqualTo(ProbedPackets.of(source, "v").ptsMs());
    assertThat(ProbedPackets.of(file, "a").sizes())
        .isEqualTo(ProbedPackets.of(source, "a").sizes());
  }

  @Test
  void av1_isRefusedInASentence() {
    var config = ByteBuffer.wrap(new byte[] {(byte) 0x81, 0, 0, 0});
    var video = new CodecParameters.Video(VideoCodec.AV1, 320, 180, 30, 0, config);
    assertThat(TsWriter.objection(new StreamParameters(video, null)))
        .hasValueSatisfying(words -> assertThat(words).contains("AV1").contains("choose H.264"));
  }
}
