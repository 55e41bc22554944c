// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tally.capture.media.AudioFrame;
import io.tally.capture.sound.TestTone;
import io.tally.capture.testing.HandClock;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MixerTest {
  private static final long EPOCH_NS = 5_000_000_000L;
  private static final double TONE_PEAK = Math.pow(10, -12.0 / 20);

  private final HandClock clock = new HandClock();
  private final LinkedBlockingQueue<AudioFrame> mixed = new LinkedBlockingQueue<>();
  private final TestTone tone = new TestTone(EPOCH_NS);
  private Mixer mixer = new Mixer(clock, EPOCH_NS);

  @AfterEach
  void close() {
    mixer.close();
    tone.close();
  }

  @Test
  void blocks_followEachOtherExactly() throws Exception {
    begin();
    for (int n = 0; n < 200; n++) {
      AudioFrame block = next(n);

      assertThat(block.ptsNs()).isEqualTo(EPOCH_NS + AudioFrame.durationNs(n * 1024L));
      assertThat(block.length()).isEqualTo(1024);
    }
    assertThat(mixer.late()).isZero();
  }

  @Test
  void block_isNotMixedBeforeItsDelayIsOver() throws Exception {
    begin();
    clock.advanceTo(EPOCH_NS + Mixer.DELAY_NS - 1);
    clock.awaitSleepers(1);

    assertThat(mixed).isEmpty();
    assertThat(next(0).ptsNs()).isEqualTo(EPOCH_NS);
  }

  @Test
  void threadThatWasHeldUp_mixesEveryBlockThatItOwes() throws Exception {
    begin();
    next(0);
    clock.awaitSleepers(1);
    clock.advanceTo(EPOCH_NS + AudioFrame.durationNs(100 * 1024L) + Mixer.DELAY_NS);

    for (int n = 1; n <= 100; n++) {
      assertThat(take().ptsNs()).isEqualTo(EPOCH_NS + AudioFrame.durationNs(n * 1024L));
    }
    assertThat(mixer.late()).isEqualTo(98);
  }

  @Test
  void machineThatSlept_leavesTheTimeOut() throws Exception {
    begin();
    next(0);
    clock.awaitSleepers(1);
    long afterSleepNs = EPOCH_NS + 3_600_000_000_000L;
    clock.advanceTo(afterSleepNs);

    long ptsNs = take().ptsNs();
    assertThat(ptsNs).isBetween(afterSleepNs - Mixer.DELAY_NS - 30_000_000, afterSleepNs);
    long block = Math.round((ptsNs - EPOCH_NS) * 48_000.0 / 1e9 / 1024);
    assertThat(ptsNs).isEqualTo(EPOCH_NS + AudioFrame.durationNs(block * 1024));
  }

  @Test
  void mixerStartedLate_beginsWithTheBlockThatIsDue() throws Exception {
    clock.advanceTo(EPOCH_NS + 60_000_000_000L);
    mixer.connect(mixed::add);
    mixer.start();
    clock.awaitSleepers(1);
    clock.advanceTo(EPOCH_NS + 60_100_000_000L);

    assertThat(take().ptsNs())
        .isBetween(EPOCH_NS + 60_000_000_000L - Mixer.DELAY_NS, EPOCH_NS + 60_000_000_000L);
  }

  @Test
  void beep_isInThePlaceThatItsPtsSays() throws Exception {
    mixer.add(tone);
    tone.start();
    begin();
    AudioFrame block = next(0);
    assertThat(block.samples()[2 * 12 + 1]).isCloseTo((float) levelAt(12), within(1e-4f));

    for (int n = 1; n < 47; n++) {
      block = next(n);
    }
    int onset = 48_000 - 46 * 1024;
    assertThat(block.samples()[2 * (onset - 1)]).isZero();
    assertThat(block.samples()[2 * (onset + 12)]).isCloseTo((float) levelAt(12), within(1e-4f));
  }

  @Test
  void gainOfMinus6Db_halvesTheSound_withoutAStep() throws Exception {
    MixerChannel channel = mixer.add(tone);
    tone.start();
    begin();
    next(0);
    channel.setGainDb(-6.0206);
    AudioFrame ramp = next(1);
    AudioFrame halved = next(2);

    assertThat(peak(ramp, 0, 48)).isCloseTo(TONE_PEAK, within(0.01));
    assertThat(peak(ramp, 960, 1024)).isCloseTo(TONE_PEAK / 2, within(0.01));
    assertThat(peak(halved, 0, 1024)).isCloseTo(TONE_PEAK / 2, within(0.001));
  }

  @Test
  void mutedChannel_isSilentInTheProgramme_butItsMeterMoves() throws Exception {
    MixerChannel channel = mixer.add(tone);
    tone.start();
    channel.setMuted(true);
    begin();
    next(0);
    AudioFrame muted = next(1);

    assertThat(peak(muted, 0, 1024)).isZero();
    assertThat(channel.meter().leftPeakDb()).isCloseTo(-12, within(0.1));
  }

  @Test
  void offset_movesTheSourceLater() throws Exception {
    MixerChannel channel = mixer.add(tone);
    channel.setOffsetMs(10);
    tone.start();
    begin();
    AudioFrame block = next(0);

    assertThat(peak(block, 0, 480)).isZero();
    assertThat(block.samples()[2 * (480 + 12)]).isCloseTo((float) levelAt(12), within(1e-4f));
  }

  @Test
  void whatExceedsFullScale_isClippedAndCounted_andTheMeterShowsIt() throws Exception {
    mixer.add(tone).setGainDb(18);
    tone.start();
    begin();
    next(0);
    AudioFrame loud = next(1);

    assertThat(peak(loud, 0, 1024)).isEqualTo(1);
    assertThat(mixer.clipped()).isGreaterThan(100);
    assertThat(mixer.programme().leftPeakDb()).isCloseTo(6, within(0.1));
  }

  @Test
  void removedChannel_isHeardNoMore() throws Exception {
    MixerChannel channel = mixer.add(tone);
    tone.start();
    begin();
    next(0);
    clock.awaitSleepers(1);
    mixer.remove(channel);

    assertThat(peak(next(1), 0, 1024)).isZero();
  }

  @Test
  void takerThatFails_isLeftOut_andTheMixGoesOn() throws Exception {
    mixer.connect(block -> {
      throw new IllegalStateException("encoder closed");
    });
    mixer.start();
    clock.awaitSleepers(1);
    clock.advanceTo(EPOCH_NS + Mixer.DELAY_NS);
    clock.awaitSleepers(1);
    mixer.connect(mixed::add);

    assertThat(next(1).ptsNs()).isEqualTo(EPOCH_NS + AudioFrame.durationNs(1024));
  }

  @Test
  void gainAndOffsetOutOfRange_areRefused() {
    MixerChannel channel = mixer.add(tone);

    assertThatThrownBy(() -> channel.setGainDb(30)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> channel.setOffsetMs(-51)).hasMessageContaining("-51");
  }

  @Test
  void closedMixer_leavesNoThread() {
    begin();
    mixer.close();
    mixer.close();

    List<String> threads =
        Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    assertThat(threads).doesNotContain("mixer");
  }

  private void begin() {
    mixer.connect(mixed::add);
    mixer.start();
  }

  private AudioFrame next(int block) throws InterruptedException {
    clock.advanceTo(EPOCH_NS + AudioFrame.durationNs(block * 1024L) + Mixer.DELAY_NS);
    return take();
  }

  private AudioFrame take() throws InterruptedException {
    AudioFrame frame = mixed.poll(10, TimeUnit.SECONDS);
    assertThat(frame).as("a block within 10 s").isNotNull();
    return frame;
  }

  // Within the first 2 ms the beep still rises.
  private static double levelAt(int sample) {
    double seconds = sample / 48_000.0;
    double envelope = 0.5 - 0.5 * Math.cos(Math.PI * seconds / 0.002);
    return TONE_PEAK * envelope * Math.sin(2 * Math.PI * 1000 * seconds);
  }

  private static double peak(AudioFrame frame, int from, int to) {
    double peak = 0;
    for (int i = 2 * from; i < 2 * to; i++) {
      peak = Math.max(peak, Math.abs(frame.samples()[i]));
    }
    return peak;
  }
}
