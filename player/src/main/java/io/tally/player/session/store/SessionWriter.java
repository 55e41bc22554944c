// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.session.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.player.net.Exchange;
import io.tally.player.playlist.Segment.ByteRange;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How does a stream get onto the disk?
///
/// Into a folder of its own: `session.txt` with some lines an answer, and the bodies, named by
/// counting and never by what a stranger wrote. The same body is written once. Each answer is on
/// disk when [#add] returns, so that a crash costs nothing that was told. Threads: any. Failure: an
/// `IOException` of the disk; nothing is written any more after it.
public final class SessionWriter implements AutoCloseable {
  static final String INDEX = "session.txt";
  static final String FIRST_LINE = "tally-session 1";
  static final String LOCATION = "location";
  private static final int REDIRECT = 302;

  static final Set<String> HEADERS =
      Set.of(
          "age",
          "cache-control",
          "content-encoding",
          "content-type",
          "date",
          "etag",
          "expires",
          "last-modified",
          "location",
          "server",
          "via",
          "x-cache");

  private final Path folder;
  private final BufferedWriter index;
  private final Instant started;
  private final long mostBytes;
  private final SecretMask mask = new SecretMask();
  private final Map<String, String> bodies = new HashMap<>(); // guarded by this
  private long bytes; // guarded by this
  private int answers; // guarded by this
  private boolean full; // guarded by this

  private SessionWriter(Path folder, BufferedWriter index, Instant started, long mostBytes) {
    this.folder = folder;
    this.index = index;
    this.started = started;
    this.mostBytes = mostBytes;
  }

  /// Begins a recording.
  ///
  /// @param folder is made; must not exist, or be empty
  /// @throws IOException with a sentence when it cannot be written
  public static SessionWriter create(Path folder, URI url, long mostBytes) throws IOException {
    Files.createDirectories(folder);
    try (var there = Files.list(folder)) {
      if (there.findAny().isPresent()) {
        throw new IOException("The folder " + folder + " is not empty; give a new one");
      }
    }
    Instant started = Instant.now();
    BufferedWriter index = Files.newBufferedWriter(folder.resolve(INDEX), UTF_8);
    SessionWriter writer = new SessionWriter(folder, index, started, mostBytes);
    index.write(FIRST_LINE + "\nstarted " + started + "\nurl " + writer.mask.mask(url) + "\n");
    index.flush();
    return writer;
  }

  /// Writes an answer.
  ///
  /// @param body unpacked; empty without one
  /// @return false when the limit is reached and it was not written
  public synchronized boolean add(Exchange exchange, Optional<ByteRange> range, byte[] body)
      throws IOException {
    if (full || bytes + body.length > mostBytes) {
      full = true;
      return false;
    }
    StringBuilder lines = new StringBuilder();
    URI by = exchange.redirects() > 0 ? exchange.answeredBy() : exchange.uri();
    if (!by.equals(exchange.uri())) {
      head(exchange, 0, 0, REDIRECT, Optional.empty(), "-", exchange.uri(), lines);
      lines.append("  ").append(LOCATION).append(": ").append(mask.mask(by)).append('\n');
    }
    long firstByteMs = exchange.firstByteMs().orElse(0);
    String file = body.length == 0 ? "-" : write(body);
    head(exchange, firstByteMs, exchange.totalMs(), exchange.status(), range, file, by, lines);
    exchange
        .headers()
        .forEach((name, value) -> {
          if (HEADERS.contains(name) && !name.equals(LOCATION)) {
            lines.append("  ").append(name).append(": ");
            lines.append(value.replaceAll("\\p{Cntrl}", " ")).append('\n');
          }
        });
    index.write(lines.toString());
    index.flush();
    answers++;
    return true;
  }

  private void head(
      Exchange exchange,
      long firstByteMs,
      long totalMs,
      int status,
      Optional<ByteRange> range,
      String file,
      URI at,
      StringBuilder to) {
    to.append("answer ")
        .append(Math.max(0, Duration.between(started, exchange.started()).toMillis()));
    to.append(' ').append(firstByteMs).append(' ').append(totalMs).append(' ').append(status);
    to.append(' ').append(range.map(r -> r.offset() + "+" + r.length()).orElse("-"));
    to.append(' ').append(file).append('\n');
    to.append("  at ").append(mask.mask(at)).append('\n');
  }

  private String write(byte[] body) throws IOException {
    boolean playlist = new String(body, 0, Math.min(16, body.length), UTF_8).contains("#EXTM3U");
    byte[] stored =
        playlist
            ? PlaylistAddresses.replace(new String(body, UTF_8), mask::mask).getBytes(UTF_8)
            : body;
    String digest = digest(stored);
    String known = bodies.get(digest);
    if (known != null) {
      return known;
    }
    String name = "%06d.%s".formatted(bodies.size() + 1, playlist ? "m3u8" : "bin");
    Files.write(folder.resolve(name), stored);
    bodies.put(digest, name);
    bytes += stored.length;
    return name;
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /// Bytes of all bodies.
  public synchronized long bytes() {
    return bytes;
  }

  /// How many answers were written.
  public synchronized int answers() {
    return answers;
  }

  /// Whether the limit was reached.
  public synchronized boolean full() {
    return full;
  }

  @Override
  public synchronized void close() throws IOException {
    index.close();
  }
}
