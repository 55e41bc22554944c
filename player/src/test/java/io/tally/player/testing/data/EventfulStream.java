// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.player.testing.stream.PatternStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A recording of numbered pictures, one segment a second from noon on, whose segments say which
/// second it is (ID3), and of which the second one announces a splice for the beginning of the
/// last: `stream.m3u8`.
public final class EventfulStream {
  public static final String NOON = "2026-11-21T12:00:00.000Z";
  private static final int PACKET = 188;
  private static final int TABLES = 0x1000; // FFmpeg's pid of the PMT
  private static final int ID3 = 0x1F0;
  public static final int SPLICES = 0x1F1;
  private static final int TICKS = 90_000;

  private EventfulStream() {}

  /// Makes it.
  ///
  /// @param type `mpegts` or `fmp4`
  /// @param ranges lines of date ranges that the playlist tells
  public static void record(Path folder, String type, int seconds, String ranges) throws Exception {
    PatternStream.record(folder, type, 0, seconds);
    boolean fragments = type.equals("fmp4");
    Path list = folder.resolve("stream.m3u8");
    long first = Math.round(PatternStream.firstSeconds(list, "v") * TICKS);
    for (int i = 0; i < seconds; i++) {
      Path segment = folder.resolve(i + (fragments ? ".m4s" : ".ts"));
      long now = first + (long) i * TICKS;
      byte[] tag = Id3Bytes.text("second", "" + i);
      boolean announces = i == 1;
      long last = first + (seconds - 1L) * TICKS;
      byte[] splice = SpliceBytes.placementStart(last);
      byte[] bytes = Files.readAllBytes(segment);
      Files.write(
          segment,
          fragments
              ? fragment(bytes, now, last, tag, announces, splice)
              : packets(bytes, now, tag, announces, splice));
    }
    String text = Files.readString(list);
    String dated = "#EXT-X-PROGRAM-DATE-TIME:" + NOON + "\n" + ranges + "#EXTINF";
    Files.writeString(list, text.replaceFirst("#EXTINF", dated));
  }

  private static byte[] fragment(
      byte[] bytes, long now, long last, byte[] tag, boolean announces, byte[] splice)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(
        announces // then in the older form, for a change
            ? relative("https://aomedia.org/emsg/ID3", 0, tag)
            : absolute("https://aomedia.org/emsg/ID3", now, tag));
    if (announces) {
      out.write(absolute("urn:scte:scte35:2013:bin", last, splice));
      out.write(absolute("urn:example", last, "hello".getBytes(UTF_8)));
    }
    out.write(bytes);
    return out.toByteArray();
  }

  /// An event message of version 1 (ISO/IEC 23009-1 5.10.3.3).
  public static byte[] absolute(String scheme, long ticks, byte[] payload) {
    ByteBuffer fields = ByteBuffer.allocate(20);
    fields.putInt(TICKS).putLong(ticks).putInt(TICKS / 2).putInt(1);
    return box(1, fields.array(), names(scheme), payload);
  }

  /// An event message of version 0, so long after its segment begins.
  public static byte[] relative(String scheme, int ticks, byte[] payload) {
    ByteBuffer fields = ByteBuffer.allocate(16);
    fields.putInt(TICKS).putInt(ticks).putInt(-1).putInt(1);
    return box(0, names(scheme), fields.array(), payload);
  }

  private static byte[] names(String scheme) {
    return (scheme + "\0value\0").getBytes(UTF_8);
  }

  private static byte[] box(int version, byte[] one, byte[] two, byte[] payload) {
    int size = 12 + one.length + two.length + payload.length;
    ByteBuffer box = ByteBuffer.allocate(size).putInt(size).put("emsg".getBytes(UTF_8));
    return box.put((byte) version).put(new byte[3]).put(one).put(two).put(payload).array();
  }

  /// Tells of two streams more in the tables, and puts their packets at the end.
  private static byte[] packets(
      byte[] bytes, long now, byte[] tag, boolean announces, byte[] splice) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < bytes.length; at += PACKET) {
      byte[] packet = Arrays.copyOfRange(bytes, at, at + PACKET);
      boolean table = ((packet[1] & 0x1F) << 8 | packet[2] & 0xFF) == TABLES;
      out.write(table ? extended(packet) : packet);
    }
    ByteArrayOutputStream pes = new ByteArrayOutputStream();
    pes.write(new byte[] {0, 0, 1, (byte) 0xBD, 0, (byte) (tag.length + 8), (byte) 0x84});
    pes.write(new byte[] {(byte) 0x80, 5, (byte) (0x21 | now >> 29 & 0xE)});
    pes.write(new byte[] {(byte) (now >> 22), (byte) (now >> 14 | 1)});
    pes.write(new byte[] {(byte) (now >> 7), (byte) (now << 1 | 1)});
    pes.write(tag);
    out.write(packet(ID3, true, pes.toByteArray()));
    if (announces) {
      ByteArrayOutputStream section = new ByteArrayOutputStream();
      section.write(0); // it begins at once
      section.write(splice);
      out.write(packet(SPLICES, true, section.toByteArray()));
      out.write(packet(SPLICES, true, section.toByteArray())); // as senders do, again
    }
    return out.toByteArray();
  }

  /// One packet, filled up by an adaptation field.
  ///
  /// @param begins a PES packet or section begins in it
  public static byte[] packet(int pid, boolean begins, byte[] payload) {
    ByteBuffer packet = ByteBuffer.allocate(PACKET);
    packet
        .put((byte) 0x47)
        .put((byte) ((begins ? 0x40 : 0) | pid >> 8))
        .put((byte) pid)
        .put((byte) 0x30);
    int fill = PACKET - 5 - payload.length;
    packet.put((byte) fill).put((byte) 0);
    for (int i = 1; i < fill; i++) {
      packet.put((byte) 0xFF);
    }
    return packet.put(payload).array();
  }

  private static byte[] extended(byte[] packet) {
    int section = 5; // behind header and pointer
    int length = (packet[section + 1] & 0xF) << 8 | packet[section + 2] & 0xFF;
    int end = section + 3 + length - 4; // before the check sum
    ByteBuffer more = ByteBuffer.allocate(length + 3 + 10);
    more.put(packet, section, end - section);
    more.put(stream(0x15, ID3)).put(stream(0x86, SPLICES));
    byte[] table = more.array();
    table[1] = (byte) (table[1] & 0xF0 | (length + 10) >> 8);
    table[2] = (byte) (length + 10);
    byte[] summed = SpliceBytes.summed(table);
    System.arraycopy(summed, 0, packet, section, summed.length);
    return packet;
  }

  private static byte[] stream(int type, int pid) {
    return new byte[] {(byte) type, (byte) (0xE0 | pid >> 8), (byte) pid, (byte) 0xF0, 0};
  }

  /// What it tells in its playlist besides, for tests that want ranges.
  public static String ranges(List<String> attributes) {
    StringBuilder lines = new StringBuilder();
    attributes.forEach(each -> lines.append("#EXT-X-DATERANGE:").append(each).append('\n'));
    return lines.toString();
  }
}
