// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FfmpegLogTest {
  @ParameterizedTest
  @CsvSource({
    "Opening 'rtmp://host/app/key' failed, Opening 'rtmp://host/…' failed",
    "rtmps://user:secret@host:443/live/key?a=b, rtmps://host:443/…",
    "srt://host:778?passphrase=p&streamid=s, srt://host:778/…",
    "no address here, no address here",
  })
  void mask_textWithUrl_keepsOnlyTheHost(String text, String masked) {
    assertThat(FfmpegLog.mask(text)).isEqualTo(masked);
  }
}
