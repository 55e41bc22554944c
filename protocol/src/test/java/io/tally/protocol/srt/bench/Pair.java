// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.bench;

import io.tally.capture.testing.process.JavaProgram;
import io.tally.protocol.badline.UdpPort;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// How do a sender and a receiver of one kind run, each as a process of its own?
///
/// Life: [#start], [#input], [#close].
final class Pair implements AutoCloseable {
  /// Whose SRT.
  enum Kind {
    TALLY,
    LIBSRT;

    private List<String> command() {
      if (this == LIBSRT) {
        return List.of("srt-live-transmit", "-q", "-a:no", "-chunk:1316");
      }
      return JavaProgram.words(List.of("-Xmx256m", "-XX:+UseSerialGC"), SrtPipe.class);
    }
  }

  private static final double TICKS_PER_S = 100;

  private final Process receiver;
  private final Process sender;
  private final AtomicLong received = new AtomicLong();

  private Pair(Process receiver, Process sender) {
    this.receiver = receiver;
    this.sender = sender;
    Thread.ofPlatform().daemon().start(this::drain);
  }

  /// @param port that the receiver listens at
  /// @param through the port that the sender calls
  static Pair start(Kind kind, int port, int through, String query) throws IOException {
    var receiver =
        process(kind, "srt://127.0.0.1:" + port + "?mode=listener" + query, "file://con");
    UdpPort.awaitBound(port);
    var sender = process(kind, "file://con", "srt://127.0.0.1:" + through + "?mode=caller" + query);
    return new Pair(receiver, sender);
  }

  private static Process process(Kind kind, String from, String to) throws IOException {
    var command = new ArrayList<>(kind.command());
    command.add(from);
    command.add(to);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private void drain() {
    var buffer = new byte[65_536];
    try (var in = receiver.getInputStream()) {
      for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        received.addAndGet(count);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until something goes through: until then a sender of libsrt's throws away what it reads.
  void awaitThrough() throws IOException {
    var payload = new byte[NumberedFeed.PAYLOAD_BYTES];
    while (received() == 0) {
      input().write(payload);
      input().flush();
      LockSupport.parkNanos(100_000_000);
    }
  }

  /// What the sender reads.
  OutputStream input() {
    return sender.getOutputStream();
  }

  /// Bytes that the receiver has given out.
  long received() {
    return received.get();
  }

  /// Processor seconds of the sender since its start.
  double senderCpu() throws IOException {
    return cpu(sender);
  }

  /// Processor seconds of the receiver since its start.
  double receiverCpu() throws IOException {
    return cpu(receiver);
  }

  /// As the kernel counts them, user and system, in hundredths of a second.
  private static double cpu(Process process) throws IOException {
    var text = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    var fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_S;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    sender.getOutputStream().close();
    for (var process : List.of(sender, receiver)) {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }
}
