// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing.stream;

import io.tally.protocol.peers.FfmpegProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The recording of [LadderStream] as MPEG-DASH, packaged by the ffmpeg program: two sizes of
/// numbered pictures and a sound of its own, in each form of telling the segments.
public final class DashStream {
  /// How the segments are told. Each lies in a folder of its name, as `stream.mpd`.
  public enum Form {
    /// SegmentTemplate with a SegmentTimeline.
    TIMELINE("-use_timeline", "1", "-media_seg_name", "$RepresentationID$-$Time$.m4s"),
    /// SegmentTemplate with numbers and one duration.
    NUMBER("-use_timeline", "0", "-media_seg_name", "$RepresentationID$/$Number%05d$.m4s"),
    /// SegmentList of ranges of one file.
    LIST("-single_file", "1"),
    /// SegmentBase: one file with an index.
    BASE("-single_file", "1", "-global_sidx", "1");

    private final List<String> options;

    Form(String... options) {
      this.options = List.of(options);
    }

    /// Its MPD in the folder of the recording.
    public String mpd() {
      return name().toLowerCase(Locale.ROOT) + "/stream.mpd";
    }
  }

  private DashStream() {}

  /// Makes all forms in a folder.
  public static void record(Path folder, int seconds) throws Exception {
    Path source = Files.createDirectories(folder.resolve("hls"));
    LadderStream.record(source, "fmp4", seconds);
    for (Form form : Form.values()) {
      Path mpd = folder.resolve(form.mpd());
      for (String representation : List.of("0", "1", "2")) {
        Files.createDirectories(mpd.resolveSibling(representation));
      }
      List<String> command = new ArrayList<>(List.of("-v", "error"));
      command.addAll(List.of("-i", source.resolve("low/stream.m3u8").toString()));
      command.addAll(List.of("-i", source.resolve("high/stream.m3u8").toString()));
      command.addAll(List.of("-map", "0:v", "-map", "1:v", "-map", "0:a", "-c", "copy"));
      command.addAll(List.of("-f", "dash", "-seg_duration", "1"));
      command.addAll(List.of("-adaptation_sets", "id=0,streams=v id=1,streams=a"));
      command.addAll(form.options);
      command.add(mpd.toString());
      FfmpegProgram.run(command.toArray(String[]::new));
    }
    index(folder.resolve(Form.BASE.mpd()));
  }

  /// FFmpeg lists the segments also of a file that has an index: here it is named instead.
  private static void index(Path mpd) throws IOException {
    String text = Files.readString(mpd);
    for (String representation : List.of("0", "1", "2")) {
      byte[] file =
          Files.readAllBytes(mpd.resolveSibling("stream-stream" + representation + ".mp4"));
      int[] sidx = box(file, "sidx");
      String base =
          "<SegmentBase indexRange=\"%d-%d\"><Initialization range=\"0-%d\"/></SegmentBase>"
              .formatted(sidx[0], sidx[1] - 1, sidx[0] - 1);
      text = text.replaceFirst("(?s)<SegmentList.*?</SegmentList>", base);
    }
    Files.writeString(mpd, text);
  }

  /// Where the first box of a type begins and ends, among the outermost.
  private static int[] box(byte[] file, String type) {
    int at = 0;
    while (at + 8 <= file.length) {
      int size = java.nio.ByteBuffer.wrap(file).getInt(at);
      if (new String(file, at + 4, 4, java.nio.charset.StandardCharsets.ISO_8859_1).equals(type)) {
        return new int[] {at, at + size};
      }
      at += size;
    }
    throw new AssertionError("There is no " + type);
  }
}
