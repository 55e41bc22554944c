// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing.stream;

import io.tally.protocol.peers.FfmpegProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A recording of numbered pictures in two variants, 320×180 and 640×360, with the same cuts:
/// `master.m3u8` names `low` first, then `high`.
public final class LadderStream {
  public static final int LOW_HEIGHT = 180;
  public static final int HIGH_HEIGHT = 360;
  public static final String LOW =
      "#EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=320x180,CODECS=\"avc1.640015,mp4a.40.2\"\n"
          + "low/stream.m3u8\n";
  public static final String HIGH =
      "#EXT-X-STREAM-INF:BANDWIDTH=3000000,RESOLUTION=640x360,CODECS=\"avc1.64001e,mp4a.40.2\"\n"
          + "high/stream.m3u8\n";

  private LadderStream() {}

  /// Makes it in a folder.
  public static void record(Path folder, String segmentType, int seconds) throws Exception {
    Path source = Files.createDirectories(folder.resolve("source"));
    PatternStream.record(source, "fmp4", 0, seconds);
    encode(source, folder.resolve("low"), segmentType, "320:180", "600k");
    encode(source, folder.resolve("high"), segmentType, "640:360", "2500k");
    Files.writeString(folder.resolve("master.m3u8"), "#EXTM3U\n" + LOW + HIGH);
    Files.writeString(folder.resolve("highfirst.m3u8"), "#EXTM3U\n" + HIGH + LOW);
    // Told to be so small that any machine's loopback carries it.
    Files.writeString(
        folder.resolve("easy.m3u8"), "#EXTM3U\n" + LOW + HIGH.replace("=3000000", "=900000"));
  }

  /// A constant bit rate, so that segments of one variant are alike.
  private static void encode(Path from, Path to, String type, String size, String rate)
      throws Exception {
    Files.createDirectories(to);
    String extension = type.equals("fmp4") ? "m4s" : "ts";
    List<String> command = new ArrayList<>(List.of("-v", "error", "-i"));
    command.add(from.resolve("stream.m3u8").toString());
    command.addAll(List.of("-vsync", "passthrough", "-vf", "scale=" + size, "-c:a", "copy"));
    command.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-threads", "1"));
    command.addAll(List.of("-b:v", rate, "-minrate", rate, "-maxrate", rate, "-bufsize", rate));
    command.addAll(List.of("-x264-params", "nal-hrd=cbr", "-g", "" + PatternStream.RATE));
    command.addAll(List.of("-keyint_min", "" + PatternStream.RATE, "-sc_threshold", "0"));
    command.addAll(List.of("-f", "hls", "-hls_time", "1", "-hls_list_size", "0"));
    command.addAll(List.of("-hls_playlist_type", "vod", "-hls_segment_type", type));
    command.addAll(List.of("-hls_segment_filename", to.resolve("%d." + extension).toString()));
    command.add(to.resolve("stream.m3u8").toString());
    FfmpegProgram.run(command.toArray(String[]::new));
  }
}
