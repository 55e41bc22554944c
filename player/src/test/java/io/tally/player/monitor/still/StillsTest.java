// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor.still;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.capture.media.VideoFrame;
import io.tally.player.PictureSink;
import io.tally.player.testing.data.Painted;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StillsTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final int RED = 0xFFFF0000;
  private static final int BLUE = 0xFF0000FF;

  @TempDir Path folder;

  @AfterEach
  void nothingLeaks() {
    assertThat(VideoFrame.openFrames()).isZero();
  }

  /// Shows a picture whose left half is red and whose right half is blue.
  private static void show(PictureSink sink, int width, int height, long ptsNs) {
    Painted.show(sink::show, width, height, ptsNs, (x, _) -> x < width / 2 ? RED : BLUE);
  }

  @Test
  void keptPicture_isAPngInItsOwnSize_andThePlaceIsTold() throws Exception {
    Path pictures = folder.resolve("not there yet");
    Snapshots snapshots = new Snapshots(pictures);
    List<String> told = new CopyOnWriteArrayList<>();
    show(snapshots, 320, 180, 0); // nobody asked

    snapshots.keep(told::add);
    show(snapshots, 320, 180, 1);
    show(snapshots, 320, 180, 2);

    await().atMost(Duration.ofSeconds(30)).until(() -> !told.isEmpty());
    assertThat(told).hasSize(1);
    assertThat(told.getFirst()).startsWith("Saved as " + pictures).endsWith(".png");
    Path file = Path.of(told.getFirst().replace("Saved as ", ""));
    BufferedImage read = ImageIO.read(file.toFile());
    assertThat(read.getWidth()).isEqualTo(320);
    assertThat(read.getHeight()).isEqualTo(180);
    assertThat(read.getRGB(10, 90)).isEqualTo(RED);
    assertThat(read.getRGB(310, 90)).isEqualTo(BLUE);
    assertThat(Files.list(pictures)).hasSize(1);
  }

  @Test
  void folderThatCannotBeMade_isToldInASentence() throws Exception {
    Path file = Files.writeString(folder.resolve("a file"), "no folder");
    Snapshots snapshots = new Snapshots(file.resolve("in it"));
    List<String> told = new CopyOnWriteArrayList<>();

    snapshots.keep(told::add);
    show(snapshots, 64, 36, 0);

    await().atMost(Duration.ofSeconds(30)).until(() -> !told.isEmpty());
    assertThat(told.getFirst()).startsWith("The picture cannot be written to ");
  }

  @Test
  void strip_hasOneSmallPictureForEachTwoSeconds_andForgetsTheEarliest() {
    AtomicLong place = new AtomicLong();
    try (ThumbnailStrip strip = new ThumbnailStrip(() -> OptionalLong.of(place.get()))) {
      for (int half = 0; half < 2 * 300; half++) {
        place.set(half * SECOND_NS / 2);
        show(strip, 320, 180, half * SECOND_NS / 2);
      }

      List<Thumbnail> all = strip.pictures();
      assertThat(all).hasSize(90);
      assertThat(all.getLast().positionNs()).isEqualTo(298 * SECOND_NS);
      assertThat(all.getFirst().positionNs()).isEqualTo((298 - 2 * 89) * SECOND_NS);
      Still still = all.getFirst().still();
      assertThat(still.width()).isEqualTo(107);
      assertThat(still.height()).isEqualTo(60);
      // The quick scaler rounds.
      assertThat(still.argb()[30 * 107 + 5] >> 16 & 255).isGreaterThan(250);

      place.set(280 * SECOND_NS + 1); // somebody went back
      show(strip, 320, 180, 400 * SECOND_NS);
      assertThat(strip.pictures()).isEqualTo(all);
      strip.forget();
      assertThat(strip.pictures()).isEmpty();
    }
  }

  @Test
  void placeThatNobodyKnows_givesNoPicture() {
    try (ThumbnailStrip strip = new ThumbnailStrip(OptionalLong::empty)) {
      show(strip, 64, 36, 0);

      assertThat(strip.pictures()).isEmpty();
    }
  }

  @Test
  void picturesFolder_isWhereTheDesktopSays_elsePictures() throws Exception {
    Path home = Path.of("/home/ada");
    assertThat(PicturesFolder.of(home, folder)).isEqualTo(home.resolve("Pictures"));

    Files.writeString(
        folder.resolve("user-dirs.dirs"),
        "# written by xdg-user-dirs-update\nXDG_MUSIC_DIR=\"$HOME/Musik\"\n"
            + "XDG_PICTURES_DIR=\"$HOME/Bilder\"\n");
    assertThat(PicturesFolder.of(home, folder)).isEqualTo(home.resolve("Bilder"));
  }
}
