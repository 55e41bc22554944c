// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.sound;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.capture.media.AudioFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// With a device, the machine's edge, that plays what it is given when it is told to.
class SoundOutputTest {
  private static final long MS = 1_000_000L;
  private static final int FRAMES_PER_MS = SoundLine.RATE / 1000;

  private static final class HandDevice implements SoundLine {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private long playedFrames;
    private boolean closed;

    @Override
    public void write(byte[] pcm, int offset, int length) {
      written.write(pcm, offset, length);
    }

    @Override
    public long playedFrames() {
      return playedFrames;
    }

    @Override
    public void close() {
      closed = true;
    }

    long writtenMs() {
      return written.size() / FRAME_BYTES / FRAMES_PER_MS;
    }

    boolean isLoudAt(long ms) {
      return written.toByteArray()[(int) (ms * FRAMES_PER_MS * FRAME_BYTES) + 1] != 0;
    }
  }

  private final AtomicLong nanoTime = new AtomicLong();
  private final PlaybackClock clock = new PlaybackClock(nanoTime::get);
  private final HandDevice device = new HandDevice();
  private final Volume volume = new Volume();
  private final List<String> notes = new ArrayList<>();
  private final SoundTap tap = new SoundTap();
  private final SoundOutput output =
      new SoundOutput(new Speaker(() -> device, volume, tap), clock, notes::add);

  @Test
  void blocksInTime_areWrittenOneAfterTheOther() throws Exception {
    clock.start(0, true);

    output.play(0, block(20));
    output.play(20 * MS, block(20));

    assertThat(device.writtenMs()).isEqualTo(40);
    assertThat(output.isAudible()).isTrue();
  }

  @Test
  void hole_isFilledWithSilence() throws Exception {
    clock.start(0, true);

    output.play(0, block(20));
    output.play(120 * MS, block(20));

    assertThat(device.writtenMs()).isEqualTo(140);
    assertThat(device.isLoudAt(10)).isTrue();
    assertThat(device.isLoudAt(70)).isFalse();
    assertThat(device.isLoudAt(130)).isTrue();
  }

  @Test
  void lateSound_isCutOff() throws Exception {
    clock.start(100 * MS, false);

    output.play(0, block(60)); // all of it is over
    output.play(60 * MS, block(60)); // the first 40 ms are

    assertThat(device.writtenMs()).isEqualTo(20);
  }

  @Test
  void clock_followsWhatIsHeard() throws Exception {
    clock.start(0, true);
    output.play(0, block(100));
    device.playedFrames = 40L * FRAMES_PER_MS;
    output.play(100 * MS, block(20));

    assertThat(clock.nowNs()).isEqualTo(40 * MS);
  }

  @Test
  void volume_isAppliedToEachSample() throws Exception {
    clock.start(0, true);
    volume.set(0.5);

    output.play(0, block(20));

    byte[] written = device.written.toByteArray();
    assertThat((short) ((written[0] & 0xFF) | (written[1] << 8))).isEqualTo((short) 2_500);
  }

  @Test
  void whoListensBeside_hearsTheStreamItself_untilDisconnected() throws Exception {
    List<AudioFrame> heard = new ArrayList<>();
    clock.start(0, true);
    volume.mute(true);
    Consumer<AudioFrame> me = heard::add;
    tap.connect(me);

    output.play(0, block(20));
    tap.disconnect(me);
    output.play(20 * MS, block(20));

    assertThat(heard).hasSize(1);
    assertThat(heard.getFirst().ptsNs()).isZero();
    assertThat(heard.getFirst().length()).isEqualTo(20 * FRAMES_PER_MS);
    assertThat(heard.getFirst().samples()).containsOnly(10_000 / 32_768f);
  }

  @Test
  void machineWithoutADevice_playsOnInSilence_withANote() throws Exception {
    SoundOutput silent =
        new SoundOutput(
            Speaker.of(() -> {
              throw new SoundException("No device.", new IOException());
            }),
            clock,
            notes::add);
    clock.start(0, true);

    silent.play(0, block(20));
    silent.close();

    assertThat(silent.isAudible()).isFalse();
    assertThat(notes).containsExactly("No device.");
  }

  @Test
  void closing_freesTheDevice() throws Exception {
    clock.start(0, true);
    output.play(0, block(20));

    output.close();
    output.close();
    output.play(20 * MS, block(20));

    assertThat(device.closed).isTrue();
    assertThat(device.writtenMs()).isEqualTo(20);
  }

  /// So many milliseconds of samples of 10,000.
  private static byte[] block(int ms) {
    byte[] pcm = new byte[ms * FRAMES_PER_MS * SoundLine.FRAME_BYTES];
    for (int at = 0; at < pcm.length; at += 2) {
      pcm[at] = (byte) 10_000;
      pcm[at + 1] = (byte) (10_000 >> 8);
    }
    return pcm;
  }
}
