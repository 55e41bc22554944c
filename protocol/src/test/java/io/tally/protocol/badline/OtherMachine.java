// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.badline;

import io.tally.capture.testing.process.JavaProgram;
import io.tally.protocol.programme.Arrivals;
import io.tally.protocol.rtmp.RtmpListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What is a machine behind a cable that can be cut, so that packets truly vanish? A network
/// namespace of Linux with our listener in it.
///
/// Needs the rights of root, and says so when it has them not. Loopback cannot do this: its kernel
/// acknowledges whatever a program does.
public final class OtherMachine implements AutoCloseable {
  private static final int PORT = 1935;

  private final String name;
  private final String network;
  private final Process listener;

  private OtherMachine(String name, String network, Process listener) {
    this.name = name;
    this.network = network;
    this.listener = listener;
  }

  /// Sets it up, and returns when its listener listens.
  public static OtherMachine start() throws IOException, InterruptedException {
    var number = ProcessHandle.current().pid() % 200;
    var name = "tally" + number;
    var network = "10.231." + number + ".";
    var near = "near" + number;
    ip("netns add " + name);
    try {
      ip("link add %s type veth peer name far netns %s".formatted(near, name));
      ip("addr add %s1/30 dev %s".formatted(network, near));
      ip("link set %s up".formatted(near));
      ip("-n %s addr add %s2/30 dev far".formatted(name, network));
      ip("-n %s link set far up".formatted(name));
      ip("-n %s link set lo up".formatted(name));
      return new OtherMachine(name, network, listen(name, network));
    } catch (IOException | InterruptedException e) {
      ip("netns del " + name);
      throw e;
    }
  }

  private static Process listen(String name, String network) throws IOException {
    var words = new ArrayList<>(List.of("ip", "netns", "exec", name));
    words.addAll(
        JavaProgram.words(List.of("-XX:TieredStopAtLevel=1"), OtherMachine.class, network + "2"));
    var process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (var line = said.readLine(); line != null; line = said.readLine()) {
      if (line.equals("listens")) {
        return process;
      }
    }
    process.destroyForcibly();
    throw new IOException("The listener in the network namespace " + name + " does not start");
  }

  /// Where its listener is.
  public String url(String key) {
    return "rtmp://%s2:%d/live/%s".formatted(network, PORT, key);
  }

  /// Lets everything vanish that comes to it or from it, or no longer. Nobody is told.
  public void cut(boolean on) throws IOException, InterruptedException {
    var verb = on ? "add" : "del";
    ip("-n %s route %s blackhole %s1/32".formatted(name, verb, network));
  }

  private static void ip(String arguments) throws IOException, InterruptedException {
    var command = ("ip " + arguments).split(" ", -1);
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(
          "\"%s\" failed (%s): this test needs root, and iproute2"
              .formatted(String.join(" ", command), words.strip()));
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    listener.destroyForcibly();
    listener.onExit().join();
    ip("netns del " + name);
  }

  /// The listener, inside.
  ///
  /// @param arguments its address
  public static void main(String[] arguments) throws Exception {
    try (var listener = new RtmpListener()) {
      listener.start(new InetSocketAddress(arguments[0], PORT), new Arrivals());
      System.out.println("listens");
      new CountDownLatch(1).await();
    }
  }
}
