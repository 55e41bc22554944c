// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The newest is kept, and not too much of it.
class TraceTest {
  private final Trace trace = new Trace();

  private void playlist(String text) {
    trace.add(new PlaylistVersion("one", Instant.EPOCH, text));
  }

  private List<PlaylistVersion> versions() {
    return trace.playlists().getOrDefault("one", List.of());
  }

  @Test
  void playlistThatSaysTheSame_isOneVersion() {
    playlist("a");
    playlist("a");
    playlist("b");
    playlist("a");

    assertThat(versions()).extracting(PlaylistVersion::text).containsExactly("a", "b", "a");
  }

  @Test
  void manyVersions_leaveTheNewest() {
    for (int i = 0; i < 100; i++) {
      playlist("version " + i);
    }

    assertThat(versions()).hasSizeLessThan(20);
    assertThat(versions().getLast().text()).isEqualTo("version 99");
  }

  @Test
  void hugePlaylists_doNotFillTheMemory() {
    for (int i = 0; i < 10; i++) {
      playlist(i + "x".repeat(3_000_000));
    }
    playlist("y".repeat(5_000_000));

    long characters = versions().stream().mapToLong(one -> one.text().length()).sum();
    assertThat(characters).isLessThanOrEqualTo(8_000_000);
  }
}
