// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tls;

import io.tally.protocol.badline.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/// How does a server behave that speaks a TLS which the JDK itself no longer can? It is OpenSSL's
/// `s_server` with a certificate that it makes for itself.
public final class OpensslServer implements AutoCloseable {
  private final Process process;
  private final Path folder;
  private final int port;

  private OpensslServer(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /// @param options such as `-tls1_1`
  public static OpensslServer start(String... options) throws Exception {
    var folder = Files.createTempDirectory("tally-openssl");
    var key = folder.resolve("key.pem").toString();
    var certificate = folder.resolve("certificate.pem").toString();
    run(
        "req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -keyout",
        key,
        "-out",
        certificate);
    var port = FreePort.find();
    var command =
        new ArrayList<>(List.of("openssl", "s_server", "-quiet", "-port", String.valueOf(port)));
    command.addAll(List.of("-key", key, "-cert", certificate, "-cipher", "DEFAULT@SECLEVEL=0"));
    command.addAll(List.of(options));
    var process = quiet(command);
    Awaitility.await().ignoreExceptionsInstanceOf(IOException.class).until(() -> answers(port));
    return new OpensslServer(process, folder, port);
  }

  private static boolean answers(int port) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    }
  }

  private static void run(String words, String... further) throws Exception {
    var command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(words.split(" ", -1)));
    command.addAll(List.of(further));
    if (quiet(command).waitFor() != 0) {
      throw new IOException("openssl failed: " + words);
    }
  }

  private static Process quiet(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  public int port() {
    return port;
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    process.onExit().join();
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
