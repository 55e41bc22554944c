// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.bench.peer;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// A player in a process of its own, without a sound device.
///
/// Life: [#play] and [#stop] any number of times, [#close]. Threads: one.
public interface Peer extends AutoCloseable {
  /// As people call it.
  String name();

  /// Begins to play, and returns at once.
  void play(URI stream) throws Exception;

  /// From [#play] to the first picture, ms; waits for it, 20 s at most.
  double firstPictureMs() throws Exception;

  /// What it shows now; empty of a player that cannot be asked.
  Optional<Glance> glance() throws Exception;

  /// Lets it convert every picture to this many pixels of BGRA, as for a window of that size.
  void draw(int width, int height) throws Exception;

  /// Lets it forget what it learned of the line; what it draws, too.
  default void forget() throws Exception {
    // those that begin anew with each stream have nothing to forget
  }

  /// Ends what it plays.
  void stop() throws Exception;

  /// The process that plays, with its children.
  ProcessHandle process();

  /// Processor time that it and its children have used.
  default Duration cpu() {
    return process().descendants().map(Peer::cpuOf).reduce(cpuOf(process()), Duration::plus);
  }

  private static Duration cpuOf(ProcessHandle one) {
    return one.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  void close() throws Exception;
}
