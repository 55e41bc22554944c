// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// A recording whose segments the openssl program has encrypted, each with its number as the
/// initialization vector: `the.key` beside them.
public final class EncryptedFolder {
  private static final String KEY = "00112233445566778899aabbccddeeff";

  private EncryptedFolder() {}

  /// Encrypts the segments that a playlist names and writes the key into it.
  public static void encrypt(Path folder, String playlist) throws Exception {
    Path list = folder.resolve(playlist);
    List<String> lines = Files.readAllLines(list);
    int number = 0;
    for (String line : lines) {
      if (!line.startsWith("#") && !line.isBlank()) {
        encrypt(folder.resolve(line), number++);
      }
    }
    Files.write(folder.resolve("the.key"), java.util.HexFormat.of().parseHex(KEY));
    String text = String.join("\n", lines) + "\n";
    String tag = "#EXT-X-KEY:METHOD=AES-128,URI=\"the.key\"\n#EXTINF";
    Files.writeString(list, text.replaceFirst("#EXTINF", tag));
  }

  private static void encrypt(Path segment, int number) throws IOException, InterruptedException {
    Path made = segment.resolveSibling(segment.getFileName() + ".aes");
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "enc",
                "-aes-128-cbc",
                "-K",
                KEY,
                "-iv",
                String.format("%032x", number),
                "-in",
                segment.toString(),
                "-out",
                made.toString())
            .inheritIO()
            .start();
    if (openssl.waitFor() != 0) {
      throw new IOException("openssl did not encrypt " + segment);
    }
    Files.move(made, segment, StandardCopyOption.REPLACE_EXISTING);
  }
}
