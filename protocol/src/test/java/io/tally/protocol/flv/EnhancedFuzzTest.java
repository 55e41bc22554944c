// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.flv;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.protocol.peers.BundledFfmpeg;
import io.tally.protocol.programme.CollectedStream;
import io.tally.protocol.programme.FlvFile;
import io.tally.protocol.rtmp.receive.IncomingMedia;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Can damaged enhanced tags make the reader fail otherwise than by its own refusal?
class EnhancedFuzzTest {
  private static final int ROUNDS = 3000;
  private static final int TAGS = 16;
  private static final int HEAD_BYTES = 80; // headers, where damage is met

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "libx265 -preset ultrafast -x265-params log-level=error",
        "libsvtav1 -preset 12 -svtav1-params rc=2:pred-struct=1"
      })
  void damagedTags_areRefusedOrPassedOver(String encoder) throws Exception {
    var tags = tags(encoder);
    var random = new Random(11);
    for (var round = 0; round < ROUNDS; round++) {
      var media = new IncomingMedia(new CollectedStream());
      try {
        for (var tag : tags.subList(0, Math.min(tags.size(), TAGS))) {
          var body = damaged(random, tag.body());
          if (tag.type() == 9) {
            media.video(body, tag.timestampMs());
          } else if (tag.type() == 8) {
            media.audio(body, tag.timestampMs());
          }
        }
        media.end();
      } catch (CorruptedFrameException | UnsupportedMediaException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  /// Two picture tracks, the second in the multitrack form.
  private List<FlvFile.Tag> tags(String encoder) throws Exception {
    var file = folder.resolve("sample.flv");
    var command =
        "-f lavfi -i testsrc2=s=160x90:r=30 -f lavfi -i sine=1000:r=48000 -t 0.5 -pix_fmt yuv420p"
            + (" -map 0 -map 0 -map 1 -c:v " + encoder + " -b:v 100k -c:a libopus -ac 2 " + file);
    BundledFfmpeg.run(command.split(" "));
    return FlvFile.read(file);
  }

  private static ByteBuffer damaged(Random random, ByteBuffer body) {
    var bytes = new byte[body.remaining()];
    body.duplicate().get(bytes);
    for (var hits = random.nextInt(3); hits > 0 && bytes.length > 0; hits--) {
      bytes[random.nextInt(Math.min(bytes.length, HEAD_BYTES))] = (byte) random.nextInt();
    }
    var length = random.nextInt(8) == 0 ? random.nextInt(bytes.length + 1) : bytes.length;
    return ByteBuffer.wrap(bytes, 0, length).slice();
  }
}
