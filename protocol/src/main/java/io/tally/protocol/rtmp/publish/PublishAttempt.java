// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.publish;

import io.netty.channel.EventLoopGroup;
import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.line.PublishException;
import io.tally.protocol.rtmp.answer.Capabilities;
import io.tally.protocol.rtmp.answer.CodecOffer;
import io.tally.protocol.rtmp.answer.ServerRefusal;
import io.tally.protocol.rtmp.attempt.AttemptListener;
import io.tally.protocol.rtmp.attempt.AttemptStep;
import io.tally.protocol.rtmp.connect.Dial;
import io.tally.protocol.rtmp.connect.PublishSettings;
import io.tally.protocol.rtmp.connect.RtmpConnection;
import io.tally.protocol.rtmp.connect.Steps;
import io.tally.protocol.rtmp.message.Message;
import io.tally.protocol.rtmp.message.Message.Command;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// How does an endpoint come to take a stream, or why does it not?
///
/// One attempt is one blocking call on a virtual thread; retrying is not its business. An interrupt
/// ends it at once, and nothing stays open.
public final class PublishAttempt {
  private static final double CONNECT = 1;
  private static final double RELEASE = 2;
  private static final double ANNOUNCE = 3;
  private static final double CREATE = 4;
  private static final double PUBLISH = 5;
  private static final String CONNECT_STEP = "the connect command";
  private static final String PUBLISH_STEP = "the publish command";

  private final AttemptListener listener;
  // Where the server has sent us by now.
  private Endpoint endpoint;
  private final PublishSettings settings;
  private final EventLoopGroup loops;

  /// @param loops carries the connection; the caller's, and not ended here
  public PublishAttempt(Endpoint endpoint, PublishSettings settings, EventLoopGroup loops) {
    this(endpoint, settings, loops, AttemptListener.NONE);
  }

