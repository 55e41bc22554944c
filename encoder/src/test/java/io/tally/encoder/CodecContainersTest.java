// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tally.capture.media.AudioFrame;
import io.tally.capture.media.FrameRate;
import io.tally.capture.media.VideoFrame;
import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.peer.MovingPicture;
import io.tally.encoder.peer.Packets;
import io.tally.encoder.peer.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which codecs can be recorded into which containers?
class CodecContainersTest {
  private static final FrameRate RATE = FrameRate.of(30);
  private static final int PICTURES = 60;

  @TempDir private Path folder;
  private final BlockingQueue<String> failures = new LinkedBlockingQueue<>();

  @ParameterizedTest
  @CsvSource({
    "libx265, AAC, a.mp4, hevc, aac",
    "libx265, OPUS, a.mkv, hevc, opus",
    "libx265, AAC, a.ts, hevc, aac",
    "libx265, OPUS, a.ts, hevc, opus",
    "libsvtav1, OPUS, a.mp4, av1, opus",
    "libsvtav1, AAC, a.mkv, av1, aac",
    "libx264, OPUS, a.mp4, h264, opus",
  })
  void recording_ofEachCodec_decodesWithoutComplaint_andHasEveryPicture(
      String encoder, AudioCodec sound, String name, String video, String audio)
      throws IOException {
    Packets packets = new Packets();
    StreamParameters streams = encode(encoder, sound, packets);
    Path file = folder.resolve(name);

    Recorder recorder = Recorder.start(file, streams, failures::add);
    packets.taken().stream()
        .sorted(Comparator.comparingLong(EncodedPacket::dtsNs))
        .forEach(recorder::offer);
    recorder.stop();

    assertThat(failures).isEmpty();
    assertThat(Program.decode(file).errors()).isEmpty();
    assertThat(Program.probe(file, "v:0", "stream=codec_name")).contains(video);
    assertThat(Program.probe(file, "a:0", "stream=codec_name")).contains(audio);
    assertThat(Program.probe(file, "v:0", "packet=pts_time")).hasSize(PICTURES);
  }

  @Test
  void recording_ofAv1IntoTransportStream_isRefused_beforeAFileIsMade() throws IOException {
    Packets packets = new Packets();
    StreamParameters streams = encode("libsvtav1", AudioCodec.AAC, packets);
    Path file = folder.resolve("a.ts");

    assertThatThrownBy(() -> Recorder.start(file, streams, failures::add))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("AV1")
        .hasMessageContaining(".mp4 or .mkv");
    assertThat(file).doesNotExist();
  }

  private static StreamParameters encode(String encoder, AudioCodec sound, Packets packets)
      throws IOException {
    VideoSettings pictures = new VideoSettings(320, 180, RATE, 500_000, 1, "ultrafast", encoder);
    try (MovingPicture picture = new MovingPicture(320, 180);
        VideoEncoder video = VideoEncoder.open(pictures, packets);
        AudioEncoder audio = AudioEncoder.open(new AudioSettings(sound, 96_000), packets)) {
      for (int i = 0; i < PICTURES; i++) {
        try (VideoFrame frame = picture.frame(i, RATE.timeNs(i))) {
          video.encode(frame);
        }
        audio.encode(new AudioFrame(RATE.timeNs(i), new float[2 * 1600]));
      }
      video.drain();
      audio.drain();
      return new StreamParameters(video.parameters(), audio.parameters());
    }
  }
}
