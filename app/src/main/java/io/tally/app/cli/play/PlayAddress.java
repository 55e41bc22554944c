// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.play;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// At which address can the player load what a person named?
///
/// An address is taken as it is. A file, as a file manager names it, is given to the player by a
/// server on loopback that knows the file's folder only and ends with this object: so a playlist on
/// disk is loaded, timed and judged as one on the net is. The path has a word that nobody can
/// guess, because other users of this machine reach loopback, too.
public final class PlayAddress implements AutoCloseable {
  private static final Pattern SCHEME = Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]+):.*");

  private final URI uri;
  private final Optional<HttpServer> server;

  private PlayAddress(URI uri, Optional<HttpServer> server) {
    this.uri = uri;
    this.server = server;
  }

  /// The one for an address, a path, or a `file:` address.
  ///
  /// @throws IOException with a sentence when there is no such file, or the words mean nothing
  public static PlayAddress of(String named) throws IOException {
    var scheme = SCHEME.matcher(named);
    try {
      if (!scheme.matches()) {
        return serve(Path.of(named));
      }
      URI uri = new URI(named);
      return scheme.group("scheme").toLowerCase(Locale.ROOT).equals("file")
          ? serve(Path.of(uri))
          : new PlayAddress(uri, Optional.empty());
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException(
          "\"" + named + "\" is neither an address nor a file; give http://…, https://… or a path",
          e);
    }
  }

  private static PlayAddress serve(Path file) throws IOException {
    Path playlist = file.toAbsolutePath().normalize();
    Path folder = playlist.getParent();
    if (folder == null || !Files.isRegularFile(playlist)) {
      throw new IOException("There is no file " + file + "; check the name");
    }
    // By its true name, for the handler follows no links.
    Path real = playlist.toRealPath();
    Path name = real.getFileName();
    Path realFolder = real.getParent();
    if (name == null || realFolder == null) {
      throw new IOException(file + " is no file with a name");
    }
    String secret = "/" + UUID.randomUUID() + "/";
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(secret, SimpleFileServer.createFileHandler(realFolder));
    server.start();
    try {
      String host = server.getAddress().getAddress().getHostAddress();
      URI uri =
          new URI("http", null, host, server.getAddress().getPort(), secret + name, null, null);
      return new PlayAddress(uri, Optional.of(server));
    } catch (URISyntaxException e) {
      server.stop(0);
      throw new IOException("\"" + file + "\" cannot be written as an address", e);
    }
  }

  /// Where the player loads it.
  public URI uri() {
    return uri;
  }

  /// Ends the server, if there is one. Idempotent.
  @Override
  public void close() {
    server.ifPresent(one -> one.stop(0));
  }
}
