// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A running mpv without window and sound, asked by its IPC socket. Closed by whoever started it.
final class Mpv implements AutoCloseable {
  private static final long START_NS = TimeUnit.SECONDS.toNanos(20);

  private final Process process;
  private final SocketChannel socket;
  private final BufferedReader told;

  private Mpv(Process process, SocketChannel socket) {
    this.process = process;
    this.socket = socket;
    told = new BufferedReader(Channels.newReader(socket, UTF_8));
  }

  static Mpv start(Path folder) throws IOException, InterruptedException {
    Path address = folder.resolve("mpv.socket");
    Process process =
        new ProcessBuilder(
                "mpv",
                "--no-config",
                "--idle=yes",
                "--vo=null",
                "--ao=null",
                "--really-quiet",
                "--input-ipc-server=" + address)
            .inheritIO()
            .start();
    long deadlineNs = System.nanoTime() + START_NS;
    while (!Files.exists(address)) {
      if (System.nanoTime() > deadlineNs || !process.isAlive()) {
        process.destroyForcibly();
        throw new IOException("mpv did not open its IPC socket within 20 s");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
    socket.connect(UnixDomainSocketAddress.of(address));
    return new Mpv(process, socket);
  }

  /// From the command to its first picture, ms; stops it then.
  double firstFrameMs(URI stream) throws IOException {
    long beganNs = System.nanoTime();
    tell("{\"command\":[\"loadfile\",\"" + stream + "\"]}");
    await("playback-restart");
    double ms = (System.nanoTime() - beganNs) / 1e6;
    tell("{\"command\":[\"stop\"]}");
    await("end-file");
    return ms;
  }

  private void tell(String command) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((command + "\n").getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      socket.write(bytes);
    }
  }

  private void await(String event) throws IOException {
    for (String line = told.readLine(); line != null; line = told.readLine()) {
      if (line.contains("\"" + event + "\"")) {
        return;
      }
    }
    throw new IOException("mpv ended before it told " + event);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    process.destroyForcibly();
  }
}
