// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.listen;

import io.tally.protocol.IncomingStreams;
import io.tally.protocol.IncomingStreams.Answer.Reason;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.srt.SrtAcceptor;
import io.tally.protocol.srt.SrtListener;
import io.tally.protocol.srt.SrtLoops;
import io.tally.protocol.srt.handshake.Refusal;
import io.tally.protocol.srt.options.SrtLatency;
import io.tally.protocol.srt.options.SrtOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who may publish to us by SRT, and where does it go?
///
/// A caller's stream id names its stream as an RTMP publisher's key does. How late is played, the
/// caller decides, from libsrt's 120 ms on. Life: [#start], [#close], which is idempotent. Threads:
/// any but an event loop.
public final class SrtStreams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SrtStreams.class);
  private static final int LEAST_LATENCY_MS = 120;
  private static final int MOST_CONNECTIONS = 16;

  private final SrtLoops loops;
  private final SrtListener listener;

  private SrtStreams(SrtLoops loops, SrtListener listener) {
    this.loops = loops;
    this.listener = listener;
  }

  /// Begins to listen.
  ///
  /// @param address port 0 takes any free one
  /// @param passphrase that callers must encrypt with; empty for none
  /// @throws IOException with a sentence when the address cannot be listened on
  public static SrtStreams start(
      InetSocketAddress address, IncomingStreams streams, Secret passphrase) throws IOException {
    var loops = new SrtLoops(1);
    try {
      var options = SrtOptions.INTERNET.withLatency(SrtLatency.of(LEAST_LATENCY_MS));
      options = options.withKeys(options.keys().with(passphrase));
      var door = new Door(streams, passphrase);
      return new SrtStreams(
          loops, SrtListener.start(loops, address, options, MOST_CONNECTIONS, door));
    } catch (IOException | RuntimeException e) {
      loops.close();
      throw e;
    }
  }

  /// The port that callers call.
  public int port() {
    return listener.port();
  }

  @Override
  public void close() {
    listener.close();
    loops.close();
  }

  /// Lets callers in whose stream is accepted. A stream is taken by a caller before its passphrase
  /// is looked at, so that it is told in its handshake when it is not; what does not become a
  /// connection is given back.
  private record Door(
      IncomingStreams streams, Secret passphrase, Map<InetSocketAddress, IncomingConnection> coming)
      implements SrtAcceptor {
    Door(IncomingStreams streams, Secret passphrase) {
      this(streams, passphrase, new ConcurrentHashMap<>());
    }

    @Override
    public Answer decide(Request request) {
      if (!passphrase.isEmpty() && !request.encrypted()) {
        return new Refuse(Refusal.UNSECURE);
      }
      var name = PublishedName.of(request.streamId());
      if (!name.publishes()) {
        return new Refuse(Refusal.BAD_MODE);
      }
      return switch (streams.publish(name.application(), name.key())) {
        case IncomingStreams.Answer.Refused(Reason reason, String sentence) -> {
          LOG.info("A caller by SRT is refused: {}", sentence);
          yield new Refuse(refusal(reason));
        }
        case IncomingStreams.Answer.Accepted(var stream) -> {
          var connection = new IncomingConnection(stream, () -> coming.remove(request.peer()));
          var before = coming.put(request.peer(), connection);
          if (before != null) {
            before.forget();
          }
          yield new Accept(passphrase, connection);
        }
      };
    }

    private static Refusal refusal(Reason reason) {
      return switch (reason) {
        case WRONG_KEY -> Refusal.UNAUTHORIZED;
        case IN_USE -> Refusal.CONFLICT;
        case NO_ROOM -> Refusal.OVERLOAD;
        case OTHER -> Refusal.FORBIDDEN;
      };
    }

    @Override
    public void refused(InetSocketAddress peer, Refusal refusal, String sentence) {
      var connection = coming.remove(peer);
      if (connection != null) {
        connection.forget();
      }
      LOG.info("{}", sentence);
    }
  }
}
