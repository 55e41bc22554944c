// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.testing.data.EventfulStream;
import io.tally.player.testing.data.Id3Bytes;
import io.tally.player.testing.data.SpliceBytes;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Tables and a picture of FFmpeg's, and sections behind and before them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimedDataProbeTest {
  private static final byte[] NO_INIT = new byte[0];
  private static final int PACKET = 188;
  private static final int TABLES = 3 * PACKET; // SDT, PAT and PMT
  private static final byte[] SECTION = SpliceBytes.of(SpliceBytes.PLACEMENT_START);

  private byte[] tables = {};
  private byte[] picture = {};

  @BeforeAll
  void record(@TempDir Path folder) throws Exception {
    EventfulStream.record(folder, "mpegts", 2, "");
    byte[] segment = Files.readAllBytes(folder.resolve("0.ts"));
    tables = Arrays.copyOf(segment, TABLES);
    picture = Arrays.copyOfRange(segment, TABLES, TABLES + 4 * PACKET);
  }

  private static byte[] joined(byte[]... pieces) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      out.writeBytes(piece);
    }
    return out.toByteArray();
  }

  private static byte[] section(boolean begins, byte[] bytes) {
    return EventfulStream.packet(EventfulStream.SPLICES, begins, bytes);
  }

  private static byte[] whole() {
    return section(true, joined(new byte[1], SECTION));
  }

  private static void assertOne(List<TimedData> found) {
    assertThat(found)
        .singleElement()
        .satisfies(data -> {
          assertThat(data.kind()).isEqualTo(TimedData.Kind.SCTE35);
          assertThat(data.payload()).isEqualTo(SECTION);
          assertThat(data.atNs()).isPositive();
        });
  }

  @Test
  void section_hasTheTimeOfThePictureBefore_orElseBehindIt() {
    List<TimedData> behind = TimedDataProbe.read(NO_INIT, joined(tables, picture, whole()));
    List<TimedData> before = TimedDataProbe.read(NO_INIT, joined(tables, whole(), picture));

    assertOne(behind);
    assertOne(before);
    assertThat(before.getFirst().atNs()).isEqualTo(behind.getFirst().atNs());
  }

  @Test
  void tablesInTheInitializationSection_areEnough() {
    assertOne(TimedDataProbe.read(tables, joined(picture, whole())));
    assertThat(TimedDataProbe.read(NO_INIT, joined(picture, whole()))).isEmpty();
  }

  @Test
  @DisplayName(
      "ISO/IEC 13818-1 2.4.4: a section goes on in the next packet, and another begins there")
  void sectionOverTwoPackets_isPutTogether() {
    byte[] first = joined(new byte[1], Arrays.copyOf(SECTION, 30));
    byte[] rest = Arrays.copyOfRange(SECTION, 30, SECTION.length);
    byte[] more = joined(new byte[] {(byte) rest.length}, rest, SECTION);

    assertOne(
        TimedDataProbe.read(
            NO_INIT, joined(tables, picture, section(true, first), section(false, rest))));
    assertThat(
            TimedDataProbe.read(
                NO_INIT, joined(tables, picture, section(true, first), section(true, more))))
        .hasSize(2)
        .allMatch(data -> Arrays.equals(data.payload(), SECTION));
  }

  @Test
  @DisplayName("ISO/IEC 23009-1 5.10.3.3: messages that make no sense are left out")
  void brokenMessages_areLeftOut() {
    byte[] good = EventfulStream.absolute("urn:x", 90_000, "hello".getBytes(UTF_8));
    byte[] timeless = good.clone();
    Arrays.fill(timeless, 12, 16, (byte) 0);
    byte[] unknown = good.clone();
    unknown[8] = 2;
    byte[] nameless = Arrays.copyOf(good, 34);
    nameless[3] = 34;

    List<TimedData> found = TimedDataProbe.read(NO_INIT, joined(good, timeless, unknown, nameless));

    assertThat(found)
        .singleElement()
        .satisfies(message -> {
          assertThat(message.atNs()).isEqualTo(1_000_000_000L);
          assertThat(message.durationNs()).isEqualTo(500_000_000L);
          assertThat(message.scheme()).isEqualTo("urn:x");
          assertThat(message.value()).isEqualTo("value");
          assertThat(message.payload()).isEqualTo("hello".getBytes(UTF_8));
        });
  }

  @Test
  @DisplayName("RFC 8216bis 3.1.3: packed audio begins with a tag that has its time")
  void tagBeforePackedAudio_isRead_whenItTellsATime() {
    byte[] owner = "com.apple.streaming.transportStreamTimestamp\0".getBytes(UTF_8);
    byte[] time = {0, 0, 0, 0, 0, 1, 0x5F, (byte) 0x90}; // 90,000 ticks
    byte[] timed = Id3Bytes.tag(4, 0, Id3Bytes.frame("PRIV", joined(owner, time)));
    byte[] untimed = Id3Bytes.text("a", "b");
    byte[] sound = {(byte) 0xFF, (byte) 0xF1};

    assertThat(TimedDataProbe.read(NO_INIT, joined(timed, sound)))
        .singleElement()
        .satisfies(data -> {
          assertThat(data.atNs()).isEqualTo(1_000_000_000L);
          assertThat(data.payload()).isEqualTo(timed);
        });
    assertThat(TimedDataProbe.read(NO_INIT, joined(untimed, sound))).isEmpty();
  }
}
