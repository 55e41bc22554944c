// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import io.tally.player.adapt.AbrController;
import io.tally.player.adapt.Bandwidth;
import io.tally.player.adapt.Decision;
import io.tally.player.adapt.DecisionHistory;
import io.tally.player.adapt.Rung;
import io.tally.player.open.SoundTracks;
import io.tally.player.subtitle.Subtitles;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Which variants are there, which is played, and what was decided?
///
/// What the line carries is remembered from stream to stream, for it is the same line. Threads:
/// any.
public final class Choices {
  private final Bandwidth bandwidth = new Bandwidth();
  private final Subtitles subtitles = new Subtitles();
  private final SoundTracks sounds = new SoundTracks();
  private volatile DecisionHistory history = new DecisionHistory();
  private volatile @Nullable AbrController abr;
  private int shownHeight; // guarded by this
  private boolean fitted = true; // guarded by this

  Choices() {}

  synchronized AbrController controller(List<Rung> ladder) {
    DecisionHistory fresh = new DecisionHistory();
    AbrController made = new AbrController(ladder, bandwidth, fresh, System::nanoTime);
    made.shownHeight(limit());
    history = fresh;
    abr = made;
    return made;
  }

  /// Which sound tracks there are, and which is played.
  public SoundTracks sounds() {
    return sounds;
  }

  /// The stream is over.
  void end() {
    subtitles.end();
    sounds.end();
  }

  /// Which subtitles there are, and what they say.
  public Subtitles subtitles() {
    return subtitles;
  }

  /// The variants of the stream, in the order of its playlist and each once; one for a stream that
  /// offers no choice, none before it is open.
  public List<Rung> variants() {
    AbrController open = abr;
    return open == null ? List.of() : open.ladder();
  }

  /// Index of the variant that is loaded; empty before the first.
  public OptionalInt loaded() {
    AbrController open = abr;
    return open == null ? OptionalInt.empty() : open.current();
  }

  /// Index of the variant that was chosen by hand; empty while the choice is automatic.
  public OptionalInt manual() {
    AbrController open = abr;
    return open == null ? OptionalInt.empty() : open.selected();
  }

  /// Plays one variant from the next segment on, whatever the line carries. Where it cannot be had,
  /// another is played meanwhile.
  public void choose(int variant) {
    AbrController open = abr;
    if (open != null) {
      open.select(OptionalInt.of(variant));
    }
  }

  /// Leaves the choice to the rules again.
  public void automatic() {
    AbrController open = abr;
    if (open != null) {
      open.select(OptionalInt.empty());
    }
  }

  /// Says how many lines of the screen the picture gets, px, so that nothing larger is loaded; 0
  /// when it does not matter. Kept over streams.
  public synchronized void setShownHeight(int lines) {
    shownHeight = lines;
    tellLimit();
  }

  /// How many lines of the screen the picture gets, px; 0 while nobody said.
  public synchronized int shownHeight() {
    return shownHeight;
  }

  /// Says whether the choice is held to what is shown; it is at first. Kept over streams.
  public synchronized void fitToShown(boolean wanted) {
    fitted = wanted;
    tellLimit();
  }

  /// Whether nothing larger is loaded than is shown.
  public synchronized boolean isFittedToShown() {
    return fitted;
  }

  private int limit() {
    return fitted ? shownHeight : 0;
  }

  private void tellLimit() {
    AbrController open = abr;
    if (open != null) {
      open.shownHeight(limit());
    }
  }

  /// What was decided since the stream was opened, oldest first, the newest five hundred; the first
  /// is the choice to begin with.
  public List<Decision> decisions() {
    return history.all();
  }
}