  /// The same, with somebody who is told of each step.
  public PublishAttempt(
      Endpoint endpoint, PublishSettings settings, EventLoopGroup loops, AttemptListener listener) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.loops = loops;
    this.listener = listener;
  }

  /// Resolves, connects, shakes hands and asks to publish; follows redirects, and logs in where the
  /// server asks for that.
  ///
  /// @return a connection whose server waits for media; the caller closes it
  /// @throws PublishException with the sentence that says why not
  public RtmpConnection open() throws PublishException, InterruptedException {
    return open(_ -> Optional.empty());
  }

  /// The same for a programme whose codecs the server must take; one that does not is left before
  /// it is asked to publish.
  public RtmpConnection open(StreamParameters programme)
      throws PublishException, InterruptedException {
    return open(answer -> CodecOffer.refusal(programme, endpoint.host(), answer));
  }

  private RtmpConnection open(Function<Capabilities, Optional<String>> refusal)
      throws PublishException, InterruptedException {
    var connection = reach();
    try {
      var sentence = refusal.apply(connection.serverCapabilities());
      if (sentence.isPresent()) {
        throw new PublishException(Kind.REFUSED_CODEC, sentence.get());
      }
      new Steps(listener)
          .run(AttemptStep.PUBLISH, () -> publish(connection), _ -> "The server takes the stream.");
      return connection;
    } catch (PublishException | InterruptedException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /// The same up to the application: the server has not been given the key.
  public RtmpConnection reach() throws PublishException, InterruptedException {
    var approach = new Approach(endpoint);
    while (true) {
      endpoint = approach.endpoint();
      var connection = new Dial(endpoint, settings, loops, listener).open();
      try {
        if (enter(connection, approach)) {
          return connection;
        }
      } catch (PublishException | InterruptedException | RuntimeException e) {
        connection.close();
        throw e;
      }
      connection.close();
    }
  }

  /// @return whether the server lets us in; else the approach knows where to go on
  private boolean enter(RtmpConnection connection, Approach approach)
      throws PublishException, InterruptedException {
    var steps = new Steps(listener);
    var shaken =
        steps.run(
            AttemptStep.HANDSHAKE,
            () -> shakeHands(connection, approach),
            done ->
                done
                    ? "It speaks RTMP."
                    : "The server left, as old ones do that want a digest: it gets one on a new connection.");
    return shaken && enterApplication(connection, approach, steps);
  }

  private boolean enterApplication(RtmpConnection connection, Approach approach, Steps steps)
      throws PublishException, InterruptedException {
    return steps.run(
        AttemptStep.APPLICATION,
        () -> {
          var reply = connect(connection, approach.query());
          if (ServerRefusal.isRefusal(reply)) {
            approach.next(ServerRefusal.of(reply));
            return false;
          }
          return true;
        },
        in ->
            in
                ? "The server takes streams for \"%s\".".formatted(endpoint.application())
                : approach.endpoint().equals(endpoint)
                    ? "The server wants to know who we are, on a new connection."
                    : "The server redirects to %s.".formatted(approach.endpoint().url()));
  }

  /// @return false when the next connection should offer a digest
  private boolean shakeHands(RtmpConnection connection, Approach approach)
      throws PublishException, InterruptedException {
    connection.beginHandshake(approach.digest());
    try {
      return await(connection.handshake(), "the RTMP handshake", connection);
    } catch (PublishException e) {
      var left = e.failure().kind() == Kind.PROTOCOL && connection.breach() == null;
      if (left && approach.goesOnWithDigest()) {
        return false;
      }
      throw e;
    }
  }

  private Command connect(RtmpConnection connection, Secret query)
      throws PublishException, InterruptedException {
    var answer = connection.answers().expect(CONNECT);
    connection.send(new Message.SetChunkSize(settings.chunkBytes()));
    connection.send(PublishCommands.connect(CONNECT, endpoint, query, settings.capabilities()));
    var reply = await(answer, CONNECT_STEP, connection);
    // Servers differ in which of the two objects they put it into.
    var first = Capabilities.of(reply.argument(0));
    connection.serverCapabilities(first.isEmpty() ? Capabilities.of(reply.argument(1)) : first);
    return reply;
  }

  private Command publish(RtmpConnection connection) throws PublishException, InterruptedException {
    var answer = connection.answers().expect(CREATE);
    // Old servers free and announce the name by the first two; the others answer with an error,
    // which means nothing.
    connection.send(PublishCommands.releaseStream(RELEASE, endpoint));
    connection.send(PublishCommands.announce(ANNOUNCE, endpoint));
    connection.send(PublishCommands.createStream(CREATE));
    var created = await(answer, "the createStream command", connection);
    var streamId = (int) created.argument(1).number(-1);
    if (ServerRefusal.isRefusal(created) || streamId < 0) {
      throw refused(created);
    }
    connection.streamId(streamId);

    connection.send(PublishCommands.publish(PUBLISH, streamId, endpoint));
    var status = await(connection.answers().publishStatus(), PUBLISH_STEP, connection);
    if (ServerRefusal.isRefusal(status)) {
      throw refused(status);
    }
    return status;
  }

  private PublishException refused(Command reply) {
    return new PublishException(ServerRefusal.of(reply).failure(endpoint), null);
  }

  private <T> T await(CompletableFuture<T> answer, String step, RtmpConnection connection)
      throws PublishException, InterruptedException {
    try {
      return answer.get(settings.stepTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new PublishException(
          Kind.TIMEOUT,
          "%s did not answer %s in %d s: check the address, or try again."
              .formatted(server(), step, settings.stepTimeout().toSeconds()),
          e);
    } catch (ExecutionException e) {
      throw ended(step, connection);
    }
  }

  private PublishException ended(String step, RtmpConnection connection) {
    var breach = connection.breach();
    if (breach != null) {
      return new PublishException(
          Kind.PROTOCOL,
          "%s answers, but not in RTMP (%s): check the port, and whether the address should begin with %s."
              .formatted(server(), breach, endpoint.isSecure() ? "rtmp://" : "rtmps://"),
          connection.cause());
    }
    var refusal = connection.answers().lastRefusal();
    if (refusal != null) {
      return new PublishException(refusal.failure(endpoint), connection.cause());
    }
    if (step.equals(CONNECT_STEP)) {
      return new PublishException(
          Kind.PROTOCOL,
          "%s closed the connection when it was asked for the application \"%s\", as servers do that do not know it: check the address."
              .formatted(server(), endpoint.application()),
          connection.cause());
    }
    if (step.equals(PUBLISH_STEP)) {
      return new PublishException(
          Kind.REFUSED_KEY,
          "%s closed the connection when it got the stream key, as services do with a wrong one: check the key."
              .formatted(server()),
          connection.cause());
    }
    return new PublishException(
        Kind.PROTOCOL,
        "%s closed the connection during %s: check the address, and whether it should begin with %s."
            .formatted(server(), step, endpoint.isSecure() ? "rtmp://" : "rtmps://"),
        connection.cause());
  }

  private String server() {
    return endpoint.host() + " port " + endpoint.port();
  }
}
