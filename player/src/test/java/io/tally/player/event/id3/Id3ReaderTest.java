// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event.id3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.testing.data.CaptionedStream;
import io.tally.player.testing.data.Id3Bytes;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tags that the ffmpeg program has written, and such as nobody should write.
class Id3ReaderTest {
  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void tagOfFfmpeg_isRead(int version) throws Exception {
    byte[] file =
        CaptionedStream.run(
            List.of(
                "ffmpeg",
                "-v",
                "error",
                "-nostdin",
                "-f",
                "lavfi",
                "-i",
                "sine=d=0.1",
                "-metadata",
                "title=Ein schöner Titel ☃",
                "-metadata",
                "mood=gut",
                "-metadata",
                "id3v2_priv.io.tally=\\x01\\x02",
                "-id3v2_version",
                "" + version,
                "-f",
                "mp3",
                "-"),
            new byte[0]);

    Id3Tag tag = Id3Reader.read(file);

    assertThat(tag.problem()).isEmpty();
    assertThat(tag.frames())
        .contains(
            new Id3Frame.Text("TIT2", "", List.of("Ein schöner Titel ☃")),
            new Id3Frame.Text("TXXX", "mood", List.of("gut")),
            new Id3Frame.Owned("PRIV", "io.tally", "0102", 2));
  }

  @Test
  @DisplayName("ID3v2.4 4: the four ways in which texts are written")
  void texts_areReadInEveryEncoding() {
    byte[] latin = joined(new byte[] {0}, "Grüße\0zwei".getBytes(ISO_8859_1));
    byte[] marked = joined(new byte[] {1, (byte) 0xFF, (byte) 0xFE}, "Grüße".getBytes(UTF_16LE));
    byte[] big = joined(new byte[] {2}, "Grüße".getBytes(UTF_16BE));
    byte[] utf8 = joined(new byte[] {3}, "Grüße".getBytes(UTF_8));

    Id3Tag tag =
        Id3Reader.read(
            Id3Bytes.tag(
                4,
                0,
                Id3Bytes.frame("TIT2", latin),
                Id3Bytes.frame("TPE1", marked),
                Id3Bytes.frame("TALB", big),
                Id3Bytes.frame("TCON", utf8)));

    assertThat(tag.words()).isEqualTo("TIT2: Grüße, zwei; TPE1: Grüße; TALB: Grüße; TCON: Grüße");
  }

  @Test
  void otherFrames_areNamed() {
    Id3Tag tag =
        Id3Reader.read(
            Id3Bytes.tag(
                4,
                0,
                Id3Bytes.frame("GEOB", latin("\0image/png\0a.png\0a picture\0\1\2\3")),
                Id3Bytes.frame("APIC", latin("\0image/jpeg\0\3cover\0\1\2")),
                Id3Bytes.frame("COMM", latin("\0engshort\0long")),
                Id3Bytes.frame("WXXX", latin("\0home\0http://host/")),
                Id3Bytes.frame("WOAR", latin("http://artist/")),
                Id3Bytes.frame("RVA2", new byte[5])));

    assertThat(tag.words())
        .isEqualTo(
            "GEOB (a.png, a picture): image/png, 3 bytes; APIC (cover): image/jpeg, 2 bytes;"
                + " COMM (eng, short): long; WXXX (home): http://host/; WOAR: http://artist/;"
                + " RVA2, 5 bytes");
  }

  private static byte[] latin(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  @Test
  @DisplayName("ID3v2.3 5: zeros behind 0xFF are no part of the tag")
  void unsynchronisedTag_isReadWithoutTheZeros() {
    byte[] content = {0, 'x', 0, (byte) 0xFF, 0, (byte) 0xE0};
    byte[] frame = Id3Bytes.frame("PRIV", new byte[0]);
    frame[7] = 5; // the size without the zero
    byte[] tag = Id3Bytes.tag(3, 0x80, joined(frame, content));

    assertThat(Id3Reader.read(tag).frames())
        .containsExactly(new Id3Frame.Owned("PRIV", "", "7800ffe0", 4));
  }

  @Test
  @DisplayName(
      "ID3v2.4 4.1.2: frames that are unsynchronised, grouped or have a length by themselves")
  void frameFlags_areObeyed() {
    byte[] content = {7, 0, 0, 0, 4, 'x', 0, (byte) 0xFF, 0, 1};
    byte[] frame = Id3Bytes.frame("PRIV", content);
    frame[9] = 0x40 | 0x02 | 0x01;

    assertThat(Id3Reader.read(Id3Bytes.tag(4, 0, frame)).frames())
        .containsExactly(new Id3Frame.Owned("PRIV", "x", "ff01", 2));
  }

  @Test
  void packedFrame_isUnpacked_andNeverFurtherThanAFrameMayBeLong() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.write(new byte[] {0, 0, 0, 1});
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(joined(new byte[] {'o', 0}, new byte[10 << 20]));
    }
    byte[] frame = Id3Bytes.frame("PRIV", packed.toByteArray());
    frame[9] = 0x08 | 0x01;

    assertThat(Id3Reader.read(Id3Bytes.tag(4, 0, frame)).frames())
        .singleElement()
        .isInstanceOfSatisfying(
            Id3Frame.Owned.class,
            owned -> {
              assertThat(owned.owner()).isEqualTo("o");
              assertThat(owned.bytes()).isEqualTo((64 << 10) - 2);
            });
  }

  @Test
  void frameThatSaysItIsLongerThanTheTag_isReadAsFarAsItGoes() {
    byte[] frame = Id3Bytes.frame("TIT2", latin("\0abc"));
    frame[4] = 0x7F;

    Id3Tag tag = Id3Reader.read(Id3Bytes.tag(4, 0, frame));

    assertThat(tag.words())
        .isEqualTo("Frame TIT2 says that it has 266338308 bytes and has 4; TIT2: abc");
  }

  @Test
  void tagThatSaysItIsLonger_isReadAsFarAsItGoes() {
    byte[] tag = Id3Bytes.tag(4, 0, Id3Bytes.frame("TIT2", latin("\0abc")));
    tag[7] = 1;

    assertThat(Id3Reader.read(tag).words())
        .isEqualTo("The tag says that it has 16398 bytes and has 14; TIT2: abc");
  }

  @Test
  void tagsBehindEachOther_areOne() {
    byte[] one = Id3Bytes.tag(4, 0, Id3Bytes.frame("TIT2", latin("\0one")));
    byte[] two = Id3Bytes.tag(3, 0, Id3Bytes.frame("TIT2", latin("\0two")));

    assertThat(Id3Reader.read(joined(one, two)).words()).isEqualTo("TIT2: one; TIT2: two");
  }

  @Test
  void whatIsNoTag_isTold() {
    assertThat(Id3Reader.read(new byte[40]).words())
        .isEqualTo("It does not begin with ID3, as a tag does");
    assertThat(Id3Reader.read(Id3Bytes.tag(2, 0)).words())
        .isEqualTo("The tag is of ID3v2.2, and 2.3 and 2.4 are read");
  }
}
