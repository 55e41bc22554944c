// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing.stream;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// A recording of numbered pictures with subtitles of its own playlist, that say in each second
/// which one it is: `master.m3u8` offers them by default, `quiet.m3u8` only offers them.
public final class Subtitled {
  private Subtitled() {}

  /// Makes it.
  public static void record(Path folder, String type, int seconds) throws Exception {
    PatternStream.record(folder, type, 0, seconds);
    Path text = Files.createDirectories(folder.resolve("text"));
    long ticks =
        Math.round(PatternStream.firstSeconds(folder.resolve("stream.m3u8"), "v") * 90_000);
    StringBuilder list = new StringBuilder("#EXTM3U\n#EXT-X-TARGETDURATION:1\n");
    for (int second = 0; second < seconds; second++) {
      Files.writeString(
          text.resolve(second + ".vtt"),
          String.format(
              Locale.ROOT,
              """
              WEBVTT
              X-TIMESTAMP-MAP=LOCAL:00:01:00.000,MPEGTS:%d

              %s --> %s
              <b>second</b> %d
              """,
              ticks,
              time(60_000 + 1_000 * second - 20),
              time(60_000 + 1_000 * second + 980),
              second));
      list.append("#EXTINF:1.0,\n").append(second).append(".vtt\n");
    }
    Files.writeString(text.resolve("stream.m3u8"), list + "#EXT-X-ENDLIST\n");
    write(folder.resolve("master.m3u8"), "DEFAULT=YES,AUTOSELECT=YES,");
    write(folder.resolve("quiet.m3u8"), "");
  }

  private static void write(Path to, String wish) throws Exception {
    Files.writeString(
        to,
        """
        #EXTM3U
        #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="English",LANGUAGE="en",%sURI="text/stream.m3u8"
        #EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=320x180,SUBTITLES="s"
        stream.m3u8
        """
            .formatted(wish));
  }

  private static String time(int ms) {
    return String.format(Locale.ROOT, "%02d:%02d.%03d", ms / 60_000, ms / 1_000 % 60, ms % 1_000);
  }
}
