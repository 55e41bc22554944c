// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ingest;

import io.tally.protocol.hls.HlsStatus;
import io.tally.protocol.origin.HlsOrigin;
import io.tally.protocol.rtmp.RtmpListener;
import io.tally.protocol.srt.listen.SrtStreams;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How does a programme come back to the one who sends it, with no account anywhere?
///
/// Takes streams by RTMP and SRT and serves them as HLS. Life: [#start], [#close]. Threads: all
/// methods from any; `start` and `close` block for a moment. Failure: `start` throws a sentence for
/// a person; a publisher that is refused is told why, and others are not touched.
public final class IngestServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IngestServer.class);

  private final LiveStreams streams;
  private final RtmpListener listener;
  private final HlsOrigin origin;
  private final String host;
  private final int rtmpPort;
  private final OptionalInt rtmpsPort;
  private final Optional<SrtStreams> srt;

  private IngestServer(
      LiveStreams streams,
      RtmpListener listener,
      HlsOrigin origin,
      String host,
      int rtmpPort,
      OptionalInt rtmpsPort,
      Optional<SrtStreams> srt) {
    this.streams = streams;
    this.listener = listener;
    this.origin = origin;
    this.host = host;
    this.rtmpPort = rtmpPort;
    this.rtmpsPort = rtmpsPort;
    this.srt = srt;
  }

  /// Begins to take and to serve streams.
  ///
  /// @throws IOException a sentence for a person: the address is unknown, needs a key, or has a
  ///   busy port. Nothing is left open then.
  public static IngestServer start(IngestSettings settings) throws IOException {
    InetAddress address = address(settings);
    LiveStreams streams = new LiveStreams(settings.key(), settings.hls());
    RtmpListener listener = new RtmpListener();
    try {
      HlsOrigin origin =
          HlsOrigin.start(new InetSocketAddress(address, settings.httpPort()), streams);
      try {
        int rtmpPort = listener.start(new InetSocketAddress(address, settings.rtmpPort()), streams);
        OptionalInt rtmpsPort = OptionalInt.empty();
        if (settings.rtmps().isPresent()) {
          IngestSettings.Rtmps rtmps = settings.rtmps().get();
          InetSocketAddress secure = new InetSocketAddress(address, rtmps.port());
          rtmpsPort = OptionalInt.of(listener.startSecure(secure, streams, rtmps.certificate()));
        }
        Optional<SrtStreams> srt = Optional.empty();
        if (settings.srt().isPresent()) {
          IngestSettings.Srt wanted = settings.srt().get();
          srt =
              Optional.of(
                  SrtStreams.start(
                      new InetSocketAddress(address, wanted.port()), streams, wanted.passphrase()));
        }
        IngestServer server =
            new IngestServer(
                streams, listener, origin, urlHost(address, settings), rtmpPort, rtmpsPort, srt);
        LOG.info("Streams are taken at {} and shown at {}", server.rtmpUrl(), server.pageUrl());
        return server;
      } catch (IOException e) {
        origin.close();
        throw e;
      }
    } catch (IOException e) {
      listener.close();
      streams.close();
      throw e;
    }
  }

  private static InetAddress address(IngestSettings settings) throws IOException {
    InetAddress address;
    try {
      address = InetAddress.getByName(settings.host());
    } catch (UnknownHostException e) {
      throw new IOException(
          "The ingest cannot listen on \""
              + settings.host()
              + "\": no such address is known here."
              + " Use 127.0.0.1 for this computer only, or one of its own addresses.",
          e);
    }
    if (!address.isLoopbackAddress() && settings.key().filter(key -> !key.isEmpty()).isEmpty()) {
      throw new IOException(
          "The ingest would listen on "
              + settings.host()
              + ", which others can reach, and ask for no stream key. Set a key, or listen on"
              + " 127.0.0.1.");
    }
    return address;
  }

  /// How a program on this computer names the address.
  private static String urlHost(InetAddress address, IngestSettings settings) {
    InetAddress reachable =
        address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    if (!reachable.isLoopbackAddress()) {
      return settings.host();
    }
    String literal = reachable.getHostAddress();
    return literal.contains(":") ? "[" + literal + "]" : literal;
  }

  /// Where publishers send to, without a key: `rtmp://127.0.0.1:1935/live`.
  public URI rtmpUrl() {
    return URI.create("rtmp://" + host + ":" + rtmpPort + "/live");
  }

  /// The same with TLS, `rtmps://127.0.0.1:1936/live`, where it is spoken.
  public Optional<URI> rtmpsUrl() {
    return rtmpsPort.isPresent()
        ? Optional.of(URI.create("rtmps://" + host + ":" + rtmpsPort.getAsInt() + "/live"))
        : Optional.empty();
  }

  /// Where publishers send to by SRT, without a stream id, which says the same as RTMP's key:
  /// `srt://127.0.0.1:9000`; empty where it is not spoken.
  public Optional<URI> srtUrl() {
    return srt.map(listening -> URI.create("srt://" + host + ":" + listening.port()));
  }

  /// What viewers of a stream open. It exists once the first segment is complete.
  ///
  /// @param name the stream's name: the key that its publisher gives, or `live` when this ingest
  ///   asks for a key or the publisher gives none
  public URI playlistUrl(String name) {
    return URI.create("http://" + host + ":" + origin.port() + "/" + name + "/index.m3u8");
  }

  /// The page that plays every stream in a browser.
  public URI pageUrl() {
    return URI.create("http://" + host + ":" + origin.port() + "/");
  }

  /// Every stream that has begun, by name, and how it stands.
  public Map<String, HlsStatus> streams() {
    return streams.streams();
  }

  /// Lets publishers and viewers go and frees everything, within a few seconds. Idempotent.
  @Override
  public void close() {
    listener.close();
    srt.ifPresent(SrtStreams::close);
    streams.close();
    origin.close();
  }
}
