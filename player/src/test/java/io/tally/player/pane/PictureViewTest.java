// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tally.capture.media.VideoFrame;
import io.tally.player.testing.data.Painted;
import java.util.function.IntBinaryOperator;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PictureViewTest {
  private static final int AROUND = 0xFFFFFFFF; // the scene's fill, where no picture is

  private PictureView view;

  @BeforeEach
  void make() throws Exception {
    view = FxStage.make(PictureView::new);
  }

  @AfterEach
  void nothingLeaks() throws Exception {
    FxStage.onFx(() -> {
      view.close();
      return null;
    });
    FxStage.pulses(4);
    assertThat(VideoFrame.openFrames()).isZero();
  }

  @Test
  void pictureOfTheDisplayedSize_isShownPixelForPixel() throws Exception {
    try (FxStage stage = new FxStage(view, 320, 180)) {
      show(320, 180, (x, y) -> 0xFF000000 | (x & 255) << 16 | (y & 255) << 8 | ((x ^ y) & 255));

      Image seen = snapshot(stage);

      for (int y = 0; y < 180; y++) {
        for (int x = 0; x < 320; x++) {
          int wanted = 0xFF000000 | (x & 255) << 16 | (y & 255) << 8 | ((x ^ y) & 255);
          assertThat(seen.getPixelReader().getArgb(x, y)).as("%d,%d", x, y).isEqualTo(wanted);
        }
      }
    }
  }

  @Test
  void pictureOfAnotherShape_keepsItsAspect_inTheMiddle() throws Exception {
    try (FxStage stage = new FxStage(view, 400, 200)) {
      show(640, 640, (_, _) -> 0xFF00FF00);

      Image seen = snapshot(stage);

      assertThat(seen.getPixelReader().getArgb(99, 100)).isEqualTo(AROUND);
      assertColour(seen, 100, 100, 0xFF00FF00);
      assertColour(seen, 299, 0, 0xFF00FF00);
      assertThat(seen.getPixelReader().getArgb(300, 100)).isEqualTo(AROUND);
    }
  }

  @Test
  void newestPicture_replacesTheOlderOnes_overManyPulses() throws Exception {
    try (FxStage stage = new FxStage(view, 64, 64)) {
      for (int i = 0; i < 20; i++) {
        int gray = i * 12;
        int argb = 0xFF000000 | gray << 16 | gray << 8 | gray;
        show(64, 64, (_, _) -> 0xFFFF0000);
        show(64, 64, (_, _) -> argb);

        assertThat(snapshot(stage).getPixelReader().getArgb(32, 32)).isEqualTo(argb);
      }
    }
  }

  @Test
  void resizedView_showsTheNextPictureAtItsNewSize() throws Exception {
    try (FxStage stage = new FxStage(view, 160, 90)) {
      show(640, 360, (x, _) -> x < 320 ? 0xFFFF0000 : 0xFF0000FF);
      snapshot(stage);
      FxStage.onFx(() -> {
        stage.stage().setWidth(480);
        stage.stage().setHeight(270);
        return null;
      });
      FxStage.picturePulses();
      show(640, 360, (x, _) -> x < 320 ? 0xFFFF0000 : 0xFF0000FF);

      Image seen = snapshot(stage);

      int width = (int) seen.getWidth();
      assertThat(width).isGreaterThan(400);
      assertColour(seen, width / 2 - 4, 100, 0xFFFF0000);
      assertColour(seen, width / 2 + 4, 100, 0xFF0000FF);
    }
  }

  @Test
  void hiddenView_drawsNothing() throws Exception {
    try (FxStage stage = new FxStage(view, 64, 64)) {
      show(64, 64, (_, _) -> 0xFF00FF00);
      snapshot(stage);
      FxStage.onFx(() -> {
        view.setVisible(false);
        return null;
      });
      FxStage.picturePulses();
      show(64, 64, (_, _) -> 0xFFFF0000); // nobody sees it
      FxStage.onFx(() -> {
        view.setVisible(true);
        return null;
      });

      assertThat(snapshot(stage).getPixelReader().getArgb(32, 32)).isEqualTo(0xFF00FF00);
    }
  }

  @Test
  void closedView_takesPicturesAndShowsNothing() throws Exception {
    try (FxStage stage = new FxStage(view, 64, 64)) {
      show(64, 64, (_, _) -> 0xFF00FF00);
      FxStage.onFx(() -> {
        view.close();
        view.close();
        return null;
      });
      show(64, 64, (_, _) -> 0xFFFF0000);

      assertThat(snapshot(stage).getPixelReader().getArgb(32, 32)).isEqualTo(AROUND);
    }
  }

  /// swscale's scaler rounds by up to two levels; without scaling the copy is exact.
  private static void assertColour(Image seen, int x, int y, int argb) {
    int got = seen.getPixelReader().getArgb(x, y);
    for (int shift = 0; shift < 32; shift += 8) {
      assertThat(got >> shift & 255).isCloseTo(argb >> shift & 255, within(2));
    }
  }

  private void show(int width, int height, IntBinaryOperator argb) {
    Painted.show(view::show, width, height, 0, argb);
  }

  private static WritableImage snapshot(FxStage stage) throws Exception {
    FxStage.picturePulses();
    return FxStage.onFx(() -> stage.stage().getScene().snapshot(null));
  }
}
