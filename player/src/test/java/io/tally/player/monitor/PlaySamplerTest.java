// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.LiveDistance;
import io.tally.player.PlayerState;
import io.tally.player.PlayerStatistics;
import io.tally.player.glass.GlassFacts.Likeness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaySamplerTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Optional<Likeness> LIKE = Optional.of(new Likeness(0.97, 41.5, 90));

  private final PlaySampler sampler = new PlaySampler();

  private static PlayerState playing(double behindS) {
    Duration behind = Duration.ofMillis((long) (behindS * 1000));
    return new PlayerState.Playing(
        0,
        Optional.empty(),
        Optional.of(new LiveDistance(behind, LiveDistance.Measure.PLAYLIST_END)),
        320,
        180,
        25,
        true,
        List.of());
  }

  private static PlayerStatistics counts(long decoded, long bufferMs) {
    return new PlayerStatistics(
        decoded, 0, 3, 0, 4, 0, 2_500_000, bufferMs, 2, 0, Optional.empty(), 0, 12, 0, "VA-API");
  }

  private void next(PlayerState state, PlayerStatistics counts, long nowNs) {
    sampler.next(state, counts, "720p", Optional.of(Instant.EPOCH), LIKE, nowNs, Instant.EPOCH);
  }

  @Test
  void rateOfDecoding_isThatSinceTheLastLook() {
    next(playing(4.5), counts(10, 6_000), SECOND);
    next(playing(4.5), counts(60, 5_500), 3 * SECOND);

    PlaySample last = sampler.samples().getLast();
    assertThat(last.atS()).isEqualTo(2);
    assertThat(last.decodedPerSecond()).isEqualTo(25);
    assertThat(last.decoder()).isEqualTo("VA-API");
    assertThat(last.bufferS()).isEqualTo(5.5);
    assertThat(last.behindS()).hasValue(4.5);
    assertThat(last.dropped()).isEqualTo(3);
    assertThat(last.damaged()).isEqualTo(4);
    assertThat(last.stalls()).isEqualTo(2);
    assertThat(last.pictureOffsetMs()).isEqualTo(12);
    assertThat(last.bitrateBps()).isEqualTo(2_500_000);
    assertThat(last.variant()).isEqualTo("720p");
    assertThat(last.date()).contains(Instant.EPOCH);
    assertThat(last.likeness()).isEqualTo(LIKE);
  }

  @Test
  void buffering_hasNoDistance() {
    next(new PlayerState.Buffering(0, "waiting"), counts(10, 0), SECOND);

    assertThat(sampler.samples().getLast().behindS()).isEmpty();
  }

  @Test
  void hoursOfPlaying_keepTheNewestTenMinutes() {
    for (int i = 0; i < 4_000; i++) {
      next(playing(1), counts(i, 0), i * SECOND);
    }

    assertThat(sampler.samples()).hasSize(600);
    assertThat(sampler.samples().getLast().atS()).isEqualTo(3_999);
    sampler.forget();
    assertThat(sampler.samples()).isEmpty();
  }
}
