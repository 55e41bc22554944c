// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import io.tally.capture.media.VideoFrame;
import java.net.URI;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// How far is the playing of one URL?
///
/// Life: `start` once, `close` at any point and twice. Threads: any; it owns those that it starts.
final class Session implements AutoCloseable {
  private final URI uri;
  private final BiConsumer<Session, PlayerState> states;

  Session(
      URI uri,
      PlayerSettings settings,
      Volume volume,
      Consumer<VideoFrame> pictures,
      BiConsumer<Session, PlayerState> states) {
    this.uri = uri;
    this.states = states;
  }

  void start() {
    states.accept(this, new PlayerState.Opening(uri, Optional.empty()));
  }

  PlayerStatistics statistics() {
    return PlayerStatistics.NONE;
  }

  @Override
  public void close() {}
}
