// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.peers;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// How do tests run `srt-live-transmit`, the program of the SRT library's makers?
///
/// One side of it is an SRT address, the other its standard input or output. Close ends it.
public final class SrtLiveTransmit implements AutoCloseable {
  private static final Pattern CONNECTED = Pattern.compile("SRT (source|target) connect(ed|ion)");

  private final Process process;
  private final Path words;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final OutputStream input;
  private final Thread collector;

  private SrtLiveTransmit(Process process, Path words) {
    this.process = process;
    this.words = words;
    input = process.getOutputStream();
    collector = Thread.ofVirtual().start(this::collect);
  }

  /// Sends what [#write] gives to an SRT address.
  public static SrtLiveTransmit sending(String url, String... options) throws IOException {
    return start("file://con", url, options);
  }

  /// Receives from an SRT address into [#all].
  public static SrtLiveTransmit receiving(String url, String... options) throws IOException {
    return start(url, "file://con", options);
  }

  private static SrtLiveTransmit start(String from, String to, String... options)
      throws IOException {
    var command = new ArrayList<>(List.of("srt-live-transmit", "-a:no", "-chunk:1316", "-v"));
    command.addAll(List.of(options));
    command.add(from);
    command.add(to);
    var words = Files.createTempFile("tally-srt", ".log");
    return new SrtLiveTransmit(
        new ProcessBuilder(command).redirectError(words.toFile()).start(), words);
  }

  private void collect() {
    try (InputStream out = process.getInputStream()) {
      var buffer = new byte[65_536];
      for (var count = out.read(buffer); count >= 0; count = out.read(buffer)) {
        received.write(buffer, 0, count);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until it says that it is connected.
  ///
  /// Its library answers handshakes before the program has looked: what it reads until then it
  /// throws away, and of a connection that has ended until then it takes nothing.
  public void awaitConnected() {
    await("srt-live-transmit to say that it is connected")
        .atMost(Duration.ofSeconds(60))
        .until(() -> CONNECTED.matcher(words()).find());
  }

  /// Gives it something to send.
  public void write(byte[] bytes) throws IOException {
    input.write(bytes);
    input.flush();
  }

  /// What it has received; waits for its end, since it keeps the last bytes until then.
  public byte[] all() throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("srt-live-transmit did not end with its connection");
    }
    collector.join();
    return received.toByteArray();
  }

  /// What it said.
  public String words() throws IOException {
    return Files.readString(words);
  }

  /// Waits until it ends by itself.
  public void awaitEnd() throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("srt-live-transmit did not end");
    }
  }

  /// Stops it as a lost machine would, without a farewell.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(words);
  }
}
