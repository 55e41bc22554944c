// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.parser.MutatedPlaylists;
import io.tally.player.playlist.parser.PlaylistParser;
import io.tally.player.playlist.parser.PlaylistParser.Context;
import io.tally.player.playlist.parser.PlaylistParser.Parsed;
import io.tally.player.rules.live.LiveCheck;
import io.tally.player.rules.live.ReloadCheck;
import io.tally.player.rules.live.SiblingCheck;
import io.tally.player.rules.live.Sighting;
import io.tally.player.rules.text.PlaylistCheck;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever playlists come after each other, the rules have an answer, in time and of bounded size.
class RulesFuzzTest {
  private static final Duration FAR_TOO_LONG = Duration.ofSeconds(60);
  private static final int ROUNDS = 2_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void mutatedPlaylists_areJudged(long seed) {
    Random random = new Random(seed);
    FindingLog log = new FindingLog(Profile.APPLE, Clock.systemUTC());
    Reporter out = log.at(RuleCase.HERE);

    assertTimeoutPreemptively(
        FAR_TOO_LONG,
        () -> {
          LiveCheck live = new LiveCheck();
          @Nullable MediaPlaylist before = null;
          @Nullable MultivariantPlaylist parent = null;
          Instant now = RuleCase.NOON;
          for (int i = 0; i < ROUNDS; i++) {
            Parsed parsed =
                PlaylistParser.read(
                    RuleCase.HERE,
                    MutatedPlaylists.next(random),
                    new Context(Optional.empty(), Optional.ofNullable(before)));
            out.report(parsed.playlist().flaws());
            PlaylistCheck.check(parsed, out);
            now = now.plusMillis(random.nextInt(9_000));
            if (parsed.playlist() instanceof MultivariantPlaylist multivariant) {
              parent = multivariant;
            }
            if (parsed.playlist() instanceof MediaPlaylist media) {
              live.next(new Sighting(media, now, now), out);
              if (before != null) {
                SiblingCheck.check(before, media, SiblingCheck.Kind.MAIN, out);
                SiblingCheck.reports(media, List.of(before), out);
                ReloadCheck.delta(before, media, out);
                ReloadCheck.blocking(media, before.endSequence(), 1, out);
              }
              if (parent != null) {
                PlaylistCheck.together(parent, media, out);
              }
              before = media;
            }
          }
        });

    assertThat(log.findings()).isNotEmpty().hasSizeLessThanOrEqualTo(5_000);
    assertThat(log.notKept()).isPositive();
  }
}
