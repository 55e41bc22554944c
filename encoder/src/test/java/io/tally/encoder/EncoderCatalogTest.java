// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.media.VideoFrame;
import io.tally.encoder.packet.VideoCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncoderCatalogTest {
  private final EncoderCatalog catalog = new EncoderCatalog();

  @Test
  void probe_offersTheProcessorsEncodersOfEachCodec_onEveryMachine() throws FfmpegException {
    assertThat(catalog.probe())
        .filteredOn(EncoderCatalog.Offer::works)
        .extracting(EncoderCatalog.Offer::encoderName)
        .containsSubsequence("libx264", "libx265", "libsvtav1");
  }

  @Test
  void probe_ofOneCodec_offersX264Last() throws FfmpegException {
    assertThat(catalog.probe())
        .filteredOn(offer -> offer.codec() == VideoCodec.H264)
        .last()
        .extracting(EncoderCatalog.Offer::encoderName)
        .isEqualTo("libx264");
  }

  @Test
  void probe_ofEncoderWithoutItsCard_saysWhy() throws FfmpegException {
    for (EncoderCatalog.Offer offer : catalog.probe()) {
      if (!offer.works()) {
        assertThat(offer.refusal().orElseThrow()).contains("failed: ");
      }
    }
  }

  @Test
  void probe_secondTime_givesTheFirstAnswer() throws FfmpegException {
    List<EncoderCatalog.Offer> first = catalog.probe();

    assertThat(catalog.probe()).isSameAs(first);
  }

  @Test
  void probe_leavesNoFrameOpen() throws FfmpegException {
    int before = VideoFrame.openFrames();

    catalog.probe();

    assertThat(VideoFrame.openFrames()).isEqualTo(before);
  }
}
