// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.capture.media.FrameRate;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import io.tally.encoder.option.CodingRequest;
import io.tally.encoder.option.VideoOptions;
import io.tally.encoder.peer.MovingPicture;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitingPicturesTest {
  private static final int MOST = 4;

  private final MovingPicture picture = new MovingPicture(320, 180);
  private final WaitingPictures waiting = new WaitingPictures(PixelFormat.YUV420P, 160, 90, MOST);

  @AfterEach
  void nothingIsLeft() {
    waiting.close();
    picture.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  @Test
  void form_whileFewWait_isThePictureItself() {
    try (VideoFrame came = picture.frame(0, 0)) {
      assertThat(waiting.form(came, 0)).isSameAs(came);
      assertThat(waiting.form(came, 1)).isSameAs(came);
    }
  }

  @Test
  void form_behindOthers_isTheEncodersOwn_andGivesTheCanvasBack() {
    try (VideoFrame waits = waiting.form(picture.frame(0, 40), 2)) {
      assertThat(waits.format()).isEqualTo(PixelFormat.YUV420P);
      assertThat(waits.width()).isEqualTo(160);
      assertThat(waits.ptsNs()).isEqualTo(40);
      assertThat(VideoFrame.openFrames()).isOne();
    }
  }

  @Test
  void form_whereThereIsNoPlace_costsNothing() {
    try (VideoFrame came = picture.frame(0, 0)) {
      assertThat(waiting.form(came, MOST)).isSameAs(came);
    }
  }

  @Test
  void pictureThatWaited_isCodedAsOneThatDidNot() throws Exception {
    CodingRequest request =
        new CodingRequest(160, 90, FrameRate.of(30), 500_000, 60, "veryfast", OptionalInt.empty());
    try (VideoCoder coder = VideoCoder.open(VideoOptions.X264, request, 0);
        VideoFrame came = picture.frame(3, 0);
        VideoFrame waited = waiting.form(picture.frame(3, 0), 2)) {
      coder.draw(came);
      byte[] atOnce = coder.luma().orElseThrow().samples();
      coder.draw(waited);
      assertThat(coder.luma().orElseThrow().samples()).isEqualTo(atOnce);
    }
  }
}
