// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IconFilesTest {
  private static final Path PICTURES = Tool.SOURCES.resolve("icons");

  @Test
  void ico_holdsEachSizeWhereItsTableSays() throws IOException {
    ByteBuffer ico = ByteBuffer.wrap(IconFiles.ico(PICTURES)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(ico.getShort(2)).as("icons, not cursors").isEqualTo((short) 1);
    int count = ico.getShort(4);
    assertThat(count).isEqualTo(6);
    for (int at = 6; at < 6 + 16 * count; at += 16) {
      int side = ico.get(at) == 0 ? 256 : ico.get(at);
      assertThat(picture(ico, ico.getInt(at + 12), ico.getInt(at + 8)).getWidth()).isEqualTo(side);
    }
  }

  @Test
  void icns_isAChainOfPicturesToItsEnd() throws IOException {
    ByteBuffer icns = ByteBuffer.wrap(IconFiles.icns(PICTURES));
    assertThat(name(icns, 0)).isEqualTo("icns");
    assertThat(icns.getInt(4)).isEqualTo(icns.capacity());
    int pictures = 0;
    for (int at = 8; at < icns.capacity(); at += icns.getInt(at + 4)) {
      assertThat(name(icns, at)).startsWith("ic");
      assertThat(picture(icns, at + 8, icns.getInt(at + 4) - 8).getWidth()).isBetween(16, 512);
      pictures++;
    }
    assertThat(pictures).isEqualTo(9);
  }

  @Test
  void groundOfTheDiskImage_isATiffOfItsWindowsSize(@TempDir Path folder) throws IOException {
    IconFiles.main(new String[] {PICTURES.toString(), folder.toString()});
    BufferedImage ground = ImageIO.read(folder.resolve("Tally-background.tiff").toFile());
    assertThat(ground.getWidth()).isEqualTo(660);
    assertThat(ground.getHeight()).isEqualTo(400);
    assertThat(Files.size(folder.resolve("tally.icns"))).isPositive();
  }

  private static String name(ByteBuffer data, int at) {
    return new String(data.array(), at, 4, US_ASCII);
  }

  private static BufferedImage picture(ByteBuffer data, int at, int length) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(data.array(), at, length));
  }
}
