// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing.lock;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// Fragmented MP4 whose samples are encrypted by the scheme `cbcs` of ISO/IEC 23001-7: pictures by
/// the pattern 1:9 behind the first 32 bytes of each slice, sound in whole blocks, all by one
/// initialization vector. The boxes are made anew, since they grow.
public final class EncryptedFragments {
  private static final Set<String> PARENTS = Set.of("moov", "trak", "mdia", "minf", "stbl");
  private static final int CLEAR = 32;

  private EncryptedFragments() {}

  /// Encrypts what a playlist names, and writes the key into it.
  public static void encrypt(Path folder, String playlist) throws Exception {
    Path list = folder.resolve(playlist);
    Path init = folder.resolve("init.mp4");
    Files.write(init, section(Files.readAllBytes(init)));
    List<String> lines = Files.readAllLines(list);
    for (String line : lines) {
      if (!line.startsWith("#") && !line.isBlank()) {
        Files.write(folder.resolve(line), segment(Files.readAllBytes(folder.resolve(line))));
      }
    }
    SampleKey.write(folder);
    String text = String.join("\n", lines) + "\n";
    String tag = EncryptedTransport.tag();
    Files.writeString(list, text.replaceFirst("#EXT-X-MAP", tag + "\n#EXT-X-MAP"));
  }

  private static byte[] section(byte[] init) {
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    for (byte[] box : boxes(init, 0)) {
      made.writeBytes(rebuilt(box));
    }
    return made.toByteArray();
  }

  private static byte[] rebuilt(byte[] box) {
    String type = type(box);
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    if (PARENTS.contains(type)) {
      boxes(box, 8).forEach(child -> made.writeBytes(rebuilt(child)));
      return box(type, made.toByteArray());
    }
    if (type.equals("stsd")) {
      made.write(box, 8, 8);
      boxes(box, 16).forEach(entry -> made.writeBytes(entry(entry)));
      return box(type, made.toByteArray());
    }
    return box;
  }

  private static byte[] entry(byte[] entry) {
    boolean video = type(entry).equals("avc1");
    ByteBuffer tenc = ByteBuffer.allocate(41);
    tenc.putInt(1 << 24).put((byte) 0).put((byte) (video ? 0x19 : 0)).put((byte) 1).put((byte) 0);
    tenc.put(new byte[16]).put((byte) 16).put(HexFormat.of().parseHex(SampleKey.VECTOR));
    ByteBuffer scheme = ByteBuffer.allocate(12).putInt(0);
    scheme.put("cbcs".getBytes(ISO_8859_1)).putInt(0x10000);
    byte[] protection =
        box(
            "sinf",
            box("frma", type(entry).getBytes(ISO_8859_1)),
            box("schm", scheme.array()),
            box("schi", box("tenc", tenc.array())));
    return box(video ? "encv" : "enca", Arrays.copyOfRange(entry, 8, entry.length), protection);
  }

  private static byte[] segment(byte[] media) throws Exception {
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    byte[] moof = new byte[0];
    for (byte[] box : boxes(media, 0)) {
      switch (type(box)) {
        case "moof" -> moof = box;
        case "sidx" -> {} // of other sizes
        case "mdat" -> fragment(moof, box, made);
        default -> made.writeBytes(box);
      }
    }
    return made.toByteArray();
  }

