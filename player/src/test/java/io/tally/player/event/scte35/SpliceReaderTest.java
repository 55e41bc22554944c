// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event.scte35;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.testing.data.SpliceBytes;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The examples of SCTE 35 itself mean what it says that they mean.
class SpliceReaderTest {
  private static SpliceSection read(String base64) {
    return SpliceReader.read(SpliceBytes.of(base64));
  }

  @Test
  @DisplayName("SCTE 35 14.1: a placement opportunity begins")
  void timeSignal_isReadWithItsSegmentation() {
    SpliceSection section = read(SpliceBytes.PLACEMENT_START);

    assertThat(section.problem()).isEmpty();
    assertThat(section.tier()).isEqualTo(0xFFF);
    assertThat(section.moment()).hasValue(0x0_72BD_0050L);
    assertThat(section.durationTicks()).hasValue(0x0001_A599_B0L);
    assertThat(section.words())
        .isEqualTo(
            "time_signal; Provider Placement Opportunity Start (0x34), event 1207959694, 307.000 s,"
                + " TI 0x000000002ca0a18a, not for the web");
  }

  @Test
  @DisplayName("SCTE 35 14.2: a splice out of the network that returns by itself")
  void spliceInsert_isReadWithItsAvail() {
    SpliceSection section = read(SpliceBytes.INSERT);

    assertThat(section.problem()).isEmpty();
    assertThat(section.moment()).hasValue(0x0_7369_C02EL);
    assertThat(section.command())
        .isInstanceOfSatisfying(
            SpliceCommand.Insert.class,
            insert -> {
              assertThat(insert.eventId()).isEqualTo(0x4800_008FL);
              assertThat(insert.out()).isTrue();
              assertThat(insert.immediate()).isFalse();
              assertThat(insert.duration().orElseThrow().ticks()).isEqualTo(0x52_CCF5L);
              assertThat(insert.duration().orElseThrow().autoReturn()).isTrue();
            });
    assertThat(section.words())
        .isEqualTo(
            "splice_insert 1207959695: out of the network, for 60.294 s, returns by itself;"
                + " avail 0x00000135");
  }

  @Test
  @DisplayName("SCTE 35 14.3 and 14.4: what ends, and what ends and begins")
  void segmentationTypes_haveTheirNames() {
    assertThat(read(SpliceBytes.PLACEMENT_END).words())
        .contains("Provider Placement Opportunity End (0x35)");
    assertThat(read(SpliceBytes.PROGRAMS).words())
        .contains("Program End (0x11)", "Program Start (0x10)", "event 1207959577");
    assertThat(read(SpliceBytes.PROGRAMS).problem()).isEmpty();
  }

  @Test
  @DisplayName("SCTE 35 9.6: pts_adjustment is added, and the sum wraps")
  void adjustment_isAdded() {
    byte[] bytes = SpliceBytes.of(SpliceBytes.PLACEMENT_START);
    bytes[4] |= 1;
    Arrays.fill(bytes, 5, 9, (byte) 0xFF); // all 33 bits: one less

    SpliceSection section = SpliceReader.read(SpliceBytes.summed(bytes));

    assertThat(section.problem()).isEmpty();
    assertThat(section.moment()).hasValue(0x0_72BD_0050L - 1);
  }

  @Test
  void changedByte_isToldByTheCheckSum_andTheRestIsReadAllTheSame() {
    byte[] bytes = SpliceBytes.of(SpliceBytes.PLACEMENT_START);
    bytes[16] ^= 1;

    SpliceSection section = SpliceReader.read(bytes);

    assertThat(section.problem()).hasValue("Its check sum (CRC-32) does not fit its bytes");
    assertThat(section.words()).contains("CRC-32", "Provider Placement Opportunity Start");
  }

  @Test
  void sectionThatIsCutOff_saysHowMuchIsThere() {
    byte[] bytes = SpliceBytes.of(SpliceBytes.INSERT);

    assertThat(SpliceReader.read(Arrays.copyOf(bytes, 30)).problem())
        .hasValue("It says that it has 50 bytes and has 30");
    assertThat(SpliceReader.read(Arrays.copyOf(bytes, 5)).problem())
        .hasValue("It has 5 bytes, where at least 20 are expected");
    assertThat(SpliceReader.read(new byte[40]).problem())
        .hasValue("It begins with table id 0x00, where 0xfc is expected");
  }

