// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.faults;

import static org.awaitility.Awaitility.await;

import io.tally.player.testing.stream.PatternStream;
import io.tally.protocol.hls.HlsSettings;
import io.tally.protocol.hls.HlsStatus;
import io.tally.protocol.ingest.IngestServer;
import io.tally.protocol.ingest.IngestSettings;
import io.tally.protocol.peers.FfmpegProgram;
import io.tally.protocol.peers.NginxRtmp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Recordings of four seconds, a segment a second, packaged by everybody who may have made a
/// stream: each a folder with `stream.m3u8`.
final class Origins {
  static final int SECONDS = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String NAME = "talk";

  private Origins() {}

  /// Makes all of them.
  static void record(Path home) throws Exception {
    PatternStream.record(folder(home, "ffmpeg-ts"), "mpegts", 0, SECONDS);
    PatternStream.record(folder(home, "ffmpeg-fmp4"), "fmp4", 0, SECONDS);
    PatternStream.record(folder(home, "sound-only"), "mpegts", 0, SECONDS, false, true);
    PatternStream.record(folder(home, "picture-only"), "fmp4", 0, SECONDS, true, false);
    wrapping(home.resolve("ffmpeg-ts"), folder(home, "wrapping"));
    leaping(home, folder(home, "leaping"));
    byHand(home.resolve("ffmpeg-fmp4"), folder(home, "hand"));
    nginx(home.resolve("ffmpeg-ts"), folder(home, "nginx"));
    ingest(home.resolve("ffmpeg-ts"), folder(home, "ingest"));
  }

  private static Path folder(Path home, String name) throws IOException {
    return Files.createDirectories(home.resolve(name));
  }

  /// The 33 bits of its times run over in the middle.
  private static void wrapping(Path from, Path to) throws Exception {
    List<String> command = new ArrayList<>(copy(from));
    command.addAll(List.of("-output_ts_offset", "95440", "-f", "hls", "-hls_time", "1"));
    command.addAll(List.of("-hls_list_size", "0", "-hls_playlist_type", "vod"));
    command.add(to.resolve("stream.m3u8").toString());
    FfmpegProgram.run(command.toArray(String[]::new));
  }

  /// Its times leap by a day and more in the middle.
  private static void leaping(Path home, Path to) throws Exception {
    for (int segment = 0; segment < SECONDS; segment++) {
      Path from = segment < SECONDS / 2 ? home.resolve("ffmpeg-ts") : home.resolve("wrapping");
      Path list = from.resolve("stream.m3u8");
      String name = segments(Files.readString(list)).get(segment % (SECONDS / 2));
      Files.copy(from.resolve(name), to.resolve(segment + ".ts"));
    }
    Files.copy(home.resolve("ffmpeg-ts/stream.m3u8"), to.resolve("stream.m3u8"));
  }

  private static List<String> copy(Path from) {
    return List.of("-v", "error", "-i", from.resolve("stream.m3u8").toString(), "-c", "copy");
  }

  /// One file with byte ranges, dates and a comment.
  private static void byHand(Path from, Path to) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] init = Files.readAllBytes(from.resolve("init.mp4"));
    all.write(init);
    StringBuilder list =
        new StringBuilder("#EXTM3U\n# written by hand\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:1\n")
            .append("#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-INDEPENDENT-SEGMENTS\n")
            .append("#EXT-X-MAP:URI=\"all.mp4\",BYTERANGE=\"" + init.length + "@0\"\n");
    for (int second = 0; second < SECONDS; second++) {
      byte[] segment = Files.readAllBytes(from.resolve(second + ".m4s"));
      list.append("#EXT-X-PROGRAM-DATE-TIME:2026-11-21T12:00:0" + second + ".000Z\n")
          .append("#EXTINF:1.000,no title\n")
          .append("#EXT-X-BYTERANGE:" + segment.length + "@" + all.size() + "\nall.mp4\n");
      all.write(segment);
    }
    Files.write(to.resolve("all.mp4"), all.toByteArray());
    Files.writeString(to.resolve("stream.m3u8"), list + "#EXT-X-ENDLIST\n");
  }

  /// Published to nginx by RTMP; it ends no playlist, so that is done here.
  private static void nginx(Path from, Path to) throws Exception {
    Path hls = to.resolveSibling("nginx-hls");
    try (NginxRtmp nginx =
        NginxRtmp.start(
            Files.createDirectories(to.resolveSibling("nginx-home")),
            "hls on;",
            "hls_path " + Files.createDirectories(hls) + ";",
            "hls_cleanup off;",
            "hls_fragment 1s;",
            "hls_playlist_length 60s;")) {
      publish(from, nginx.url(NAME));
      Path list = hls.resolve(NAME + ".m3u8");
      await()
          .atMost(PATIENCE)
          .until(() ->
              Files.exists(list)
                  && Files.readString(list).contains(NAME + "-" + (SECONDS - 1) + ".ts"));
      String text = Files.readString(list);
      Files.writeString(to.resolve("stream.m3u8"), text + "#EXT-X-ENDLIST\n");
      for (String name : segments(text)) {
        Files.copy(hls.resolve(name), to.resolve(name));
      }
    }
  }

  /// Published to the embedded ingest by RTMP, which ends it when the sender has gone.
  private static void ingest(Path from, Path to) throws Exception {
    HlsSettings hls =
        new HlsSettings(Duration.ofSeconds(1), Duration.ofMinutes(1), 256L << 20, Duration.ZERO);
    IngestSettings settings = new IngestSettings("127.0.0.1", 0, 0, Optional.empty(), hls);
    try (IngestServer server = IngestServer.start(settings);
        HttpClient http = HttpClient.newHttpClient()) {
      publish(from, server.rtmpUrl() + "/" + NAME);
      await()
          .atMost(PATIENCE)
          .until(
              () -> Optional.ofNullable(server.streams().get(NAME)).map(HlsStatus::state),
              Optional.of(HlsStatus.State.ENDED)::equals);
      URI master = server.playlistUrl(NAME);
      URI media = master.resolve(segments(text(http, master)).getFirst());
      String list = text(http, media);
      Files.writeString(to.resolve("stream.m3u8"), list);
      List<String> names = new ArrayList<>(segments(list));
      list.lines()
          .filter(line -> line.startsWith("#EXT-X-MAP"))
          .map(line -> line.replaceAll(".*URI=\"([^\"]+)\".*", "$1"))
          .forEach(names::add);
      for (String name : names) {
        HttpRequest request = HttpRequest.newBuilder(media.resolve(name)).build();
        http.send(request, HttpResponse.BodyHandlers.ofFile(to.resolve(name)));
      }
    }
  }

  private static String text(HttpClient http, URI uri) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static void publish(Path from, String url) throws Exception {
    List<String> command = new ArrayList<>(List.of("-re"));
    command.addAll(copy(from));
    command.addAll(List.of("-f", "flv", url));
    FfmpegProgram.run(command.toArray(String[]::new));
  }

  /// What a playlist names, in order.
  static List<String> segments(String playlist) {
    return playlist.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).toList();
  }
}
