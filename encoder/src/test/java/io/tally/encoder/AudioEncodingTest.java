// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.capture.media.AudioFrame;
import io.tally.encoder.peer.Packets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AudioEncodingTest {
  private final Packets packets = new Packets();
  private final List<String> failures = new ArrayList<>();

  @Test
  void stop_codesAllThatWaits() throws IOException {
    AudioEncoding encoding = AudioEncoding.start(AudioSettings.standard(), packets, failures::add);
    for (int i = 0; i < 40; i++) {
      assertThat(encoding.accept(block(i))).isTrue();
    }
    encoding.stop();

    assertThat(packets.taken()).hasSize(41); // and the priming
    assertThat(encoding.skipped()).isZero();
    assertThat(failures).isEmpty();
  }

  @Test
  void accept_afterStop_isRefusedAndNotCounted() throws IOException {
    AudioEncoding encoding = AudioEncoding.start(AudioSettings.standard(), packets, failures::add);
    encoding.stop();

    assertThat(encoding.accept(block(0))).isFalse();
    assertThat(encoding.skipped()).isZero();
  }

  private static AudioFrame block(int n) {
    return new AudioFrame(AudioFrame.durationNs(n * 1024L), new float[2 * 1024]);
  }
}
