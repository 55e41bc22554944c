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
    List<String> looped = new ArrayList<>(List.of("-v", "error", "-stream_loop"));
    looped.addAll(List.of("" + seconds / CLIP_SECONDS, "-i", clip.toString(), "-c", "copy"));
    if (type.equals("fmp4")) {
      looped.addAll(List.of("-bsf:a", "aac_adtstoasc"));
    }
    looped.addAll(List.of("-f", "hls", "-hls_time", "2", "-hls_list_size", "0"));
    looped.addAll(List.of("-hls_playlist_type", "vod", "-hls_segment_type", type));
    looped.add(folder.resolve("stream.m3u8").toString());
    FfmpegProgram.run(looped.toArray(String[]::new));
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

  /// The greatest bit rate of a segment, as RFC 8216 4.3.4.2 wants it.
  private static long bandwidth(Path folder) throws IOException {
    double most = 0;
    double seconds = 0;
    for (String line : Files.readAllLines(folder.resolve("stream.m3u8"))) {
      if (line.startsWith("#EXTINF:")) {
        seconds = Double.parseDouble(line.substring("#EXTINF:".length(), line.indexOf(',')));
      } else if (!line.startsWith("#")) {
        most = Math.max(most, Files.size(folder.resolve(line)) * 8 / seconds);
      }
    }
    return Math.round(most);
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
