// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.glass;

import java.util.Optional;

/// How does what a Tally sent arrive?
///
/// @param source whose stamps they are; empty before the first picture that has one
/// @param delay of the pictures shown in the last seconds; empty while none is shown
/// @param shown pictures with a stamp that were shown
/// @param lost pictures that were coded and sent and did not come: told by holes in their numbers
/// @param leftOut pictures that the sender did not code, because it was too busy: told by holes in
///   their times where there is none in their numbers
/// @param likeness of the newest picture that was compared; empty where this program did not send
///   it
public record GlassFacts(
    Optional<Source> source,
    Optional<Delay> delay,
    long shown,
    long lost,
    long leftOut,
    Optional<Likeness> likeness) {
  /// Nothing with a stamp was shown.
  public static final GlassFacts NONE =
      new GlassFacts(Optional.empty(), Optional.empty(), 0, 0, 0, Optional.empty());

  /// Who sent it?
  ///
  /// @param session random, one for each time on the air
  /// @param own this program did, so that one clock tells both times
  public record Source(long session, boolean own) {
    /// As it is told to programs.
    public String name() {
      return "%016x".formatted(session);
    }
  }

  /// From the capture of a picture until it was given to the screen, ns; what the screen itself
  /// needs, a refresh or two, comes on top.
  ///
  /// @param medianNs the middle one
  /// @param p95Ns one of twenty was later
  /// @param codingNs mean, from capture to the coded picture
  /// @param wayNs mean, from there until its bytes were loaded here
  /// @param waitNs mean, from there to the screen
  public record Delay(long medianNs, long p95Ns, long codingNs, long wayNs, long waitNs) {}

  /// How much does a received picture look like the one that was sent?
  ///
  /// @param ssim structural similarity of luma, 1 for the same picture
  /// @param psnrDb peak signal to noise ratio of luma, dB; infinite for the same picture
  /// @param number of the picture
  public record Likeness(double ssim, double psnrDb, long number) {}
}
