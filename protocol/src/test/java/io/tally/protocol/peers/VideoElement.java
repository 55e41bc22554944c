// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.peers;

import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.picture.PatternReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;

/// Which picture of the test pattern does the video of a page show?
public final class VideoElement {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final String LOOK =
      """
      (() => { const v = document.querySelector('video'); const c = document.createElement('canvas');
        c.width = %1$d; c.height = %2$d; const x = c.getContext('2d'); x.drawImage(v, 0, 0, %1$d, %2$d);
        const at = Date.now(); const d = x.getImageData(0, 0, %1$d, %2$d).data; let s = '';
        for (let i = 0; i < d.length; i++) s += String.fromCharCode(d[i]);
        return at + ',' + v.videoHeight + ',' + btoa(s); })()
      """
          .formatted(WIDTH, HEIGHT);

  private VideoElement() {}

  /// What was seen.
  ///
  /// @param number of the picture; empty when there is none
  /// @param atMs when, since the epoch, by this machine's clock
  /// @param height of the video, px; 0 when there is none
  public record Seen(OptionalLong number, long atMs, int height) {}

  /// Looks at a page's video.
  public static Seen look(Chromium chromium) throws IOException, InterruptedException {
    String[] told = chromium.evaluate(LOOK).split(",", 3);
    byte[] pixels = Base64.getDecoder().decode(told[2]);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(pixels.length, 64);
      MemorySegment.copy(pixels, 0, memory, ValueLayout.JAVA_BYTE, 0, pixels.length);
      // Blocks are black or white, so red and blue may change places.
      try (VideoFrame frame =
          new VideoFrame(
              PixelFormat.BGRA,
              ColorSpace.RGB,
              WIDTH,
              HEIGHT,
              0,
              List.of(new VideoFrame.Plane(memory, WIDTH * 4)),
              () -> {})) {
        return new Seen(
            PatternReader.read(frame).frameNumber(),
            Long.parseLong(told[0]),
            Integer.parseInt(told[1]));
      }
    }
  }
}
