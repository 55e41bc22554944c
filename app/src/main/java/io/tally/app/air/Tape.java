// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.air;

import io.tally.app.rendition.Rendition;
import io.tally.encoder.Recorder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Is the programme being recorded, and from which encode?
///
/// Threads: the broadcast's; a failure is told on the recorder's.
final class Tape {
  private @Nullable Recorder recorder; // null while nothing is recorded
  private @Nullable Rendition source;

  /// Begins to write.
  ///
  /// @param onFailure told once, in a sentence, when it ends by itself
  /// @throws IOException a sentence, when the file cannot be made
  void begin(Path file, Rendition from, Consumer<String> onFailure) throws IOException {
    Recorder writing = Recorder.start(file, from.parameters(), true, onFailure);
    recorder = writing;
    source = from;
    from.bus().add(writing);
  }

  /// Whether it is written.
  boolean runs() {
    return recorder != null;
  }

  /// Gives the file up, since it cannot be written any more.
  ///
  /// @return whether it was written until now
  boolean lose() {
    Recorder lost = recorder;
    Rendition from = source;
    recorder = null;
    if (lost == null || from == null) {
      return false;
    }
    from.bus().remove(lost);
    lost.close();
    return true;
  }

  /// Writes what waits, and ends the file.
  void end() {
    Recorder writing = recorder;
    if (writing != null) {
      writing.stop();
    }
  }
}
