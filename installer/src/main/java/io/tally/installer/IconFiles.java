// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/// How do PNG pictures of one icon become the single file that Windows and macOS want?
///
/// Both formats are a table of whole PNG files. ICO: a header of 6 bytes, 16 for each picture, then
/// the pictures, little-endian. ICNS: a header of 8 bytes, 8 for each picture, big-endian.
final class IconFiles {
  private static final List<Integer> ICO_SIZES = List.of(16, 24, 32, 48, 64, 256);
  // A type for each size in pixels; those of "retina" displays name half their size.
  private static final Map<String, Integer> ICNS_TYPES =
      new TreeMap<>(
          Map.of(
              "icp4", 16, "icp5", 32, "ic07", 128, "ic08", 256, "ic09", 512, "ic11", 32, "ic12", 64,
              "ic13", 256, "ic14", 512));

  private IconFiles() {}

  /// Writes `tally.ico`, `tally.icns` and the ground of the disk image of macOS.
  ///
  /// @param words the folder of the pictures `tally-<size>.png`, and the folder for the files
  public static void main(String[] words) throws IOException {
    Path pictures = Path.of(words[0]);
    Path folder = Files.createDirectories(Path.of(words[1]));
    Files.write(folder.resolve("tally.ico"), ico(pictures));
    Files.write(folder.resolve("tally.icns"), icns(pictures));
    Path ground = folder.resolve("Tally-background.tiff"); // jpackage's name for it
    if (!ImageIO.write(
        ImageIO.read(pictures.resolve("splash.png").toFile()), "TIFF", ground.toFile())) {
      throw new IOException(
          "This JDK cannot write TIFF pictures; use one with the module java.desktop.");
    }
  }

  static byte[] ico(Path pictures) throws IOException {
    Map<Integer, byte[]> all = new TreeMap<>();
    for (int size : ICO_SIZES) {
      all.put(size, picture(pictures, size));
    }
    int table = 6 + 16 * all.size();
    int length = table + all.values().stream().mapToInt(png -> png.length).sum();
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) 0).putShort((short) 1).putShort((short) all.size());
    int offset = table;
    for (Map.Entry<Integer, byte[]> one : all.entrySet()) {
      byte side = (byte) (one.getKey() == 256 ? 0 : one.getKey()); // 0 means 256
      out.put(side).put(side).put((byte) 0).put((byte) 0);
      out.putShort((short) 1).putShort((short) 32).putInt(one.getValue().length).putInt(offset);
      offset += one.getValue().length;
    }
    all.values().forEach(out::put);
    return out.array();
  }

  static byte[] icns(Path pictures) throws IOException {
    int length = 8;
    Map<String, byte[]> all = new TreeMap<>();
    for (Map.Entry<String, Integer> type : ICNS_TYPES.entrySet()) {
      byte[] png = picture(pictures, type.getValue());
      all.put(type.getKey(), png);
      length += 8 + png.length;
    }
    ByteBuffer out = ByteBuffer.allocate(length);
    out.put("icns".getBytes(US_ASCII)).putInt(length);
    all.forEach((type, png) -> out.put(type.getBytes(US_ASCII)).putInt(8 + png.length).put(png));
    return out.array();
  }

  private static byte[] picture(Path pictures, int size) throws IOException {
    return Files.readAllBytes(pictures.resolve("tally-" + size + ".png"));
  }
}
