// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tally.capture.media.AudioFrame;
import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.peer.Packets;
import io.tally.encoder.peer.Program;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AudioEncoderTest {
  private static final long EPOCH_NS = 5_000_000_000L;
  private static final int RATE = AudioFrame.SAMPLE_RATE;

  @TempDir private Path folder;
  private final Packets packets = new Packets();

  @Test
  void parameters_areAacLc48kHzStereo() throws IOException {
    try (AudioEncoder encoder = AudioEncoder.open(AudioSettings.standard(), packets)) {
      // 5 bits: object type 2 (LC); 4 bits: 3 (48 kHz); 4 bits: 2 channels
      assertThat(encoder.parameters().config().getShort(0)).isEqualTo((short) 0x1190);
    }
  }

  @Test
  void file_isAacLcWithinTheBitrate_andDecodesWithoutComplaint() throws IOException {
    Path file = encode(RATE * 10, 1024);

    assertThat(Program.decode(file).errors()).isEmpty();
    assertThat(Program.probe(file, "a:0", "stream=profile,sample_rate,channels"))
        .containsExactly("LC,48000,2");
    long bytes = packets.taken().stream().mapToLong(EncodedPacket::size).sum();
    assertThat(bytes * 8 / 10.0).isBetween(80_000.0, 168_000.0);
  }

  @Test
  void firstPacket_standsOnePrimingBeforeTheSound() throws IOException {
    encode(RATE, 1024);

    assertThat(packets.taken().getFirst().ptsNs())
        .isEqualTo(EPOCH_NS + AudioFrame.durationNs(-1024));
  }

  @Test
  void packets_followEachOtherExactly_overHalfAMinute() throws IOException {
    encode(RATE * 30, 1024);

    for (int i = 0; i < packets.taken().size(); i++) {
      assertThat(packets.taken().get(i).ptsNs())
          .isEqualTo(EPOCH_NS + AudioFrame.durationNs((i - 1) * 1024L));
    }
  }

  @Test
  @DisplayName("RFC 7845 section 5.1")
  void parametersOfOpus_areItsIdentificationHeader() throws IOException {
    try (AudioEncoder encoder = AudioEncoder.open(opus(), packets)) {
      ByteBuffer header = encoder.parameters().config().order(ByteOrder.LITTLE_ENDIAN);

      assertThat(encoder.parameters().codec()).isEqualTo(AudioCodec.OPUS);
      assertThat(header.remaining()).isEqualTo(19);
      assertThat(header.get(9)).isEqualTo((byte) 2); // channels
      assertThat(header.getShort(10)).isEqualTo((short) 312); // pre-skip
      assertThat(header.getInt(12)).isEqualTo(RATE);
    }
  }

  @Test
  void packetsOfOpus_lastTwentyMilliseconds_andStandOnePreSkipBeforeTheSound() throws IOException {
    encode(opus(), RATE * 5, 1024);

    for (int i = 0; i < packets.taken().size(); i++) {
      assertThat(packets.taken().get(i).ptsNs())
          .isEqualTo(EPOCH_NS + AudioFrame.durationNs(i * 960L - 312));
      assertThat(packets.taken().get(i).durationNs()).isEqualTo(20_000_000);
    }
    long bytes = packets.taken().stream().mapToLong(EncodedPacket::size).sum();
    assertThat(bytes * 8 / 5.0).isBetween(48_000.0, 130_000.0);
  }

  @ParameterizedTest
  @EnumSource
  void beep_decodedByAnotherProgram_standsWhereItWas(AudioCodec codec) throws IOException {
    Path file = encode(new AudioSettings(codec, 128_000), RATE * 3, 1000);
    Path samples = folder.resolve("samples");

    Program decoded =
        Program.run(
            ("ffmpeg -v error -copyts -i " + file + " -f f32le -ac 1 -y " + samples).split(" "));

    assertThat(decoded.errors()).isEmpty();
    // FFmpeg's decoder of Opus leaves the pre-skip out, and its output begins that much later.
    double skippedS = codec == AudioCodec.OPUS ? 312.0 / RATE : 0;
    double startS =
        Double.parseDouble(Program.probe(file, "a:0", "packet=pts_time").getFirst()) + skippedS;
    FloatBuffer sound =
        ByteBuffer.wrap(Files.readAllBytes(samples)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    int first = 0;
    while (Math.abs(sound.get(first)) < 0.2) {
      first++;
    }
    assertThat(startS + (double) first / RATE - EPOCH_NS / 1e9).isCloseTo(1, within(0.003));
  }

  @Test
  void gapBetweenFrames_staysOneInThePackets() throws IOException {
    try (AudioEncoder encoder = AudioEncoder.open(AudioSettings.standard(), packets)) {
      encoder.encode(new AudioFrame(EPOCH_NS, new float[2 * 1024]));
      encoder.encode(new AudioFrame(EPOCH_NS + 1_000_000_000L, new float[2 * 1024]));
      encoder.drain();
    }

    assertThat(packets.taken())
        .extracting(p -> p.ptsNs() - EPOCH_NS)
        .containsExactly(AudioFrame.durationNs(-1024), 0L, 1_000_000_000L);
  }

  @Test
  void overlapOfFrames_isLeftOut() throws IOException {
    try (AudioEncoder encoder = AudioEncoder.open(AudioSettings.standard(), packets)) {
      encoder.encode(new AudioFrame(EPOCH_NS, new float[2 * 2048]));
      encoder.encode(new AudioFrame(EPOCH_NS + AudioFrame.durationNs(1024), new float[2 * 2048]));
      encoder.drain();
    }

    assertThat(packets.taken()).hasSize(3 + 1); // 3072 samples and the priming
  }

  /// Silence with a beep from 1 s to 1.1 s.
  private Path encode(int length, int blockLength) throws IOException {
    return encode(AudioSettings.standard(), length, blockLength);
  }

  private static AudioSettings opus() {
    return new AudioSettings(AudioCodec.OPUS, 96_000);
  }

  private Path encode(AudioSettings settings, int length, int blockLength) throws IOException {
    try (AudioEncoder encoder = AudioEncoder.open(settings, packets)) {
      StreamParameters streams = new StreamParameters(null, encoder.parameters());
      for (int from = 0; from < length; from += blockLength) {
        float[] samples = new float[2 * Math.min(blockLength, length - from)];
        for (int i = 0; i < samples.length; i++) {
          int at = from + i / 2;
          boolean beep = at >= RATE && at < RATE * 11 / 10;
          double noise = Math.sin(at * 0.7) * Math.sin(at * at * 1e-5) * 0.02;
          samples[i] = (float) (beep ? 0.5 * Math.cos(2 * Math.PI * 1000 * at / RATE) : noise);
        }
        encoder.encode(new AudioFrame(EPOCH_NS + AudioFrame.durationNs(from), samples));
      }
      encoder.drain();
      return packets.save(folder.resolve("sound.mp4"), streams);
    }
  }
}
