// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.peers;

import static org.awaitility.Awaitility.await;

import io.tally.protocol.badline.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// How do tests run nginx with its RTMP module? It records what is published to `live` as FLV.
public final class NginxRtmp implements AutoCloseable {
  private final Process process;
  private final Path folder;
  private final int port;

  private NginxRtmp(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /// Starts it on a free port of loopback.
  ///
  /// @param folder for its configuration, logs and recordings
  /// @param directives more of the application's configuration, such as `on_publish http://...;`
  public static NginxRtmp start(Path folder, String... directives) throws IOException {
    var port = FreePort.find();
    var records = Files.createDirectories(folder.resolve("records"));
    var configuration =
        """
        load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
        daemon off;
        master_process off;
        pid %1$s/nginx.pid;
        error_log %1$s/error.log info;
        events {}
        rtmp {
          access_log %1$s/access.log;
          server {
            listen 127.0.0.1:%2$d;
            application live {
              live on;
              record all;
              record_path %3$s;
              record_suffix .flv;
              %4$s
            }
          }
        }
        """
            .formatted(folder, port, records, String.join("\n", directives));
    var file = Files.writeString(folder.resolve("nginx.conf"), configuration);
    var process =
        new ProcessBuilder(
                "nginx",
                "-p",
                folder.toString(),
                "-c",
                file.toString(),
                "-e",
                folder + "/start.log")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("words.log").toFile())
            .start();
    var nginx = new NginxRtmp(process, folder, port);
    try {
      FreePort.awaitListening(port);
    } catch (RuntimeException e) {
      nginx.close();
      throw new IOException("nginx does not listen: " + nginx.words(), e);
    }
    return nginx;
  }

  public String url(String key) {
    return "rtmp://127.0.0.1:" + port + "/live/" + key;
  }

  public Path record(String key) {
    return folder.resolve("records").resolve(key + ".flv");
  }

  /// Waits until it has noted that so many publishers are gone: what it records is whole then.
  public void awaitPublished(int publishers) {
    await("nginx to note " + publishers + " publishers")
        .atMost(Duration.ofMinutes(1))
        .until(() ->
            Files.readString(folder.resolve("access.log")).split("PUBLISH", -1).length
                > publishers);
  }

  public String words() throws IOException {
    return Files.readString(folder.resolve("words.log"));
  }

  public String errors() throws IOException {
    return Files.readString(folder.resolve("error.log"));
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
