// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.peers;

import io.tally.protocol.badline.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What did node-media-server record?
///
/// npm installs it where Maven builds, once; close ends it.
public final class NodeMediaServer implements AutoCloseable {
  private static final String VERSION = "4.4.3";
  private static final long INSTALL_S = 300;

  private final Process process;
  private final Path folder;
  private final int port;

  private NodeMediaServer(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /// @param folder for its data, its words and its recordings
  public static NodeMediaServer start(Path folder) throws IOException, InterruptedException {
    var program = installed().resolve("node_modules/node-media-server/bin/app.js");
    var port = FreePort.find();
    var process =
        new ProcessBuilder(
                "node",
                program.toString(),
                "--bind=127.0.0.1",
                "--rtmp-port=" + port,
                "--rtmps-port=" + FreePort.find(),
                "--http-port=" + FreePort.find(),
                "--https-port=" + FreePort.find(),
                "--data-path=" + folder.resolve("data"),
                "--record-path=" + folder.resolve("records"),
                "--record-auto",
                "--no-admin")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("node.log").toFile())
            .start();
    FreePort.awaitListening(port);
    return new NodeMediaServer(process, folder, port);
  }

  private static Path installed() throws IOException, InterruptedException {
    var cache = Path.of("target", "peers", "node-media-server-" + VERSION).toAbsolutePath();
    if (Files.exists(cache.resolve("node_modules/node-media-server/bin/app.js"))) {
      return cache;
    }
    Files.createDirectories(cache);
    var npm =
        new ProcessBuilder(
                "npm",
                "install",
                "--no-audit",
                "--no-fund",
                "--prefix",
                cache.toString(),
                "node-media-server@" + VERSION)
            .redirectErrorStream(true)
            .redirectOutput(cache.resolve("npm.log").toFile())
            .start();
    if (!npm.waitFor(INSTALL_S, TimeUnit.SECONDS) || npm.exitValue() != 0) {
      npm.destroyForcibly();
      throw new IOException("npm failed: " + Files.readString(cache.resolve("npm.log")));
    }
    return cache;
  }

  public String url(String key) {
    return "rtmp://127.0.0.1:" + port + "/live/" + key;
  }

  /// The file of a stream, once there is one.
  public Optional<Path> record(String key) throws IOException {
    var records = folder.resolve("records/live").resolve(key);
    if (!Files.isDirectory(records)) {
      return Optional.empty();
    }
    try (var files = Files.list(records)) {
      return files.filter(file -> file.toString().endsWith(".flv")).findFirst();
    }
  }

  public String words() throws IOException {
    return Files.readString(folder.resolve("node.log"));
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
