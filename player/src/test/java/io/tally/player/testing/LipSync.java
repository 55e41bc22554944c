// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing;

import static org.awaitility.Awaitility.await;

import io.tally.capture.media.AudioFrame;
import io.tally.capture.picture.PatternReader;
import io.tally.player.Player;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How long after the flash that it belongs to is each beep, by the times that a player gives to
/// picture and sound?
public final class LipSync {
  private static final float LOUD = 0.15f; // the beep has 0.5, what AAC leaves between them little
  private static final long QUIET_NS = 250_000_000L;
  private static final long EARLY_MS = 100;
  private static final long SECOND_MS = 1_000;

  private final List<Long> flashes = new ArrayList<>(); // where they begin, ns
  private final List<Long> beeps = new ArrayList<>();
  private boolean dark = true;
  private long lastLoudNs = -QUIET_NS;

  public LipSync(Player player) {
    player.connect(picture -> look(PatternReader.read(picture).flash(), picture.ptsNs()));
    player.connectSound(this::listen);
  }

  private synchronized void look(boolean flash, long ptsNs) {
    if (flash && dark) {
      flashes.add(ptsNs);
    }
    dark = !flash;
  }

  private synchronized void listen(AudioFrame block) {
    for (int i = 0; i < block.length(); i++) {
      if (Math.abs(block.samples()[AudioFrame.CHANNELS * i]) > LOUD) {
        long atNs = block.ptsNs() + AudioFrame.durationNs(i);
        if (atNs - lastLoudNs > QUIET_NS) {
          beeps.add(atNs);
        }
        lastLoudNs = atNs;
      }
    }
  }

  /// Waits for so many beeps that have a flash.
  public void awaitBeeps(int count) {
    await().atMost(Duration.ofSeconds(40)).until(() -> offsetsMs().size() >= count);
  }

  /// Waits for a beep so long after its flash, give or take.
  public void awaitBeep(long ms, long tolerance) {
    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> offsetsMs().stream().anyMatch(offset -> Math.abs(offset - ms) <= tolerance));
  }

  /// Of each beep that has a flash, in order, ms: after the newest flash before it, or just before
  /// one.
  public synchronized List<Long> offsetsMs() {
    List<Long> offsets = new ArrayList<>();
    for (long beep : beeps) {
      flashes.stream()
          .map(flash -> (beep - flash) / 1_000_000)
          .filter(offset -> offset >= -EARLY_MS && offset < SECOND_MS - EARLY_MS)
          .reduce((_, newest) -> newest)
          .ifPresent(offsets::add);
    }
    return offsets;
  }

  /// Those of the last beeps.
  public List<Long> lastMs(int count) {
    List<Long> all = offsetsMs();
    return all.subList(Math.max(0, all.size() - count), all.size());
  }
}
