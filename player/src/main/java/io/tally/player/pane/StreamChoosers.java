// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane;

import io.tally.player.Choices;
import io.tally.player.adapt.Rung;
import io.tally.player.pane.Chooser.Offer;
import io.tally.player.playlist.Rendition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import javafx.scene.Node;

/// What does a stream offer to choose from: which picture, which sound, which subtitles?
///
/// Threads: the JavaFX thread.
final class StreamChoosers {
  private final Choices choices;
  private final Chooser variants;
  private final Chooser sounds;
  private final Chooser subtitles;

  StreamChoosers(Choices choices) {
    this.choices = choices;
    variants =
        new Chooser(
            "Variant of the stream",
            "Automatic",
            wanted -> wanted.ifPresentOrElse(choices::choose, choices::automatic));
    sounds = new Chooser("Sound of the stream", "Default sound", choices.sounds()::choose);
    subtitles = new Chooser("Subtitles of the stream", "No subtitles", choices.subtitles()::choose);
    render();
  }

  List<Node> nodes() {
    return List.of(variants.node(), sounds.node(), subtitles.node());
  }

  /// Shows what there is, and what holds now.
  void render() {
    variants.render(rungs(choices.variants()), choices.manual());
    List<Rendition> tracks = choices.sounds().tracks();
    sounds.render(tracks.size() < 2 ? List.of() : named(tracks), choices.sounds().chosen());
    subtitles.render(named(choices.subtitles().tracks()), choices.subtitles().chosen());
  }

  /// The best first; nothing for a stream that offers no choice.
  private static List<Offer> rungs(List<Rung> ladder) {
    return ladder.size() < 2
        ? List.of()
        : ladder.stream()
            .sorted(Comparator.comparingLong(Rung::peakBps).reversed())
            .map(rung -> new Offer(OptionalInt.of(rung.index()), rung.name()))
            .toList();
  }

  private static List<Offer> named(List<Rendition> tracks) {
    List<Offer> offers = new ArrayList<>();
    for (Rendition track : tracks) {
      String name = track.name().isEmpty() ? track.language().orElse("unnamed") : track.name();
      offers.add(new Offer(OptionalInt.of(offers.size()), name));
    }
    return offers;
  }
}
