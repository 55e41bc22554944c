// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing;

import io.tally.capture.picture.PatternReader;
import io.tally.player.Player;
import io.tally.player.PlayerState;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What a player showed and said: the numbers of the pictures in order, and every state.
public final class Watcher {
  private final List<Long> numbers = new CopyOnWriteArrayList<>();
  private final List<PlayerState> states = new CopyOnWriteArrayList<>();

  public Watcher(Player player) {
    player.connect(picture ->
        PatternReader.read(picture)
            .frameNumber()
            .ifPresent(number -> {
              // The first picture comes at once and again at its time.
              if (numbers.isEmpty() || numbers.getLast() != number) {
                numbers.add(number);
              }
            }));
    player.onState(states::add);
  }

  public List<Long> numbers() {
    return numbers;
  }

  public List<PlayerState> states() {
    return states;
  }

  /// Every playing state, in order.
  public List<PlayerState.Playing> playing() {
    return states.stream()
        .filter(PlayerState.Playing.class::isInstance)
        .map(PlayerState.Playing.class::cast)
        .toList();
  }

  /// Every note of every playing state, each once.
  public List<String> notes() {
    return playing().stream().flatMap(state -> state.notes().stream()).distinct().toList();
  }
}
