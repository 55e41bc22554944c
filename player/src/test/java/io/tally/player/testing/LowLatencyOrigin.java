// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.tally.player.testing.stream.PatternStream;
import io.tally.protocol.peers.FfmpegProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A low-latency origin (RFC 8216bis): segments of a second in five parts that FFmpeg made, of
/// which one comes every 200 ms, or when it is told. What is not there yet is held back.
public final class LowLatencyOrigin implements AutoCloseable {
  public static final int PARTS = 5;
  public static final double HOLD_BACK_S = 0.6;
  private static final double PART_S = 0.2;
  private static final int WINDOW = 8;
  private static final int HELD_SEGMENTS = 4; // as long as a segment of four seconds
  private static final Pattern MSN = Pattern.compile("_HLS_msn=(\\d+)");
  private static final Pattern PART = Pattern.compile("_HLS_part=(\\d+)");
  private static final Pattern MEDIA = Pattern.compile("/(part|seg)(\\d+)\\.m4s");

  /// What the origin can do.
  ///
  /// @param block holds playlists back
  /// @param hint announces the next part
  /// @param whole tells segments only, no parts
  /// @param ranges parts are ranges of their segment, which grows while it is sent
  /// @param held a proxy on the way gives nothing of what grows until it is whole, and then some
  public record Talent(boolean block, boolean hint, boolean whole, boolean ranges, boolean held) {
    public static final Talent ALL = new Talent(true, true, false, false, false);
    public static final Talent RANGES = new Talent(true, true, false, true, false);
    public static final Talent HELD = new Talent(true, true, false, true, true);
  }

  private final Path folder;
  private final Talent talent;
  private final LoopbackServer server;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> ranges = new CopyOnWriteArrayList<>();
  private final List<String> held = new CopyOnWriteArrayList<>();
  private final List<Integer> early = new CopyOnWriteArrayList<>();
  private int parts; // guarded by this: how many there are
  private boolean closed; // guarded by this
  private long ranAtMs; // guarded by this: since the epoch
  private int partsBefore; // guarded by this: that were there when it began to run
  private volatile int lost = -1;

  /// @param folder with what [#record] made
  /// @param parts that are there from the start
  public LowLatencyOrigin(Path folder, Talent talent, int parts) throws IOException {
    this.folder = folder;
    this.talent = talent;
    this.parts = parts;
    server = new LoopbackServer(this::answer);
  }

  /// Makes the parts: `init.mp4`, `0.m4s` and so on, pictures numbered from 0.
  public static void record(Path folder, int seconds) throws Exception {
    Path whole = Files.createDirectories(folder.resolve("whole"));
    PatternStream.record(whole, "fmp4", 0, seconds);
    FfmpegProgram.run(
        "-v",
        "error",
        "-i",
        whole.resolve("stream.m3u8").toString(),
        "-c",
        "copy",
        "-f",
        "hls",
        "-hls_time",
        "" + PART_S,
        "-hls_flags",
        "split_by_time",
        "-hls_list_size",
        "0",
        "-hls_playlist_type",
        "vod",
        "-hls_segment_type",
        "fmp4",
        "-hls_segment_filename",
        folder.resolve("%d.m4s").toString(),
        folder.resolve("parts.m3u8").toString());
  }

  public URI uri() {
    return server.uri("list.m3u8");
  }

  /// Lets a part come every 200 ms from now on.
  public synchronized void run() {
    ranAtMs = System.currentTimeMillis();
    partsBefore = parts;
    clock.scheduleAtFixedRate(this::grow, 200, 200, TimeUnit.MILLISECONDS);
  }

  /// Lets one part come.
  public synchronized void grow() {
    if (Files.exists(folder.resolve(parts + ".m4s"))) {
      parts++;
      notifyAll();
    }
  }

  /// Answers 404 for one part.
  public void lose(int part) {
    lost = part;
  }

  /// Everything that was asked for, with queries, in order.
  public List<String> requests() {
    return requests;
  }

  /// The parts that were asked for before they were there.
  public List<Integer> early() {
    return early;
  }

  /// How much there is, s.
  public synchronized double edgeSeconds() {
    return parts * PART_S;
  }

  /// How much the encoder of a running stream has made at a moment, of which the last is no whole
  /// part yet, s.
  ///
  /// @param atMs since the epoch
  public synchronized double madeSeconds(long atMs) {
    return partsBefore * PART_S + (atMs - ranAtMs) / 1e3;
  }

  private synchronized String playlist() throws IOException {
    int whole = parts / PARTS;
    int first = Math.max(0, whole - WINDOW);
    StringBuilder text =
        new StringBuilder("#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-TARGETDURATION:1\n")
            .append("#EXT-X-SERVER-CONTROL:PART-HOLD-BACK=")
            .append(HOLD_BACK_S)
            .append(talent.block() ? ",CAN-BLOCK-RELOAD=YES\n" : "\n")
            .append("#EXT-X-PART-INF:PART-TARGET=0.2\n#EXT-X-MEDIA-SEQUENCE:")
            .append(first)
            .append("\n#EXT-X-MAP:URI=\"init.mp4\"\n");
    for (int segment = first; segment <= whole; segment++) {
      boolean open = segment == whole;
      if (segment >= whole - 3 && !talent.whole()) {
        parts(text, segment * PARTS, open ? parts : (segment + 1) * PARTS);
      }
      if (!open) {
        text.append("#EXTINF:1.0,\nseg").append(segment).append(".m4s\n");
      }
    }
    if (talent.hint() && talent.ranges()) {
      text.append(
          "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"seg%d.m4s\",BYTERANGE-START=%d\n"
              .formatted(whole, offset(parts)));
    } else if (talent.hint()) {
      text.append("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"part").append(parts).append(".m4s\"\n");
    }
    return text.toString();
  }

