// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.probe.SegmentProbe;
import io.tally.player.probe.container.Mp4Boxes;
import io.tally.player.probe.container.Mp4Boxes.Box;
import io.tally.player.rules.Finding;
import io.tally.player.rules.FindingLog;
import io.tally.player.rules.Profile;
import io.tally.player.testing.Lists;
import io.tally.protocol.peers.FfmpegProgram;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A sender with B-frames that was too busy: seven pictures are missing just before each keyframe.
/// What comes of it is whole. The ffmpeg program writes a fragment for each group of pictures,
/// which are the segments here.
class MissingPicturesTest {
  private static final URI HERE = URI.create("http://host/stream.m3u8");

  @TempDir Path folder;

  /// @param left pictures between those that are missing and the keyframe
  private void record(int left) throws Exception {
    FfmpegProgram.run(
        ("-v error -f lavfi -i testsrc2=s=160x90:r=30 -t 8"
                + " -vf select='not(between(mod(n,60),%d,%d))' -fps_mode vfr -c:v libx264"
                + " -preset ultrafast -bf 2 -g 600 -force_key_frames expr:gte(t,n_forced*2)"
                + " -sc_threshold 0 -pix_fmt yuv420p"
                + " -movflags frag_keyframe+empty_moov+default_base_moof %s/all.mp4")
            .formatted(53 - left, 59 - left, folder)
            .split(" "));
  }

  private List<String> found(List<Integer> fragments) throws IOException {
    byte[] all = Files.readAllBytes(folder.resolve("all.mp4"));
    List<Box> boxes = Mp4Boxes.in(all, 0, all.length);
    List<Box> begin = boxes.stream().filter(box -> box.type().equals("moof")).toList();
    byte[] init = Arrays.copyOf(all, begin.getFirst().from() - 8);
    MediaPlaylist playlist = Lists.parse(HERE, Lists.list(0, fragments.size(), ""));
    FindingLog log = new FindingLog(Profile.RFC, Clock.systemUTC());
    MediaCheck check = new MediaCheck(false);
    for (int i = 0; i < fragments.size(); i++) {
      int number = fragments.get(i);
      byte[] media =
          Arrays.copyOfRange(all, begin.get(number).from() - 8, begin.get(number + 1).from() - 8);
      check.next(
          new SeenSegment(
              playlist,
              playlist.segments().get(i),
              SegmentProbe.probe(init, media),
              false,
              Optional.empty()),
          log.at(HERE));
    }
    return log.findings().stream()
        .filter(finding -> finding.rule().id() == 65)
        .map(Finding::seen)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void pictureThatIsShownLong_isNoOverlap_andNoHole(int left) throws Exception {
    record(left);

    assertThat(found(List.of(0, 1, 2))).isEmpty();
  }

  @Test
  void segmentThatIsLeftOut_isAHole_andOneThatComesTwiceAnOverlap() throws Exception {
    record(2);

    assertThat(found(List.of(0, 2)))
        .singleElement()
        .asString()
        .contains("s after the end of the one before, without EXT-X-DISCONTINUITY");
    assertThat(found(List.of(0, 1, 1)))
        .singleElement()
        .asString()
        .contains("s before the end of the one before");
  }
}
