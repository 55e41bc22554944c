// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.presenter;

import io.tally.app.settings.BroadcastSettings;
import io.tally.app.window.state.Picture;
import io.tally.capture.media.FrameRate;
import io.tally.capture.scene.CanvasFormat;

/// What does a wish for another picture ask of the broadcast: another bit rate, or another canvas?
///
/// @param settings with the wish in them
/// @param canvas whether the canvas itself is another
record CanvasChange(BroadcastSettings settings, boolean canvas) {
  static CanvasChange of(BroadcastSettings now, Picture wanted) {
    BroadcastSettings coded =
        now.withEncoding(now.encoding().withVideoBitrate(wanted.bitrateBps()));
    CanvasFormat before = now.canvas();
    boolean same =
        before.width() == wanted.width()
            && before.height() == wanted.height()
            && Math.round(before.rate().perSecond()) == wanted.framesPerSecond();
    return same
        ? new CanvasChange(coded, false)
        : new CanvasChange(
            coded.withCanvas(
                new CanvasFormat(
                    wanted.width(), wanted.height(), FrameRate.of(wanted.framesPerSecond()))),
            true);
  }

  /// Does it: a bit rate at once, a canvas by another broadcast, and not while this one is busy.
  void apply(Desk desk, Work work) {
    if (!canvas) {
      desk.broadcast().code(settings.encoding());
    } else if (!desk.broadcast().state().busy()) {
      work.run(desk.replace(settings));
    }
  }
}