  /// Where a part begins in its segment.
  private long offset(int part) throws IOException {
    long offset = 0;
    for (int before = part - part % PARTS; before < part; before++) {
      offset += Files.size(folder.resolve(before + ".m4s"));
    }
    return offset;
  }

  private void parts(StringBuilder text, int from, int to) throws IOException {
    for (int part = from; part < to; part++) {
      if (talent.ranges()) {
        text.append(
            String.format(
                Locale.ROOT,
                "#EXT-X-PART:DURATION=%.3f,URI=\"seg%d.m4s\",BYTERANGE=\"%d@%d\"%s%n",
                PART_S,
                part / PARTS,
                Files.size(folder.resolve(part + ".m4s")),
                offset(part),
                part % PARTS == 0 ? ",INDEPENDENT=YES" : ""));
        continue;
      }
      text.append(String.format(Locale.ROOT, "#EXT-X-PART:DURATION=%.3f,URI=\"part", PART_S))
          .append(part)
          .append(part % PARTS == 0 ? ".m4s\",INDEPENDENT=YES\n" : ".m4s\"\n");
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    requests.add(path);
    try (exchange) {
      Matcher media = MEDIA.matcher(path);
      byte[] bytes;
      String range = exchange.getRequestHeaders().getFirst("Range");
      if (talent.ranges() && media.matches()) {
        grow(exchange, Integer.parseInt(media.group(2)), range == null ? "bytes=0-" : range);
        return;
      } else if (path.startsWith("/list.m3u8")) {
        bytes = list(path);
      } else if (media.matches()) {
        bytes = media(media.group(1).equals("seg"), Integer.parseInt(media.group(2)));
      } else {
        bytes = Files.readAllBytes(folder.resolve(path.substring(1)));
      }
      // As origins do, so that a page from elsewhere may play it.
      exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
      exchange.sendResponseHeaders(
          bytes.length == 0 ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the server closes
    }
  }

  /// Sends a range of a segment, as its parts come.
  private void grow(HttpExchange exchange, int segment, String range)
      throws IOException, InterruptedException {
    String[] told = range.substring("bytes=".length()).split("-");
    long first = Long.parseLong(told[0]);
    long end = told.length > 1 ? Long.parseLong(told[1]) + 1 : Long.MAX_VALUE;
    ranges.add(segment + " " + range);
    if (talent.held() && end == Long.MAX_VALUE && grows(segment)) {
      held.add(segment + " " + range);
      await((segment + HELD_SEGMENTS) * PARTS);
    }
    exchange.sendResponseHeaders(exchange.getRequestHeaders().containsKey("Range") ? 206 : 200, 0);
    for (int part = segment * PARTS; part < (segment + 1) * PARTS; part++) {
      long offset = offset(part);
      byte[] bytes = media(false, part);
      int from = (int) Math.clamp(first - offset, 0, bytes.length);
      int to = (int) Math.clamp(end - offset, from, bytes.length);
      exchange.getResponseBody().write(bytes, from, to - from);
      exchange.getResponseBody().flush();
      if (end <= offset + bytes.length) {
        return;
      }
    }
  }

  private synchronized boolean grows(int segment) {
    return parts < (segment + 1) * PARTS;
  }

  /// What was held back by the proxy: number and range.
  public List<String> held() {
    return held;
  }

  /// What was asked for of segments whose parts are ranges: number and range.
  public List<String> ranges() {
    return ranges;
  }

  private byte[] list(String path) throws IOException, InterruptedException {
    Matcher msn = MSN.matcher(path);
    Matcher part = PART.matcher(path);
    if (talent.block() && msn.find()) {
      int wanted = Integer.parseInt(msn.group(1)) * PARTS;
      await(wanted + (part.find() ? Integer.parseInt(part.group(1)) : PARTS - 1));
    }
    return playlist().getBytes(UTF_8);
  }

  private byte[] media(boolean whole, int number) throws IOException, InterruptedException {
    if (!whole) {
      synchronized (this) {
        if (number >= parts) {
          early.add(number);
        }
      }
      await(number);
      return number == lost ? new byte[0] : Files.readAllBytes(folder.resolve(number + ".m4s"));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int part = number * PARTS; part < (number + 1) * PARTS; part++) {
      bytes.write(Files.readAllBytes(folder.resolve(part + ".m4s")));
    }
    return bytes.toByteArray();
  }

  private synchronized void await(int part) throws InterruptedException {
    while (parts <= part && !closed) {
      wait();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    clock.shutdownNow();
    server.close();
  }
}
