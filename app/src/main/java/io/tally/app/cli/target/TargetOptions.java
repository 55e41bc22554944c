// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.target;

import io.tally.protocol.endpoint.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What does the command line say of one target?
final class TargetOptions {
  @Option(
      names = "--to",
      paramLabel = "URL",
      description =
          "An RTMP, RTMPS or SRT ingest; may be given several times, and what follows up to the next --to"
              + " belongs to it. Its stream key is the URL's last part or, better, because other"
              + " users of this machine can see a command line, in the environment variable"
              + " TALLY_STREAM_KEY (the second's in TALLY_STREAM_KEY_2, and so on), in a file, or"
              + " typed when asked. Without --to: the ingest in this program, which says where to"
              + " watch; for the window, what it remembers.")
  @Nullable String url;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "A file whose first line is the stream key.")
  @Nullable Path keyFile;

  @Option(
      names = "--service",
      paramLabel = "NAME",
      description =
          "Whose limits hold there, where the URL does not tell; custom for none. Without --to it"
              + " gives the URL, too. See: tally services")
  @Nullable String service;

  @Option(
      names = "--proxy",
      paramLabel = "URL",
      converter = ProxyWord.class,
      description =
          "Go through a proxy: http://user@host:port or socks5://user@host:port, with the password"
              + " in the environment variable TALLY_PROXY_PASSWORD.")
  Route.@Nullable Proxy proxy;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "Leave from this address of this computer.")
  @Nullable String bindAddress;

  @Option(
      names = "--trust",
      paramLabel = "SHA256",
      description =
          "Believe the server with this certificate, whoever vouches for it: its SHA-256"
              + " fingerprint. May be given several times.")
  List<String> pins = new ArrayList<>();
}
