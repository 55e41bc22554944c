// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.bench;

import io.tally.protocol.peers.FfmpegProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Which recordings are played? All by the ffmpeg program, segments of two seconds.
final class Media {
  /// A step of the ladder.
  record Step(int height, int kbps) {
    int width() {
      return height * 16 / 9;
    }
  }

  static final List<Step> LADDER =
      List.of(new Step(180, 400), new Step(360, 900), new Step(540, 1_800), new Step(720, 4_000));

  private static final int CLIP_SECONDS = 10;

  private Media() {}

  /// One variant, `stream.m3u8`: a clip of a few seconds over and over, which is made sooner.
  ///
  /// @param type `mpegts` or `fmp4`
  static void one(Path folder, String type, String size, int kbps, int seconds) throws Exception {
    Path clip = Files.createDirectories(folder).resolve("clip.ts");
    List<String> made = new ArrayList<>(source(size));
    made.addAll(picture(kbps));
    made.addAll(List.of("-c:a", "aac", clip.toString()));
    FfmpegProgram.run(made.toArray(String[]::new));
    FfmpegProgram.run(
        "-v",
        "error",
        "-stream_loop",
        Integer.toString(seconds / CLIP_SECONDS),
        "-i",
        clip.toString(),
        "-c",
        "copy",
        "-f",
        "hls",
        "-hls_time",
        "2",
        "-hls_list_size",
        "0",
        "-hls_playlist_type",
        "vod",
        "-hls_segment_type",
        type,
        folder.resolve("stream.m3u8").toString());
    Files.delete(clip);
  }

  /// Four variants of constant bit rates, `master.m3u8`.
  static void ladder(Path folder, int seconds) throws Exception {
    StringBuilder master = new StringBuilder("#EXTM3U\n");
    for (Step step : LADDER) {
      one(
          folder.resolve("" + step.height()),
          "mpegts",
          step.width() + "x" + step.height(),
          step.kbps(),
          seconds);
      master
          .append("#EXT-X-STREAM-INF:CODECS=\"avc1.64001f,mp4a.40.2\",BANDWIDTH=")
          .append(bandwidth(folder.resolve("" + step.height())))
          .append(",RESOLUTION=")
          .append(step.width() + "x" + step.height() + "\n" + step.height() + "/stream.m3u8\n");
    }
    Files.writeString(folder.resolve("master.m3u8"), master);
  }

  /// The largest segment's, as RFC 8216 4.3.4.2 wants it; all last two seconds.
  private static long bandwidth(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).max().orElseThrow() * 8 / 2;
    }
  }

  private static List<String> source(String size) {
    return List.of(
        "-v",
        "error",
        "-f",
        "lavfi",
        "-i",
        "testsrc2=s=" + size + ":r=30",
        "-f",
        "lavfi",
        "-i",
        "sine=r=48000",
        "-t",
        Integer.toString(CLIP_SECONDS));
  }

  private static List<String> picture(int kbps) {
    String rate = kbps + "k";
    return List.of(
        "-c:v",
        "libx264",
        "-preset",
        "veryfast",
        "-pix_fmt",
        "yuv420p",
        "-g",
        "60",
        "-keyint_min",
        "60",
        "-sc_threshold",
        "0",
        "-b:v",
        rate,
        "-minrate",
        rate,
        "-maxrate",
        rate,
        "-bufsize",
        rate,
        "-x264-params",
        "nal-hrd=cbr");
  }
}