  private static void fragment(byte[] moof, byte[] mdat, ByteArrayOutputStream made)
      throws Exception {
    List<byte[]> told = new ArrayList<>();
    int grown = 0;
    for (byte[] child : boxes(moof, 8)) {
      if (type(child).equals("traf")) {
        byte[] senc = encrypted(child, moof.length, mdat);
        told.add(senc);
        grown += senc.length;
      }
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int track = 0;
    for (byte[] child : boxes(moof, 8)) {
      if (type(child).equals("traf")) {
        ByteArrayOutputStream traf = new ByteArrayOutputStream();
        for (byte[] box : boxes(child, 8)) {
          if (type(box).equals("trun")) {
            ByteBuffer run = ByteBuffer.wrap(box);
            run.putInt(16, run.getInt(16) + grown);
          }
          traf.writeBytes(box);
        }
        traf.writeBytes(told.get(track++));
        body.writeBytes(box("traf", traf.toByteArray()));
      } else {
        body.writeBytes(child);
      }
    }
    made.writeBytes(box("moof", body.toByteArray()));
    made.writeBytes(mdat);
  }

  /// Encrypts the samples of a track fragment in the data behind it; what `senc` tells of them.
  private static byte[] encrypted(byte[] traf, int moofLength, byte[] mdat) throws Exception {
    int usual = 0;
    boolean video = false;
    ByteArrayOutputStream samples = new ByteArrayOutputStream();
    int count = 0;
    for (byte[] box : boxes(traf, 8)) {
      ByteBuffer in = ByteBuffer.wrap(box);
      int flags = in.getInt(8) & 0xFFFFFF;
      if (type(box).equals("tfhd")) {
        video = in.getInt(12) == 1;
        int at = 16 + 8 * (flags & 1) + ((flags & 2) != 0 ? 4 : 0) + ((flags & 8) != 0 ? 4 : 0);
        usual = (flags & 0x10) != 0 ? in.getInt(at) : 0;
      } else if (type(box).equals("trun")) {
        int place = in.getInt(16) - moofLength;
        int width = 4 * Integer.bitCount(flags & 0xF00);
        int first = 20 + ((flags & 4) != 0 ? 4 : 0) + ((flags & 0x100) != 0 ? 4 : 0);
        count = in.getInt(12);
        for (int i = 0; i < count; i++) {
          int size = (flags & 0x200) != 0 ? in.getInt(first + i * width) : usual;
          if (video) {
            samples.writeBytes(picture(mdat, place, place + size));
          } else {
            replace(mdat, place, place + size, 0);
          }
          place += size;
        }
      }
    }
    byte[] head = ByteBuffer.allocate(8).putInt(video ? 2 : 0).putInt(count).array();
    return box("senc", head, samples.toByteArray());
  }

  /// Encrypts a sample of H.264; its subsamples, one for each NAL unit.
  private static byte[] picture(byte[] mdat, int from, int to) throws Exception {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    int units = 0;
    for (int at = from; at < to; units++) {
      int length = ByteBuffer.wrap(mdat).getInt(at);
      int type = mdat[at + 4] & 0x1F;
      int end = at + 4 + length;
      int clear = type == 1 || type == 5 ? Math.min(length, CLEAR) : length;
      replace(mdat, at + 4 + clear, end, 9);
      told.writeBytes(
          ByteBuffer.allocate(6).putShort((short) (4 + clear)).putInt(length - clear).array());
      at = end;
    }
    return ByteBuffer.allocate(2 + told.size())
        .putShort((short) units)
        .put(told.toByteArray())
        .array();
  }

  private static void replace(byte[] mdat, int from, int to, int left) throws Exception {
    byte[] made = SampleKey.pattern(Arrays.copyOfRange(mdat, from, to), 1, left, false);
    System.arraycopy(made, 0, mdat, from, made.length);
  }

  private static String type(byte[] box) {
    return new String(box, 4, 4, ISO_8859_1);
  }

  private static List<byte[]> boxes(byte[] bytes, int from) {
    List<byte[]> boxes = new ArrayList<>();
    for (int at = from; at < bytes.length; ) {
      int size = ByteBuffer.wrap(bytes).getInt(at);
      boxes.add(Arrays.copyOfRange(bytes, at, at + size));
      at += size;
    }
    return boxes;
  }

  private static byte[] box(String type, byte[]... parts) {
    int length = 8;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer made = ByteBuffer.allocate(length).putInt(length).put(type.getBytes(ISO_8859_1));
    for (byte[] part : parts) {
      made.put(part);
    }
    return made.array();
  }
}
