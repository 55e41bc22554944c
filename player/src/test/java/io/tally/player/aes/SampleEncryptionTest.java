// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.aes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.PlayerState;
import io.tally.player.testing.LipSync;
import io.tally.player.testing.Viewing;
import io.tally.player.testing.lock.EncryptedFolder;
import io.tally.player.testing.lock.EncryptedFragments;
import io.tally.player.testing.lock.EncryptedTransport;
import io.tally.player.testing.stream.PatternStream;
import io.tally.player.testing.stream.SeparateSound;
import io.tally.protocol.peers.FfmpegProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Recordings of two seconds whose samples are encrypted (METHOD=SAMPLE-AES).
class SampleEncryptionTest {
  private static final int SECONDS = 2;
  private static final long STEP_MS = 40;

  @TempDir static Path root;
  @RegisterExtension final Viewing viewing = Viewing.silent(root, 10);
  private final LipSync sync = new LipSync(viewing.player());
  private Path folder;

  @BeforeEach
  void serveAFolderOfItsOwn() throws Exception {
    folder = Files.createTempDirectory(root, "stream");
    viewing.server().serve(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mpegts", "fmp4", "ac3", "eac3"})
  void encryptedSamples_arePlayedFrameByFrame_withTheirSound(String type) throws Exception {
    boolean dolby = type.endsWith("ac3");
    PatternStream.record(folder, dolby ? "mpegts" : type, 0, SECONDS);
    if (dolby) {
      dolby(type);
    }
    if (type.equals("fmp4")) {
      EncryptedFragments.encrypt(folder, "stream.m3u8");
    } else {
      EncryptedTransport.encrypt(folder, "stream.m3u8");
    }

    viewing.playToTheEnd("stream.m3u8");

    assertWhole(SECONDS);
    assertThat(sync.lastMs(1)).hasSize(1).allMatch(offset -> Math.abs(offset) <= STEP_MS);
  }

  @Test
  void packedSound_isDecryptedToo() throws Exception {
    SeparateSound.record(folder, "packed", 4);
    EncryptedTransport.encrypt(folder.resolve("sound"), "stream.m3u8");
    EncryptedTransport.encrypt(folder.resolve("video"), "stream.m3u8");

    viewing.playToTheEnd("master.m3u8");

    assertWhole(4);
    assertThat(sync.lastMs(2)).hasSize(2).allMatch(offset -> Math.abs(offset) <= STEP_MS);
  }

  @Test
  @DisplayName("hls.js #8002: nothing, AES-128, SAMPLE-AES, MPEG-TS and fMP4 in one playlist")
  void mixOfEncryptionsAndContainers_isPlayedThrough() throws Exception {
    String[] names = {"clear", "whole", "samples", "boxes", "mp4", "again"};
    StringBuilder list = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:1\n");
    for (int part = 0; part < names.length; part++) {
      Path own = Files.createDirectory(folder.resolve(names[part]));
      boolean boxes = part == 3 || part == 4;
      PatternStream.record(own, boxes ? "fmp4" : "mpegts", part * PatternStream.RATE, 1);
      switch (part) {
        case 1 -> EncryptedFolder.encrypt(own, "stream.m3u8");
        case 2, 5 -> EncryptedTransport.encrypt(own, "stream.m3u8");
        case 3 -> EncryptedFragments.encrypt(own, "stream.m3u8");
        default -> {}
      }
      list.append(part == 0 ? "" : "#EXT-X-DISCONTINUITY\n#EXT-X-KEY:METHOD=NONE\n");
      for (String line : Files.readAllLines(own.resolve("stream.m3u8"))) {
        if (line.startsWith("#EXT-X-KEY") || line.startsWith("#EXT-X-MAP")) {
          list.append(line.replace("URI=\"", "URI=\"" + names[part] + "/"));
          // Counted from the beginning of this playlist, the number would be another one.
          list.append(part == 1 ? ",IV=0x0" : "").append('\n');
        } else if (!line.startsWith("#")) {
          list.append("#EXTINF:1.0,\n").append(names[part]).append('/').append(line).append('\n');
        }
      }
    }
    Files.writeString(folder.resolve("mixed.m3u8"), list + "#EXT-X-ENDLIST\n");

    viewing.playToTheEnd("mixed.m3u8");

    assertWhole(names.length);
  }

  @Test
  void encryptionThatCannotBeOpened_isNamed() throws Exception {
    PatternStream.record(folder, "mpegts", 0, SECONDS);
    tag(
        "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://key\",KEYFORMAT=\"com.apple.streamingkeydelivery\"");

    viewing.player().play(viewing.server().uri("stream.m3u8"));

    viewing.awaitState(PlayerState.Failed.class::isInstance);
    assertThat(((PlayerState.Failed) viewing.player().state()).problem())
        .startsWith("The stream is encrypted by METHOD=SAMPLE-AES for FairPlay (EXT-X-KEY in line ")
        .contains("only AES-128 and SAMPLE-AES")
        .endsWith("ask its sender for such a stream");
  }

  @Test
  void segmentThatCannotBeOpened_isLeftOut_andTold() throws Exception {
    PatternStream.record(folder, "mpegts", 0, SECONDS);
    Path list = folder.resolve("stream.m3u8");
    String text = Files.readString(list);
    int second = text.lastIndexOf("#EXTINF");
    Files.writeString(
        list,
        text.substring(0, second)
            + "#EXT-X-KEY:METHOD=AES-256,URI=\"key\"\n"
            + text.substring(second));

    viewing.playToTheEnd("stream.m3u8");

    assertThat(viewing.player().statistics().decodedFrames()).isEqualTo(PatternStream.RATE);
    assertThat(viewing.watcher().states().toString() + viewing.watcher().notes())
        .contains("is encrypted by METHOD=AES-256; only AES-128 and SAMPLE-AES");
  }

  private void tag(String key) throws Exception {
    Path list = folder.resolve("stream.m3u8");
    Files.writeString(list, Files.readString(list).replaceFirst("#EXTINF", key + "\n#EXTINF"));
  }

  /// Gives the segments sound of another kind.
  private void dolby(String codec) throws Exception {
    for (int number = 0; number < SECONDS; number++) {
      Path segment = folder.resolve(number + ".ts");
      Path made = folder.resolve(number + "-" + codec + ".ts");
      FfmpegProgram.run(
          "-copyts",
          "-i",
          "" + segment,
          "-c:v",
          "copy",
          "-c:a",
          codec,
          "-b:a",
          "128k",
          "-muxdelay",
          "0",
          "" + made);
      Files.move(made, segment, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void assertWhole(int seconds) {
    assertThat(viewing.watcher().notes()).isEmpty();
    assertThat(viewing.player().statistics().decodedFrames())
        .isEqualTo((long) seconds * PatternStream.RATE);
    assertThat(viewing.player().statistics().damagedPackets()).isZero();
    assertThat(viewing.watcher().numbers()).isSorted();
  }
}
