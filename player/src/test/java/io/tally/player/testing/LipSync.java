// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing;

import static org.awaitility.Awaitility.await;

import io.tally.capture.picture.PatternReader;
import io.tally.player.Player;
import io.tally.player.sound.Ear;
import io.tally.player.sound.SoundLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// How long after the flash that it belongs to is each beep heard?
public final class LipSync {
  private static final long EARLY_MS = 100;
  private static final long SECOND_MS = 1_000;

  /// One opening of the sound device.
  ///
  /// @param flashes frames heard when one begins
  private record Hearing(Ear ear, List<Long> flashes) {}

  private final List<Hearing> hearings = new CopyOnWriteArrayList<>();

  /// Opens the sound device.
  public SoundLine open() {
    Hearing hearing = new Hearing(new Ear(), new CopyOnWriteArrayList<>());
    hearings.add(hearing);
    return hearing.ear();
  }

  public void watch(Player player) {
    player.connect(picture -> {
      if (!hearings.isEmpty() && PatternReader.read(picture).flash()) {
        Hearing now = hearings.getLast();
        long heard = now.ear().playedFrames();
        // The very first picture is shown before the clock goes.
        if (heard > 0) {
          now.flashes().add(heard);
        }
      }
    });
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

  /// The middle one of the first beeps: a busy machine may be late for a single picture.
  public long firstMs(int count) {
    return middle(offsetsMs().subList(0, count));
  }

  /// The middle one of the last beeps.
  public long lastMs(int count) {
    List<Long> all = offsetsMs();
    return middle(all.subList(all.size() - count, all.size()));
  }

  private static long middle(List<Long> offsets) {
    return offsets.stream().sorted().skip(offsets.size() / 2).findFirst().orElseThrow();
  }

  /// From the newest flash before the beep, or a little after it; none for a beep without one.
  private List<Long> offsetsMs() {
    List<Long> offsets = new ArrayList<>();
    for (Hearing hearing : hearings) {
      for (long beep : hearing.ear().beeps()) {
        hearing.flashes().stream()
            .map(flash -> (beep - flash) * SECOND_MS / SoundLine.RATE)
            .filter(offset -> offset >= -EARLY_MS && offset < SECOND_MS - EARLY_MS)
            .reduce((_, newest) -> newest)
            .ifPresent(offsets::add);
      }
    }
    return offsets;
  }
}
