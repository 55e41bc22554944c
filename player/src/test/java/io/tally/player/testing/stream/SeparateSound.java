// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tally.protocol.peers.FfmpegProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A recording whose picture and sound have playlists of their own: segments of one second and of
/// two. `master.m3u8` names them. `tracks.m3u8` has two variants, the same in two folders, and in
/// the group of each a track that beeps half a second late; no line carries what the second one
/// says of itself. In `inside.m3u8` one of the tracks is in the variant's own segments.
public final class SeparateSound {
  private static final int SAMPLES = 1024;
  private static final int HERTZ = 48_000;

  private SeparateSound() {}

  /// Makes it.
  ///
  /// @param type `fmp4`, `mpegts`, or `packed` for ADTS after ID3 tags beside MPEG-TS
  public static void record(Path folder, String type, int seconds) throws Exception {
    record(folder, type, seconds, "2", 0);
  }

  /// The same.
  ///
  /// @param soundLength of a segment of sound, s
  /// @param laterSeconds are added to all times
  public static void record(
      Path folder, String type, int seconds, String soundLength, int laterSeconds)
      throws Exception {
    List<String> copied = List.of("-c", "copy", "-output_ts_offset", "" + laterSeconds);
    boolean packed = type.equals("packed");
    String container = packed ? "mpegts" : type;
    Path source = Files.createDirectories(folder.resolve("source"));
    PatternStream.record(source, container, 0, seconds);
    hls(
        source,
        Files.createDirectories(folder.resolve("video")),
        container,
        with("-an", copied),
        "1");
    Path sound = Files.createDirectories(folder.resolve("sound"));
    if (packed) {
      pack(source, sound);
    } else {
      hls(source, sound, container, with("-vn", copied), soundLength);
    }
    Files.writeString(
        folder.resolve("master.m3u8"),
        """
        #EXTM3U
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="none",LANGUAGE="xx",URI="missing.m3u8"
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="beep",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,URI="sound/stream.m3u8"
        #EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=320x180,AUDIO="a",CODECS="avc1.640015,mp4a.40.2"
        video/stream.m3u8
        """);
  }

  /// Adds the second variant and the tracks that are late; not for packed sound.
  public static void addTracks(Path folder, String type) throws Exception {
    Path source = folder.resolve("source");
    Path late = Files.createDirectories(folder.resolve("late"));
    // The filter begins its times at zero.
    double begins =
        type.equals("mpegts") ? PatternStream.firstSeconds(source.resolve("0.ts"), "a") : 0;
    List<String> how = new ArrayList<>(List.of("-vn", "-af", "adelay=500:all=1", "-c:a", "aac"));
    how.addAll(List.of("-output_ts_offset", "" + begins));
    hls(source, late, type, how, "2");
    for (String name : List.of("video", "sound", "late")) {
      Path copy = Files.createDirectories(folder.resolve(name + "-b"));
      try (var files = Files.list(folder.resolve(name))) {
        for (Path file : files.toList()) {
          Files.copy(file, copy.resolve(file.getFileName().toString()));
        }
      }
    }
    Files.writeString(
        folder.resolve("tracks.m3u8"),
        """
        #EXTM3U
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="beep",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,URI="sound/stream.m3u8"
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="late",LANGUAGE="fr",URI="late/stream.m3u8"
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="none",LANGUAGE="xx",URI="missing.m3u8"
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="b",NAME="late",LANGUAGE="fr",URI="late-b/stream.m3u8"
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="b",NAME="beep",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,URI="sound-b/stream.m3u8"
        #EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=320x180,AUDIO="a",CODECS="avc1.640015,mp4a.40.2"
        video/stream.m3u8
        #EXT-X-STREAM-INF:BANDWIDTH=8000000000,RESOLUTION=320x180,AUDIO="b",CODECS="avc1.640015,mp4a.40.2"
        video-b/stream.m3u8
        """);
    Files.writeString(
        folder.resolve("inside.m3u8"),
        """
        #EXTM3U
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="beep",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="late",LANGUAGE="fr",URI="late/stream.m3u8"
        #EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=320x180,AUDIO="a",CODECS="avc1.640015,mp4a.40.2"
        source/stream.m3u8
        """);
  }

  private static List<String> with(String first, List<String> others) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all;
  }

  private static void hls(Path from, Path to, String type, List<String> how, String length)
      throws Exception {
    String extension = type.equals("fmp4") ? "m4s" : "ts";
    List<String> command = new ArrayList<>(List.of("-v", "error", "-copyts", "-i"));
    command.add(from.resolve("stream.m3u8").toString());
    command.addAll(how);
    command.addAll(List.of("-muxdelay", "0", "-f", "hls", "-hls_time", length));
    command.addAll(List.of("-hls_list_size", "0", "-hls_playlist_type", "vod"));
    command.addAll(List.of("-hls_segment_type", type, "-hls_segment_filename"));
    command.add(to.resolve("%d." + extension).toString());
    command.add(to.resolve("stream.m3u8").toString());
    FfmpegProgram.run(command.toArray(String[]::new));
  }

  private static void pack(Path from, Path to) throws Exception {
    Path all = to.resolve("all.aac");
    FfmpegProgram.run(
        "-v",
        "error",
        "-i",
        from.resolve("stream.m3u8").toString(),
        "-vn",
        "-c",
        "copy",
        "-f",
        "adts",
        "" + all);
    double begins = PatternStream.firstSeconds(from.resolve("0.ts"), "a");
    byte[] bytes = Files.readAllBytes(all);
    StringBuilder list = new StringBuilder("#EXTM3U\n#EXT-X-TARGETDURATION:2\n");
    int block = 0;
    int segment = 0;
    for (int at = 0; at < bytes.length; segment++) {
      ByteArrayOutputStream made = new ByteArrayOutputStream();
      made.write(tag(Math.round((begins + (double) block * SAMPLES / HERTZ) * 90_000)));
      int first = block;
      while (at < bytes.length && block - first < 2 * HERTZ / SAMPLES) {
        int size =
            (bytes[at + 3] & 3) << 11 | (bytes[at + 4] & 0xFF) << 3 | (bytes[at + 5] & 0xFF) >> 5;
        made.write(Arrays.copyOfRange(bytes, at, at + size));
        at += size;
        block++;
      }
      Files.write(to.resolve(segment + ".aac"), made.toByteArray());
      double lasts = (block - first) * (double) SAMPLES / HERTZ;
      list.append("#EXTINF:").append(lasts).append(",\n").append(segment).append(".aac\n");
    }
    Files.writeString(to.resolve("stream.m3u8"), list + "#EXT-X-ENDLIST\n");
  }

  /// RFC 8216 3.4: an ID3 tag with a private frame that holds the time as MPEG-TS would tell it.
  private static byte[] tag(long ticks) throws IOException {
    byte[] owner = "com.apple.streaming.transportStreamTimestamp\0".getBytes(ISO_8859_1);
    int frame = owner.length + Long.BYTES;
    ByteArrayOutputStream tag = new ByteArrayOutputStream();
    tag.write("ID3".getBytes(ISO_8859_1));
    tag.write(new byte[] {4, 0, 0, 0, 0, 0, (byte) (frame + 10)});
    tag.write("PRIV".getBytes(ISO_8859_1));
    tag.write(ByteBuffer.allocate(6).putInt(frame).putShort((short) 0).array());
    tag.write(owner);
    tag.write(ByteBuffer.allocate(Long.BYTES).putLong(ticks).array());
    return tag.toByteArray();
  }
}
