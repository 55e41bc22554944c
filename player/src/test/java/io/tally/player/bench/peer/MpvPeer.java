// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.bench.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.picture.PatternReader;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/// A running mpv without a window, asked by its IPC socket.
public final class MpvPeer implements Peer {
  private static final long PATIENCE_S = 20;
  private static final Pattern DATA = Pattern.compile("\"data\":([-\\w.]+)");

  private final Process process;
  private final SocketChannel socket;
  private final Path picture;
  private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(100);
  private final BlockingQueue<Long> begun = new ArrayBlockingQueue<>(100); // System.nanoTime
  private final AtomicInteger rebuffers = new AtomicInteger();
  private volatile boolean shows;
  private long beganNs;

  private MpvPeer(Process process, SocketChannel socket, Path folder) {
    this.process = process;
    this.socket = socket;
    picture = folder.resolve("mpv.png");
    Thread.ofPlatform().daemon().name("mpv").start(this::listen);
  }

  /// Starts it.
  ///
  /// @param folder for its socket
  public static MpvPeer start(Path folder) throws IOException, InterruptedException {
    Path address = folder.resolve("mpv.socket");
    Process process =
        new ProcessBuilder(
                "mpv",
                "--no-config",
                "--idle=yes",
                "--vo=null",
                "--ao=null",
                "--really-quiet",
                "--screenshot-png-compression=0",
                "--input-ipc-server=" + address)
            .inheritIO()
            .start();
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!Files.exists(address)) {
      if (System.nanoTime() > deadlineNs || process.waitFor(20, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IOException("mpv did not open its IPC socket within 20 s");
      }
    }
    SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
    socket.connect(UnixDomainSocketAddress.of(address));
    MpvPeer peer = new MpvPeer(process, socket, folder);
    peer.ask("\"observe_property\",1,\"paused-for-cache\"");
    return peer;
  }

  private void listen() {
    try (BufferedReader told = new BufferedReader(Channels.newReader(socket, UTF_8))) {
      for (String line = told.readLine(); line != null; line = told.readLine()) {
        hear(line);
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void hear(String line) {
    if (line.contains("\"request_id\":")) {
      answers.add(line);
    } else if (line.contains("\"playback-restart\"")) {
      shows = true;
      begun.add(System.nanoTime());
    } else if (line.contains("\"paused-for-cache\"") && line.contains("\"data\":true") && shows) {
      rebuffers.incrementAndGet();
    }
  }

  /// Gives it a command, the words of a JSON array; what it answers.
  private String ask(String words) throws IOException, InterruptedException {
    ByteBuffer bytes = ByteBuffer.wrap(("{\"command\":[" + words + "]}\n").getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      socket.write(bytes);
    }
    String answer = answers.poll(PATIENCE_S, TimeUnit.SECONDS);
    if (answer == null) {
      throw new IOException("mpv gave no answer to " + words);
    }
    return answer;
  }

  @Override
  public String name() {
    return "mpv";
  }

  @Override
  public void play(URI stream) throws IOException, InterruptedException {
    shows = false;
    begun.clear();
    rebuffers.set(0);
    beganNs = System.nanoTime();
    ask("\"loadfile\",\"" + stream + "\"");
  }

  @Override
  public double firstPictureMs() throws IOException, InterruptedException {
    Long at = begun.poll(PATIENCE_S, TimeUnit.SECONDS);
    if (at == null) {
      throw new IOException("mpv showed nothing within 20 s");
    }
    return (at - beganNs) / 1e6;
  }

  @Override
  public Optional<Glance> glance() throws IOException, InterruptedException {
    long before = System.currentTimeMillis();
    boolean taken =
        ask("\"screenshot-to-file\",\"" + picture + "\",\"video\"").contains("\"success\"");
    long atMs = (before + System.currentTimeMillis()) / 2;
    Matcher height = DATA.matcher(ask("\"get_property\",\"height\""));
    return Optional.of(
        new Glance(
            taken ? number() : OptionalLong.empty(),
            atMs,
            height.find() ? (int) Double.parseDouble(height.group(1)) : 0,
            rebuffers.get()));
  }

  private OptionalLong number() throws IOException {
    BufferedImage image = ImageIO.read(picture.toFile());
    int width = image.getWidth();
    try (Arena arena = Arena.ofConfined()) {
      int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
      MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_INT, pixels);
      try (VideoFrame frame =
          new VideoFrame(
              PixelFormat.BGRA,
              ColorSpace.RGB,
              width,
              image.getHeight(),
              0,
              List.of(new VideoFrame.Plane(memory, width * 4)),
              () -> {})) {
        return PatternReader.read(frame).frameNumber();
      }
    }
  }

  @Override
  public void draw(int width, int height) throws IOException, InterruptedException {
    ask(
        "\"set_property\",\"vf\",\"lavfi=[scale=%d:%d:flags=fast_bilinear,format=bgra]\""
            .formatted(width, height));
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    ask("\"stop\"");
  }

  @Override
  public ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    process.destroyForcibly();
  }
}
