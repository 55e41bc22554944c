// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe.picture;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.encoder.packet.nal.NalSyntax;
import io.tally.player.testing.stream.PatternStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What stands beside a picture is read in both forms of NAL units, and hostile bytes give less.
class SeiMessageTest {
  private static final String UUID = "086f3693b7b34f2c965321492feee5b8";
  private static final int[] LENGTHS = {1, 2, 4};

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private static NalWalk.Format startCodes(NalSyntax syntax) {
    return NalWalk.Format.startCodes(syntax);
  }

  @Test
  void messagesBeforeTheFirstSlice_areReadInOrder() {
    byte[] picture =
        hex("00000001 0910 00000001 06 0402AABB 0501CC 80 000001 6588 000001 06 0501DD 80");

    List<SeiMessage> messages = SeiMessage.of(picture, picture.length, startCodes(NalSyntax.H264));

    assertThat(messages).extracting(SeiMessage::type).containsExactly(4, 5);
    assertThat(messages.getFirst().payload()).containsExactly(0xAA, 0xBB);
    assertThat(messages.getLast().payload()).containsExactly(0xCC);
  }

  @Test
  void hevcPrefixMessages_standBehindTwoBytes() {
    byte[] picture = hex("000001 4E01 0502AABB 80 000001 2601AF");

    assertThat(SeiMessage.of(picture, picture.length, startCodes(NalSyntax.HEVC)))
        .singleElement()
        .satisfies(message -> assertThat(message.payload()).containsExactly(0xAA, 0xBB));
  }

  @Test
  void emulationPrevention_isLeftOut() {
    byte[] picture = hex("000001 06 050400000301 02 80 000001 6588");

    assertThat(SeiMessage.of(picture, picture.length, startCodes(NalSyntax.H264)))
        .singleElement()
        .satisfies(message -> assertThat(message.payload()).containsExactly(0, 0, 1, 2));
  }

  @Test
  void longPayload_hasItsSizeInSeveralBytes() {
    byte[] picture = Arrays.copyOf(hex("000001 06 05FF2D"), 7 + 300 + 1);
    Arrays.fill(picture, 7, picture.length - 1, (byte) 7);
    picture[picture.length - 1] = (byte) 0x80;

    assertThat(SeiMessage.of(picture, picture.length, startCodes(NalSyntax.H264)))
        .singleElement()
        .satisfies(message -> assertThat(message.payload()).hasSize(300));
  }

  @Test
  void unitsBehindLengths_areReadLikewise() {
    for (int lengthBytes : LENGTHS) {
      String head = "0".repeat(2 * (lengthBytes - 1));
      byte[] picture = hex(head + "05 06 0501CC 80" + head + "02 6588");

      assertThat(
              SeiMessage.of(
                  picture, picture.length, new NalWalk.Format(NalSyntax.H264, lengthBytes)))
          .singleElement()
          .satisfies(message -> assertThat(message.payload()).containsExactly(0xCC));
    }
  }

  @ParameterizedTest
  @CsvSource({"h264, H264", "hevc, HEVC"})
  void whatFfmpegWrote_isFound(String codec, NalSyntax syntax, @TempDir Path folder)
      throws Exception {
    PatternStream.record(folder, "mpegts", 0, 1);
    Path raw = folder.resolve("raw");
    String coder = codec.equals("h264") ? "libx264" : "libx265";
    String text = codec.equals("h264") ? ",h264_metadata=sei_user_data=" + UUID + "+tally" : "";
    run(
        "ffmpeg",
        "-v",
        "error",
        "-i",
        folder.resolve("0.ts").toString(),
        "-frames:v",
        "1",
        "-c:v",
        coder,
        "-bsf:v",
        codec + "_metadata=aud=insert" + text,
        "-f",
        codec,
        raw.toString());
    byte[] picture = Files.readAllBytes(raw);

    // Both coders sign the first picture with an UUID and their settings.
    List<SeiMessage> messages = SeiMessage.of(picture, picture.length, startCodes(syntax));
    assertThat(messages).extracting(SeiMessage::type).contains(SeiMessage.UNREGISTERED);
    assertThat(messages)
        .extracting(message -> new String(message.payload(), US_ASCII))
        .anyMatch(told -> told.contains(codec.equals("h264") ? "x264 - core" : "x265 (build"));
    if (codec.equals("h264")) {
      assertThat(messages)
          .extracting(message -> HexFormat.of().formatHex(message.payload()))
          .anyMatch(told -> told.startsWith(UUID + HexFormat.of().formatHex(ascii("tally"))));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes(), US_ASCII);
    assertThat(process.waitFor()).as(told).isZero();
  }

  @Test
  void damagedBytes_giveLessAndNeverFail() {
    Random random = new Random(3);
    byte[] good = hex("00000001 06 0501CC 80 00000001 6588 0000000506 0402AA 80");
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = good.clone();
      for (int i = 0; i < 4; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      int limit = random.nextInt(damaged.length + 1);
      for (int lengthBytes = 0; lengthBytes <= 4; lengthBytes++) {
        for (NalSyntax syntax : NalSyntax.values()) {
          assertThat(SeiMessage.of(damaged, limit, new NalWalk.Format(syntax, lengthBytes)))
              .hasSizeLessThan(damaged.length);
        }
      }
    }
  }
}
