// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.documented;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.capture.testing.process.JavaProgram;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.ingest.IngestServer;
import io.tally.protocol.ingest.IngestSettings;
import io.tally.protocol.peers.TinyProxy;
import io.tally.protocol.tls.TestAuthority;
import io.tally.protocol.tls.TlsFront;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// Who answers under the names of hosts that the documents use?
///
/// A computer of its own, as far as names, ports and certificates go: a network and a mount
/// namespace of Linux with other `/etc/hosts` and another list of authorities, in which the ports
/// of the documents are free. A documented command runs in it as it stands. Needs user namespaces,
/// or the rights of root.
final class FarSide implements AutoCloseable {
  /// One host of the documents.
  ///
  /// @param address what its name means here
  /// @param behind the port that its port 443 stands for, or 0 for none
  private record Host(String name, String address, int behind) {}

  private static final int RTMP = 1935;
  private static final int HLS = 8936;
  private static final int PROXY = 1080;
  private static final String PASSWORD = "tests"; // of a store that holds no secret

  /// Where the stream is published that viewers of `https://example.org/live/index.m3u8` see.
  static final String STUDIO = "rtmp://127.0.0.1:1937/live/live";

  /// The passphrase that Cloudflare's ingest for SRT asks for.
  static final String PASSPHRASE = "the-second-secret";

  private static final List<Host> HOSTS =
      List.of(
          new Host("host", "127.0.0.1", RTMP),
          new Host("host.example", "127.0.0.1", 0),
          new Host("studio.example", "127.0.0.1", 0),
          new Host("two", "127.0.0.1", 0),
          new Host("ber.contribute.live-video.net", "127.0.0.1", 0),
          new Host("live.restream.io", "127.0.0.1", 0),
          new Host("one", "127.0.1.1", RTMP),
          new Host("a.rtmps.youtube.com", "127.0.1.2", RTMP),
          new Host("rtmp-api.facebook.com", "127.0.1.3", RTMP),
          new Host("live.cloudflare.com", "127.0.1.4", RTMP),
          new Host("a1b2c3.global-contribute.live-video.net", "127.0.1.5", RTMP),
          new Host("example.org", "127.0.1.6", HLS));

  // Where the program looks for the administrator's list of authorities.
  private static final Path AUTHORITIES = Path.of("/etc/ssl/certs/ca-certificates.crt");

  private final Process process;
  private final Path folder;
  private final long pid;

  private FarSide(Process process, Path folder, long pid) {
    this.process = process;
    this.folder = folder;
    this.pid = pid;
  }

  /// Sets it up, and returns when all of it listens.
  ///
  /// @param folder for its files
  static FarSide start(Path folder) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("unshare", "--map-root-user", "--net", "--mount"));
    command.addAll(
        JavaProgram.words(List.of("-XX:TieredStopAtLevel=1"), FarSide.class, folder.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(folder.resolve("far-side.log").toFile()).start();
    BufferedReader words = process.inputReader(UTF_8);
    for (String line = words.readLine(); line != null; line = words.readLine()) {
      if (line.startsWith("ready ")) {
        return new FarSide(process, folder, Long.parseLong(line.substring("ready ".length())));
      }
    }
    process.destroyForcibly();
    throw new IOException(
        "The far side does not start; it needs user namespaces or root, and iproute2. It said: "
            + Files.readString(folder.resolve("far-side.log"), UTF_8));
  }

  /// The words that run a program on this side of it: they go before its own.
  List<String> inside() {
    return List.of(
        "nsenter",
        "--target",
        Long.toString(pid),
        "--user",
        "--net",
        "--mount",
        "--preserve-credentials");
  }

  /// The words that run a program with all ports free and nobody else there.
  static List<String> alone() {
    return List.of(
        "unshare",
        "--map-root-user",
        "--net",
        "sh",
        "-c",
        "ip link set lo up && exec \"$@\"",
        "sh");
  }

  /// The options of the JVM by which players believe these hosts, too.
  List<String> trust() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + folder.resolve("trust.p12"),
        "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /// The far side itself, inside.
  ///
  /// @param words the folder for its files
  public static void main(String[] words) throws Exception {
    Path folder = Path.of(words[0]);
    TestAuthority authority = new TestAuthority();
    run("ip", "link", "set", "lo", "up");
    Path names = folder.resolve("hosts");
    Files.writeString(
        names,
        HOSTS.stream()
            .map(host -> host.address() + " " + host.name() + "\n")
            .collect(Collectors.joining("", "127.0.0.1 localhost\n", "")));
    run("mount", "--bind", names.toString(), "/etc/hosts");
    Path list = folder.resolve("authorities.pem");
    Files.writeString(list, pem(authority.certificate()));
    run("mount", "--bind", list.toString(), AUTHORITIES.toRealPath().toString());
    write(authority.certificate(), folder.resolve("trust.p12"));

    for (Host host : HOSTS) {
      if (host.behind() > 0) {
        InetSocketAddress at = new InetSocketAddress(host.address(), 443);
        var _ = new TlsFront(authority.server(host.name()), at, host.behind());
      }
    }
    var _ = new TinyProxy(PROXY, "", 0);
    Secret none = Secret.of("");
    Secret phrase = Secret.of(PASSPHRASE);
    try (IngestServer _ =
            IngestServer.start(new IngestSettings("127.0.0.1", RTMP, 0).withSrt(9000, none));
        IngestServer _ = IngestServer.start(new IngestSettings("127.0.0.1", 1937, HLS));
        IngestServer _ =
            IngestServer.start(new IngestSettings("127.0.1.4", 0, 0).withSrt(778, phrase))) {
      System.out.println("ready " + ProcessHandle.current().pid());
      System.in.transferTo(OutputStream.nullOutputStream()); // until whoever started it is gone
    }
    System.exit(0);
  }

  private static String pem(X509Certificate certificate) throws Exception {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  private static void write(X509Certificate certificate, Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", certificate);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
  }

  private static void run(String... words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", words) + " failed: " + said.strip());
    }
  }
}