  @Test
  void encryptedSection_saysThatItIs() {
    byte[] bytes = SpliceBytes.of(SpliceBytes.INSERT);
    bytes[4] |= (byte) 0x80;

    assertThat(SpliceReader.read(SpliceBytes.summed(bytes)).words())
        .isEqualTo("It is encrypted, so that what it asks for cannot be read");
  }

  @Test
  @DisplayName("SCTE 35 9.7.1: splice_null, as a sign of life")
  void spliceNull_isRead() {
    assertThat(SpliceReader.read(section("00", "")).words()).isEqualTo("splice_null");
  }

  @Test
  void cancelledInsert_namesItsEvent() {
    assertThat(SpliceReader.read(section("05" + "0000002a" + "ff", "")).words())
        .isEqualTo("splice_insert 42 is cancelled");
  }

  @Test
  void privateAndUnknownCommands_areNamed() {
    assertThat(SpliceReader.read(section("ff" + "41424344" + "0102", "")).words())
        .isEqualTo("private_command of ABCD, 2 bytes");
    assertThat(SpliceReader.read(section("42" + "00", "")).words())
        .isEqualTo("unknown command 0x42");
  }

  @Test
  @DisplayName("SCTE 35 10.3: descriptors beside segmentation")
  void otherDescriptors_areRead() {
    String tones = "010a" + "43554549" + "32" + "9f" + "31322a23";
    String time = "0310" + "43554549" + "00006740d480" + "1dcd6500" + "0025";
    String foreign = "f008" + "41414141" + "01020304";

    assertThat(SpliceReader.read(section("00", tones + time + foreign)).words())
        .isEqualTo(
            "splice_null; DTMF 12*#, 5.0 s before; sent at 2024-11-22T18:58:35.500Z;"
                + " descriptor 0xf0 of AAAA, 8 bytes");
  }

  @Test
  @DisplayName("SCTE 35 10.3.3.1: names of segments in the forms that people know")
  void upids_areReadable() {
    assertThat(upid(0x03, "414243443031323334353648")).isEqualTo("Ad-ID ABCD0123456H");
    assertThat(upid(0x0A, "1478f85ae100b0685b8fb1c8"))
        .isEqualTo("EIDR 10.5240/F85A-E100-B068-5B8F-B1C8");
    assertThat(upid(0x0F, "75726e3a78")).isEqualTo("URI urn:x");
    assertThat(upid(0x10, "00112233445566778899aabbccddeeff"))
        .isEqualTo("UUID 00112233-4455-6677-8899-aabbccddeeff");
    assertThat(upid(0x0D, "0f0375726e" + "0801ff")).isEqualTo("MID URI urn, TI 0xff");
    assertThat(upid(0x0C, "54455354" + "beef")).isEqualTo("MPU TEST 0xbeef");
    assertThat(upid(0x03, "ff00")).as("no text").isEqualTo("Ad-ID 0xff00");
  }

  private static String upid(int type, String bytes) {
    Upid upid = Upid.of(type, HexFormat.of().parseHex(bytes));
    return upid.scheme() + " " + upid.name();
  }

  @Test
  void deliveryRestrictions_areTold() {
    String segmentation =
        "0219"
            + "43554549"
            + "0000002a"
            + "7f"
            + "c0"
            + "00002932e0"
            + "0f03"
            + "75726e"
            + "30"
            + "0102"
            + "0304";

    assertThat(SpliceReader.read(section("067f", segmentation)).words())
        .isEqualTo(
            "time_signal, at once; Provider Advertisement Start (0x30), event 42, 30.000 s,"
                + " URI urn, segment 1 of 2, part 3 of 4, not for the web, blacked out in some"
                + " regions, not to be archived, device group 0");
  }

  /// A section with a command, whose first byte is its type, and descriptors.
  private static byte[] section(String command, String descriptors) {
    byte[] own = HexFormat.of().parseHex(command);
    byte[] all = HexFormat.of().parseHex(descriptors);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int length = 17 + own.length - 1 + all.length; // behind the length itself
    out.writeBytes(new byte[] {(byte) 0xFC, (byte) (0x30 | length >> 8), (byte) length});
    out.writeBytes(new byte[7]); // version, adjustment and key
    int commandLength = own.length - 1;
    out.writeBytes(
        new byte[] {(byte) 0xFF, (byte) (0xF0 | commandLength >> 8), (byte) commandLength});
    out.writeBytes(own);
    out.writeBytes(new byte[] {(byte) (all.length >> 8), (byte) all.length});
    out.writeBytes(all);
    out.writeBytes(new byte[4]);
    return SpliceBytes.summed(out.toByteArray());
  }
}
