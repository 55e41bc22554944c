// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.capture.media.FrameRate;
import io.tally.capture.media.VideoFrame;
import io.tally.encoder.option.CodingRequest;
import io.tally.encoder.option.VideoOptions;
import io.tally.encoder.peer.MovingPicture;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VideoCoderDelayTest {
  @Test
  void x264_holdsBackWhatItLooksAheadAndOnePictureAThread() throws Exception {
    int lookAhead = 10; // of the preset
    int threads = Runtime.getRuntime().availableProcessors() * 3 / 2;
    AtomicInteger coded = new AtomicInteger();
    int sent = 0;

    CodingRequest request =
        new CodingRequest(320, 180, FrameRate.of(30), 500_000, 60, "veryfast", OptionalInt.empty());
    try (MovingPicture picture = new MovingPicture(320, 180);
        VideoCoder coder = VideoCoder.open(VideoOptions.X264, request, 0)) {
      while (coded.get() == 0) {
        try (VideoFrame frame = picture.frame(sent, 0)) {
          coder.draw(frame);
        }
        coder.send(sent++, false, (_, _, _, _, _) -> coded.incrementAndGet());
      }
    }

    assertThat(sent - 1).isLessThanOrEqualTo(lookAhead + threads);
  }
}
