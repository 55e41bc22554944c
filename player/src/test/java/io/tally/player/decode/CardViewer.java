// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.decode;

import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import io.tally.player.Player;
import io.tally.player.PlayerSettings;
import io.tally.player.PlayerState;
import io.tally.player.PlayerStatistics;
import java.lang.foreign.ValueLayout;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// The program of a child process that sees the emulated graphics card: plays a recording to its
/// end, and prints how many of the pictures were the card's, and how many a busy computer left out.
final class CardViewer {
  private static final int CARDS_U = 32;
  private static final int CARDS_V = 224;

  private CardViewer() {}

  public static void main(String[] address) throws InterruptedException {
    AtomicInteger ofCard = new AtomicInteger();
    AtomicInteger ofProcessor = new AtomicInteger();
    AtomicReference<List<String>> notes = new AtomicReference<>(List.of());
    CountDownLatch over = new CountDownLatch(1);
    PlayerStatistics statistics;
    try (Player player = new Player(PlayerSettings.DEFAULT.withSound(false))) {
      player.connect(picture -> (isOfCard(picture) ? ofCard : ofProcessor).incrementAndGet());
      player.onState(state -> {
        switch (state) {
          case PlayerState.Playing playing -> notes.set(playing.notes());
          case PlayerState.Ended _, PlayerState.Failed _ -> over.countDown();
          default -> {}
        }
      });
      player.play(URI.create(address[0]));
      over.await();
      statistics = player.statistics();
    }
    System.out.printf(
        "card %d, processor %d, dropped %d, last by %s, notes %s, open %d%n",
        ofCard.get(),
        ofProcessor.get(),
        statistics.droppedFrames(),
        statistics.decoder(),
        notes.get(),
        VideoFrame.openFrames());
  }

  private static boolean isOfCard(VideoFrame picture) {
    if (picture.format() != PixelFormat.NV12) {
      return false;
    }
    VideoFrame.Plane color = picture.planes().get(1);
    return (color.memory().get(ValueLayout.JAVA_BYTE, 0) & 0xFF) == CARDS_U
        && (color.memory().get(ValueLayout.JAVA_BYTE, 1) & 0xFF) == CARDS_V;
  }
}
