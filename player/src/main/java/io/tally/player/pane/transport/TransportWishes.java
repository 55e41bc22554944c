// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.transport;

/// Who carries out what the controls of the time ask for?
///
/// Called on the JavaFX thread; must not block.
public interface TransportWishes {
  /// Stands still, or goes on.
  void pauseOrGoOn();

  /// Goes to a place, ns.
  void seek(long placeNs);

  /// Goes some way back or, above zero, forward, ns.
  void step(long byNs);

  /// Goes to the live edge, and plays.
  void goLive();

  /// Plays faster or slower.
  void setRate(double factor);

  /// Silences the sound, or lets it be heard.
  void muteOrUnmute();

  /// Keeps the picture that is shown as a file.
  void keepPicture();
}
