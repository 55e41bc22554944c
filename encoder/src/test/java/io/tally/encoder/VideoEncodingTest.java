// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tally.capture.media.FrameRate;
import io.tally.capture.media.VideoFrame;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.PacketTaker;
import io.tally.encoder.peer.MovingPicture;
import io.tally.encoder.peer.Packets;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VideoEncodingTest {
  private static final FrameRate RATE = FrameRate.of(30);
  private static final VideoSettings SETTINGS = VideoSettings.of(320, 180, RATE, 500_000);

  private final MovingPicture picture = new MovingPicture(320, 180);
  private final Packets packets = new Packets();
  private final BlockingQueue<String> failures = new LinkedBlockingQueue<>();
  private int openBefore;

  @BeforeEach
  void countFrames() {
    openBefore = VideoFrame.openFrames();
  }

  @AfterEach
  void nothingIsLeft() {
    picture.close();
    assertThat(VideoFrame.openFrames()).isEqualTo(openBefore);
  }

  @Test
  void stop_codesAllThatWaits_inOrder() throws IOException {
    VideoEncoding encoding = VideoEncoding.start(SETTINGS, packets, failures::add);
    for (int i = 0; i < 8; i++) {
      assertThat(encoding.accept(frame(i))).isTrue();
    }
    encoding.stop();

    assertThat(packets.taken()).hasSize(8);
    assertThat(packets.taken()).extracting(EncodedPacket::dtsNs).isSorted();
    assertThat(failures).isEmpty();
  }

  @Test
  void accept_whenEncoderIsHeldUp_skipsAndCloses() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    PacketTaker slow =
        packet -> {
          held.countDown();
          awaitQuietly(go);
        };
    VideoEncoding encoding = VideoEncoding.start(SETTINGS, slow, failures::add);
    int next = 0;
    while (held.getCount() > 0) {
      encoding.accept(frame(next++)); // x264 looks ahead: the first packet needs some frames
    }
    long skippedBefore = encoding.skipped();
    int taken = 0;
    while (encoding.accept(frame(next++))) {
      taken++;
    }

    assertThat(taken).isLessThanOrEqualTo(VideoEncoding.waiting(SETTINGS));
    assertThat(encoding.repeat(RATE.timeNs(next))).isFalse();
    assertThat(encoding.skipped()).isEqualTo(skippedBefore + 2);
    go.countDown();
    encoding.close();
  }

  @Test
  void accept_afterStop_closesTheFrame() throws IOException {
    VideoEncoding encoding = VideoEncoding.start(SETTINGS, packets, failures::add);
    encoding.stop();

    assertThat(encoding.accept(frame(0))).isFalse();
    assertThat(encoding.skipped()).isZero();
  }

  @Test
  void failureOfTheTaker_isToldOnce_andFramesAreClosed() throws Exception {
    PacketTaker broken =
        packet -> {
          throw new IllegalStateException("no place for packets");
        };
    VideoEncoding encoding = VideoEncoding.start(SETTINGS, broken, failures::add);
    for (int i = 0; failures.isEmpty() && i < 10_000; i++) {
      encoding.accept(frame(i));
    }
    String sentence = failures.poll(20, TimeUnit.SECONDS);
    encoding.close();

    assertThat(sentence).contains("no place for packets");
    assertThat(failures).isEmpty();
  }

  @Test
  void start_withEncoderThatDoesNotOpen_throwsItsSentence() {
    VideoSettings nvenc = new VideoSettings(320, 180, RATE, 500_000, 2, "veryfast", "h264_magic");

    assertThatThrownBy(() -> VideoEncoding.start(nvenc, packets, failures::add))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("h264_magic");
  }

  @Test
  void requestKeyframe_fromAnotherThread_reachesTheEncoder() throws IOException {
    VideoEncoding encoding = VideoEncoding.start(SETTINGS, packets, failures::add);
    for (int i = 0; i < 4; i++) {
      encoding.accept(frame(i));
    }
    awaitOpenFrames(1); // all are coded; the encoder's own picture stays
    encoding.requestKeyframe();
    encoding.accept(frame(4));
    encoding.accept(frame(5));
    encoding.stop();

    assertThat(packets.taken().stream().filter(EncodedPacket::keyframe))
        .extracting(EncodedPacket::ptsNs)
        .containsExactly(0L, RATE.timeNs(4));
  }

  @Test
  void setBitrate_fromAnotherThread_reachesTheEncoder() throws IOException {
    long usual = bytesOf(500_000);

    assertThat(bytesOf(100_000)).isLessThan(usual / 2);
  }

  /// How many bytes ninety frames have when the bit rate is set before the first.
  private long bytesOf(int bitrateBps) throws IOException {
    Packets coded = new Packets();
    VideoEncoding encoding = VideoEncoding.start(SETTINGS, coded, failures::add);
    encoding.setBitrate(bitrateBps);
    for (int i = 0; i < 90; i++) {
      awaitOpenFrames(8);
      assertThat(encoding.accept(frame(i))).isTrue();
    }
    encoding.stop();
    return coded.taken().stream().mapToLong(EncodedPacket::size).sum();
  }

  @Test
  void waiting_isThirtyFrames_butFewerOfLargeOnes() {
    assertThat(
            List.of(
                VideoEncoding.waiting(VideoSettings.of(1280, 720, RATE, 2_500_000)),
                VideoEncoding.waiting(VideoSettings.of(1920, 1080, RATE, 6_000_000)),
                VideoEncoding.waiting(VideoSettings.of(3840, 2160, RATE, 20_000_000))))
        .containsExactly(30, 16, 4);
  }

  private void awaitOpenFrames(int most) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> VideoFrame.openFrames() <= openBefore + most);
  }

  private VideoFrame frame(int n) {
    return picture.frame(n, RATE.timeNs(n));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      if (!latch.await(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("The test never let the encoder go on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
