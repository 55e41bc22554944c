// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app;

import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.ingest.IngestServer;
import io.tally.protocol.ingest.IngestSettings;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where does a programme go that has no account anywhere?
///
/// The embedded ingest on loopback, started at the first need. Threads: any; [#start] blocks while
/// it starts. [#close] is idempotent.
public final class LocalIngest implements AutoCloseable {
  /// Where RTMP is expected, by the protocol's own habit.
  public static final int RTMP_PORT = 1935;

  /// Where SRT is expected, as in most examples.
  public static final int SRT_PORT = 9000;

  /// Where the playlist and the page are, so that a bookmark finds them again.
  public static final int HTTP_PORT = 8935;

  private static final Logger LOG = LoggerFactory.getLogger(LocalIngest.class);
  private static final String HOST = "127.0.0.1";
  private static final String NAME = "live";

  private @Nullable IngestServer server;

  /// Starts the ingest unless it runs: on ports 1935, 9000 and 8935, or on free ones where one of
  /// those is taken.
  ///
  /// @throws IOException when it cannot listen at all, with a sentence
  public synchronized void start() throws IOException {
    if (server == null) {
      server = listen();
    }
  }

  private static IngestServer listen() throws IOException {
    try {
      return IngestServer.start(settings(RTMP_PORT, HTTP_PORT, SRT_PORT));
    } catch (IOException e) {
      // Another Tally, or another server, has one of them; the programme can do with any.
      LOG.info("{} Free ports are taken instead.", e.getMessage());
      return IngestServer.start(settings(0, 0, 0));
    }
  }

  private static IngestSettings settings(int rtmpPort, int httpPort, int srtPort) {
    return new IngestSettings(HOST, rtmpPort, httpPort).withSrt(srtPort, Secret.of(""));
  }

  /// Where to publish. Only after [#start].
  public Endpoint endpoint() {
    return new Endpoint(running().rtmpUrl(), Secret.of(NAME));
  }

  /// The HLS playlist that viewers play. Only after [#start].
  public URI playlist() {
    return running().playlistUrl(NAME);
  }

  /// The page that plays it in a browser. Only after [#start].
  public URI page() {
    return running().pageUrl();
  }

  private synchronized IngestServer running() {
    if (server == null) {
      throw new IllegalStateException("The embedded ingest was not started");
    }
    return server;
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.close();
      server = null;
    }
  }
}
