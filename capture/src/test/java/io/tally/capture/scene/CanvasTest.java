// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.scene;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.capture.media.FrameRate;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.testing.StillSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CanvasTest {
  private static final CanvasFormat FORMAT = new CanvasFormat(160, 90, FrameRate.of(30));
  private static final int RED = 0xFF0000;
  private static final int GREEN = 0x00FF00;
  private static final int BLUE = 0x0000FF;
  private static final int BLACK = 0x000000;

  private final Canvas canvas = new Canvas(FORMAT);
  private final StillSource full = new StillSource(PixelFormat.BGR0, 160, 90);
  private final StillSource square = new StillSource(PixelFormat.BGR0, 40, 40);
  private final Sink sink = new Sink();

  private static final class Sink implements CanvasSink {
    private final List<Long> repeats = new ArrayList<>();
    private final List<Long> wholes = new ArrayList<>();
    private final List<VideoFrame> kept = new ArrayList<>();
    private boolean takes = true;

    @Override
    public boolean accept(VideoFrame taken) {
      wholes.add(taken.ptsNs());
      kept.add(taken);
      return takes;
    }

    @Override
    public boolean repeat(long ptsNs) {
      repeats.add(ptsNs);
      return takes;
    }

    VideoFrame last() {
      return kept.getLast();
    }
  }

  @AfterEach
  void close_givesAllMemoryBack() {
    sink.kept.forEach(VideoFrame::close);
    full.close();
    square.close();
    canvas.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  @Test
  void make_nothingInTheScene_isBlack() {
    canvas.setSink(sink);

    canvas.make(5);

    assertThat(sink.wholes).containsExactly(5L);
    assertThat(pixel(sink.last(), 80, 45)).isEqualTo(BLACK);
  }

  @Test
  void make_otherAspect_isCentredWithBlackAtTheSides() {
    square.show(RED);
    canvas.setScene(Scene.of(Layer.of(square, Placement.FULL)));
    canvas.setSink(sink);

    canvas.make(0);

    assertThat(pixel(sink.last(), 34, 45)).isEqualTo(BLACK); // 35 px free at each side
    assertThat(pixel(sink.last(), 35, 45)).isEqualTo(RED);
    assertThat(pixel(sink.last(), 124, 45)).isEqualTo(RED);
    assertThat(pixel(sink.last(), 125, 45)).isEqualTo(BLACK);
  }

  @Test
  void make_twoLayers_theSecondLiesOverTheFirstAtItsPlace() {
    full.show(BLUE);
    square.show(RED);
    Placement corner = new Placement(0.75, 0, 0.25, 0.5, Placement.Fit.STRETCH);
    canvas.setScene(Scene.of(Layer.of(full, Placement.FULL), Layer.of(square, corner)));
    canvas.setSink(sink);

    canvas.make(0);

    assertThat(pixel(sink.last(), 119, 0)).isEqualTo(BLUE);
    assertThat(pixel(sink.last(), 120, 0)).isEqualTo(RED);
    assertThat(pixel(sink.last(), 159, 44)).isEqualTo(RED);
    assertThat(pixel(sink.last(), 159, 45)).isEqualTo(BLUE);
  }

  @Test
  void make_layerOverTheEdge_isCutThere() {
    square.show(GREEN);
    Placement over = new Placement(-0.125, -0.5, 0.25, 1, Placement.Fit.STRETCH);
    canvas.setScene(Scene.of(Layer.of(square, over)));
    canvas.setSink(sink);

    canvas.make(0);

    assertThat(pixel(sink.last(), 0, 0)).isEqualTo(GREEN);
    assertThat(pixel(sink.last(), 19, 44)).isEqualTo(GREEN);
    assertThat(pixel(sink.last(), 20, 0)).isEqualTo(BLACK);
    assertThat(pixel(sink.last(), 0, 45)).isEqualTo(BLACK);
  }

  @Test
  void make_halfOpacity_mixesWithWhatIsBelow() {
    full.show(BLUE);
    square.show(RED);
    Layer half = new Layer(square, Placement.FULL, Crop.NONE, 0.5, true);
    canvas.setScene(Scene.of(Layer.of(full, Placement.FULL), half));
    canvas.setSink(sink);

    canvas.make(0);

    int mixed = pixel(sink.last(), 80, 45);
    assertThat(mixed >> 16 & 0xFF).isBetween(126, 129);
    assertThat(mixed & 0xFF).isBetween(126, 129);
  }

  @Test
  void make_pictureWithAlpha_letsWhatIsBelowThrough() {
    full.show(BLUE);
    try (StillSource glass = new StillSource(PixelFormat.BGRA, 160, 90)) {
      glass.show(0x40FF0000); // a quarter red
      canvas.setScene(Scene.of(Layer.of(full, Placement.FULL), Layer.of(glass, Placement.FULL)));
      canvas.setSink(sink);

      canvas.make(0);
    }
    int mixed = pixel(sink.last(), 80, 45);
    assertThat(mixed >> 16 & 0xFF).isBetween(62, 66);
    assertThat(mixed & 0xFF).isBetween(189, 193);
  }

  @Test
  void make_invisibleLayer_isNotDrawn() {
    full.show(BLUE);
    square.show(RED);
    Layer hidden = new Layer(square, Placement.FULL, Crop.NONE, 1, false);
    canvas.setScene(Scene.of(Layer.of(full, Placement.FULL), hidden));
    canvas.setSink(sink);

    canvas.make(0);

    assertThat(pixel(sink.last(), 80, 45)).isEqualTo(BLUE);
  }

  @Test
  void make_crop_leavesItsEdgesOut() {
    full.show(BLUE);
    Layer cropped = new Layer(full, Placement.FULL, new Crop(80, 0, 0, 0), 1, true);
    canvas.setScene(Scene.of(cropped)); // 80x90 is left, centred
    canvas.setSink(sink);

    canvas.make(0);

    assertThat(pixel(sink.last(), 39, 45)).isEqualTo(BLACK);
    assertThat(pixel(sink.last(), 40, 45)).isEqualTo(BLUE);
  }

  @Test
  void make_oneWholePicture_isHandedOnWithoutACopy() {
    full.show(BLUE);
    VideoFrame original = requireNonNull(full.frameAt(0));
    canvas.setScene(Scene.of(Layer.of(full, Placement.FULL)));
    canvas.setSink(sink);

    canvas.make(7);

    assertThat(sink.last().planes().getFirst().memory())
        .isEqualTo(original.planes().getFirst().memory());
    assertThat(sink.last().ptsNs()).isEqualTo(7);
  }

  @Test
  void make_nothingNew_repeats() {
    full.show(BLUE);
    square.show(RED);
    canvas.setScene(Scene.of(Layer.of(full, Placement.FULL), Layer.of(square, Placement.CORNER)));
    canvas.setSink(sink);
    canvas.make(1);

    canvas.make(2);
    square.show(GREEN);
    canvas.make(3);

    assertThat(sink.wholes).containsExactly(1L, 3L);
    assertThat(sink.repeats).containsExactly(2L);
  }

  @Test
  void make_pictureWasGivenAway_repeatsUntilTheNextAlsoInAnotherScene() {
    full.show(BLUE);
    square.show(RED);
    canvas.setScene(Scene.of(Layer.of(full, Placement.FULL)));
    canvas.setSink(sink);
    canvas.make(1);

    canvas.setScene(Scene.of(Layer.of(full, Placement.FULL), Layer.of(square, Placement.CORNER)));
    canvas.make(2);
    full.show(GREEN);
    canvas.make(3);

    assertThat(sink.wholes).containsExactly(1L, 3L);
    assertThat(sink.repeats).containsExactly(2L);
    assertThat(pixel(sink.last(), 0, 0)).isEqualTo(GREEN);
  }

  @Test
  void make_sourceThatGaveItsPictureIsUnplugged_turnsBlack() {
    full.show(BLUE);
    canvas.setScene(Scene.of(Layer.of(full, Placement.FULL)));
    canvas.setSink(sink);
    canvas.make(1);

    full.unplug();
    canvas.make(2);

    assertThat(pixel(sink.last(), 80, 45)).isEqualTo(BLACK);
  }

  @Test
  void make_sinkSkipped_sendsTheNextTickWhole() {
    canvas.setScene(Scene.of(Layer.of(square, Placement.FULL)));
    canvas.setSink(sink);
    square.show(RED);
    sink.takes = false;
    canvas.make(1);

    sink.takes = true;
    canvas.make(2);

    assertThat(sink.wholes).containsExactly(1L, 2L);
  }

  @Test
  void make_sinkKeepsAllFrames_tellsThatItCouldNotDraw() {
    canvas.setScene(Scene.of(Layer.of(square, Placement.FULL)));
    canvas.setSink(sink);
    boolean made = true;
    for (int tick = 0; tick < 100 && made; tick++) {
      square.show(RED);
      made = canvas.make(tick);
    }
    assertThat(made).isFalse();
  }

  @Test
  void make_viewerOnly_borrowsAndLeavesThePictureWithItsSource() {
    full.show(BLUE);
    canvas.setScene(Scene.of(Layer.of(full, Placement.FULL)));
    List<Integer> seen = new ArrayList<>();
    canvas.addViewer(borrowed -> seen.add(pixel(borrowed, 1, 1)));

    canvas.make(1);
    canvas.make(2);

    assertThat(seen).containsExactly(BLUE);
    assertThat(full.frameAt(3)).isNotNull();
  }

  private static int pixel(VideoFrame frame, int x, int y) {
    VideoFrame.Plane plane = frame.planes().getFirst();
    return plane.memory().get(JAVA_INT_UNALIGNED, (long) y * plane.strideBytes() + x * 4L)
        & 0xFFFFFF;
  }
}
