// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.aes.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tally.player.testing.lock.DecodedHash;
import io.tally.player.testing.lock.EncryptedFragments;
import io.tally.player.testing.lock.EncryptedTransport;
import io.tally.player.testing.stream.PatternStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Recordings of two seconds, encrypted by the fixtures; ffmpeg, which reads both formats itself,
/// vouches for them.
class SampleOpenerTest {
  private static final String KEY = "00112233445566778899aabbccddeeff";
  private static final byte[] VECTOR = HexFormat.of().parseHex("0f1e2d3c4b5a69788796a5b4c3d2e1f0");
  private static final int SECONDS = 2;

  @TempDir static Path folder;

  @BeforeAll
  static void record() throws Exception {
    for (String type : List.of("mpegts", "fmp4")) {
      Path clear = Files.createDirectories(folder.resolve(type + "-clear"));
      PatternStream.record(clear, type, 0, SECONDS);
      Path locked = Files.createDirectories(folder.resolve(type));
      try (var files = Files.list(clear)) {
        for (Path file : files.toList()) {
          Files.copy(file, locked.resolve(file.getFileName().toString()));
        }
      }
    }
    EncryptedTransport.encrypt(folder.resolve("mpegts"), "stream.m3u8");
    EncryptedFragments.encrypt(folder.resolve("fmp4"), "stream.m3u8");
  }

  @Test
  void tableThatIsCutOffBeforeItsLength_staysAsItIs() throws Exception {
    byte[] packet = new byte[188];
    byte[] head = {0x47, 0x40, 0, 0x10, (byte) 182}; // the table begins with the last byte
    System.arraycopy(head, 0, packet, 0, head.length);
    byte[] key = HexFormat.of().parseHex(KEY);

    assertThat(SampleOpener.open(new byte[0], packet, key, VECTOR)).isEqualTo(packet);
  }

  @Test
  void fixtures_areWhatOthersTakeForEncrypted() throws Exception {
    String ts = folder.resolve("mpegts/stream.m3u8").toString();
    List<String> pictures = DecodedHash.frames("-allowed_extensions", "ALL", "-i", ts);
    List<String> wanted =
        DecodedHash.frames("-i", folder.resolve("mpegts-clear/stream.m3u8").toString());

    // At the very end of an encrypted transport stream ffmpeg 5.1 loses pictures.
    int sure = wanted.size() - PatternStream.RATE / 5;
    assertThat(pictures.subList(0, sure)).isEqualTo(wanted.subList(0, sure));
    // It takes one encrypted segment at a time.
    assertThat(DecodedHash.of("-decryption_key", KEY, "-i", joined("fmp4", 1).toString()))
        .isEqualTo(DecodedHash.of("-i", joined("fmp4-clear", 1).toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mpegts", "fmp4"})
  void samplesThatAreEncrypted_areDecodedAsTheyWere(String type) throws Exception {
    Path clear = folder.resolve(type + "-clear");
    boolean ts = type.equals("mpegts");
    byte[] section = ts ? new byte[0] : bytes(folder.resolve("fmp4/init.mp4"));
    ByteArrayOutputStream opened = new ByteArrayOutputStream();
    opened.write(SampleOpener.init(section));
    for (int number = 0; number < SECONDS; number++) {
      byte[] segment = bytes(folder.resolve(type + "/" + number + (ts ? ".ts" : ".m4s")));
      opened.write(SampleOpener.open(section, segment, HexFormat.of().parseHex(KEY), VECTOR));
    }
    Path made = Files.write(folder.resolve(type + "-opened"), opened.toByteArray());

    assertThat(DecodedHash.of("-i", made.toString()))
        .isEqualTo(
            DecodedHash.of("-i", joined(clear.getFileName().toString(), SECONDS).toString()));
  }

  @Test
  void bytesWithoutAnythingEncrypted_stayAsTheyAre() throws Exception {
    byte[] section = bytes(folder.resolve("fmp4-clear/init.mp4"));
    byte[] segment = bytes(folder.resolve("fmp4-clear/0.m4s"));
    byte[] ts = bytes(folder.resolve("mpegts-clear/0.ts"));
    byte[] key = HexFormat.of().parseHex(KEY);

    assertThat(SampleOpener.init(section)).isSameAs(section);
    assertThat(SampleOpener.open(section, segment, key, VECTOR)).isEqualTo(segment);
    assertThat(SampleOpener.open(new byte[0], ts, key, VECTOR)).isEqualTo(ts);
  }

  @Test
  void schemeThatIsNotKnown_isTold() throws Exception {
    byte[] section = bytes(folder.resolve("fmp4/init.mp4"));
    int scheme = new String(section, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("cbcs");
    section[scheme + 3] = '9';
    byte[] segment = bytes(folder.resolve("fmp4/0.m4s"));

    assertThatThrownBy(
            () -> SampleOpener.open(section, segment, HexFormat.of().parseHex(KEY), VECTOR))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessage("its scheme is cbc9, and cbcs is expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mpegts/0.ts", "fmp4/0.m4s"})
  void damagedBytes_keepTheirNumber_orAreRefused(String name) throws Exception {
    byte[] section = name.startsWith("fmp4") ? bytes(folder.resolve("fmp4/init.mp4")) : new byte[0];
    byte[] whole = bytes(folder.resolve(name));
    Random random = new Random(1);
    for (int round = 0; round < 600; round++) {
      byte[] damaged =
          Arrays.copyOf(whole, round % 3 == 0 ? random.nextInt(whole.length) : whole.length);
      byte[] head = section.clone();
      for (int i = 0; i < 1 + round % 40 && damaged.length > 0; i++) {
        damaged[random.nextInt(Math.min(damaged.length, 4_000))] = (byte) random.nextInt();
        if (head.length > 0) {
          head[random.nextInt(head.length)] = (byte) random.nextInt();
        }
      }
      open(head, damaged);
    }
  }

  private static void open(byte[] section, byte[] segment) {
    assertThat(SampleOpener.init(section)).hasSameSizeAs(section);
    try {
      assertThat(SampleOpener.open(section, segment, HexFormat.of().parseHex(KEY), VECTOR))
          .hasSameSizeAs(segment);
    } catch (GeneralSecurityException e) {
      assertThat(e).hasMessageMatching("\\P{Cntrl}{10,200}");
    }
  }

  /// The first segments of a recording in one file.
  private static Path joined(String name, int segments) throws Exception {
    boolean ts = name.startsWith("mpegts");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    if (!ts) {
      all.write(bytes(folder.resolve(name + "/init.mp4")));
    }
    for (int number = 0; number < segments; number++) {
      all.write(bytes(folder.resolve(name + "/" + number + (ts ? ".ts" : ".m4s"))));
    }
    return Files.write(folder.resolve(name + "-joined" + (ts ? ".ts" : ".mp4")), all.toByteArray());
  }

  private static byte[] bytes(Path file) throws Exception {
    return Files.readAllBytes(file);
  }
}
