// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.Track;
import io.tally.encoder.packet.VideoCodec;
import io.tally.protocol.peers.FfmpegProgram;
import io.tally.protocol.programme.CollectedStream;
import io.tally.protocol.programme.ProbedPackets;
import io.tally.protocol.ts.TsTime;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Transport streams that FFmpeg wrote, and what others might send.
class TsReaderTest {
  @TempDir Path folder;

  private Path file(String codecs) throws Exception {
    var file = folder.resolve("programme.ts");
    var inputs =
        "-f lavfi -i testsrc2=s=320x180:r=30 -f lavfi -i sine=1000:r=48000 -t 3 -pix_fmt yuv420p "
            + codecs;
    var all = new ArrayList<>(List.of(inputs.split(" ", -1)));
    all.addAll(List.of("-f", "mpegts", file.toString()));
    FfmpegProgram.run(all.toArray(String[]::new));
    return file;
  }

  private static CollectedStream read(byte[] bytes, int step) throws Exception {
    var stream = new CollectedStream();
    var reader = new TsReader(stream);
    for (var at = 0; at < bytes.length; at += step) {
      reader.read(ByteBuffer.wrap(bytes, at, Math.min(step, bytes.length - at)));
    }
    reader.end();
    return stream;
  }

  private static List<Long> times(CollectedStream stream, Track track) {
    var all = stream.packets.stream().filter(packet -> packet.track() == track).toList();
    var zero = TsTime.ticks(all.getFirst().dtsNs());
    return all.stream().map(packet -> TsTime.ticks(packet.ptsNs()) - zero).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "H264, AAC, -c:v libx264 -preset veryfast -g 30 -bf 2 -c:a aac -ac 2",
    "HEVC, OPUS, -c:v libx265 -preset ultrafast -g 30 -x265-params log-level=error -c:a libopus -ac 2"
  })
  void whatFfmpegWrote_isReadWhole(VideoCodec video, AudioCodec audio, String codecs)
      throws Exception {
    var file = file(codecs);
    var stream = read(Files.readAllBytes(file), 1316);
    var parameters = stream.parameters.getLast();
    var pictures = Objects.requireNonNull(parameters.video());
    assertThat(pictures.codec()).isEqualTo(video);
    assertThat(pictures.width()).isEqualTo(320);
    assertThat(pictures.height()).isEqualTo(180);
    assertThat(Objects.requireNonNull(parameters.audio()).codec()).isEqualTo(audio);
    assertThat(parameters.audio().sampleRate()).isEqualTo(48_000);
    assertThat(parameters.audio().channels()).isEqualTo(2);
    assertThat(times(stream, Track.VIDEO)).isEqualTo(ProbedPackets.of(file, "v").ptsMs());
    assertThat(times(stream, Track.AUDIO)).hasSameSizeAs(ProbedPackets.of(file, "a").ptsMs());
    assertThat(
            stream.packets.stream()
                .filter(packet -> packet.track() == Track.VIDEO && packet.keyframe()))
        .hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 13, 188, 189, 100_000})
  void bytesCutAnywhere_giveTheSame(int step) throws Exception {
    var bytes = Files.readAllBytes(file("-c:v libx264 -preset veryfast -c:a aac"));
    var whole = read(bytes, bytes.length);
    assertThat(read(bytes, step).packets).isEqualTo(whole.packets);
  }

  @Test
  void aLostPacket_costsOnlyWhatItWasPartOf() throws Exception {
    var bytes = Files.readAllBytes(file("-c:v libx264 -preset veryfast -g 30 -c:a aac"));
    var whole = read(bytes, 1316);
    var at = 188 * (bytes.length / 188 / 2);
    var holed = new byte[bytes.length - 188];
    System.arraycopy(bytes, 0, holed, 0, at);
    System.arraycopy(bytes, at + 188, holed, at, bytes.length - at - 188);
    assertThat(read(holed, 1316).packets).hasSize(whole.packets.size() - 1);
  }

  @Test
  void bytesThatAreNoPackets_arePassedOver() throws Exception {
    var bytes = Files.readAllBytes(file("-c:v libx264 -preset veryfast -c:a aac"));
    var stream = new CollectedStream();
    var reader = new TsReader(stream);
    reader.read(ByteBuffer.wrap(new byte[] {1, 2, 3, 0x47, 5}));
    reader.read(ByteBuffer.wrap(bytes));
    reader.end();
    assertThat(stream.packets).isNotEmpty();
    assertThat(reader.skippedBytes()).isPositive();
  }

  @Test
  void aProgrammeOfForeignCodecs_isRefusedInASentence() throws Exception {
    var bytes = Files.readAllBytes(file("-c:v mpeg2video -c:a mp2"));
    assertThatThrownBy(() -> read(bytes, 1316))
        .isInstanceOf(UnsupportedProgrammeException.class)
        .hasMessageContaining("MPEG-2 video")
        .hasMessageContaining("send H.264 or HEVC");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void damagedBytes_neverBreakTheReader(long seed) throws Exception {
    var bytes = Files.readAllBytes(file("-c:v libx264 -preset veryfast -c:a aac"));
    var random = new Random(seed);
    for (var i = 0; i < bytes.length / 200; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    var stream = new CollectedStream();
    var reader = new TsReader(stream);
    for (var at = 0; at < bytes.length; at += 1316) {
      try {
        reader.read(ByteBuffer.wrap(bytes, at, Math.min(1316, bytes.length - at)));
      } catch (UnsupportedProgrammeException e) {
        assertThat(e).hasMessageContaining("send H.264");
      }
    }
    reader.end();
    assertThat(stream.packets.stream().mapToLong(EncodedPacket::size).sum())
        .isLessThanOrEqualTo(bytes.length);
  }
}
