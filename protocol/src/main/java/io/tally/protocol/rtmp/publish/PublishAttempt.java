// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.publish;

import io.netty.channel.EventLoopGroup;
import io.tally.protocol.Endpoint;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.rtmp.connect.Dial;
import io.tally.protocol.rtmp.connect.PublishException;
import io.tally.protocol.rtmp.connect.PublishSettings;
import io.tally.protocol.rtmp.connect.RtmpConnection;
import io.tally.protocol.rtmp.connect.ServerRefusal;
import io.tally.protocol.rtmp.message.Message;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

  private final Endpoint endpoint;
  private final PublishSettings settings;
  private final EventLoopGroup loops;

  /// @param loops carries the connection; the caller's, and not ended here
  public PublishAttempt(Endpoint endpoint, PublishSettings settings, EventLoopGroup loops) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.loops = loops;
  }

  /// Resolves, connects, shakes hands and asks to publish.
  ///
  /// @return a connection whose server waits for media; the caller closes it
  /// @throws PublishException with the sentence that says why not
  public RtmpConnection open() throws PublishException, InterruptedException {
    var connection = new Dial(endpoint, settings, loops).open();
    try {
      shakeHands(connection);
      connect(connection);
      publish(connection);
      return connection;
    } catch (PublishException | InterruptedException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void shakeHands(RtmpConnection connection) throws PublishException, InterruptedException {
    connection.beginHandshake();
    await(connection.handshake(), "the RTMP handshake", connection);
  }

  private void connect(RtmpConnection connection) throws PublishException, InterruptedException {
    var answer = connection.answers().expect(CONNECT);
    connection.send(new Message.SetChunkSize(settings.chunkBytes()));
    connection.send(PublishCommands.connect(CONNECT, endpoint));
    var reply = await(answer, "the connect command", connection);
    if (reply.name().equals("_error")) {
      throw ServerRefusal.of(reply).failure(endpoint);
    }
  }

  private void publish(RtmpConnection connection) throws PublishException, InterruptedException {
    var answer = connection.answers().expect(CREATE);
    // Old servers free and announce the name by the first two; the others answer with an error,
    // which means nothing.
    connection.send(PublishCommands.releaseStream(RELEASE, endpoint));
    connection.send(PublishCommands.announce(ANNOUNCE, endpoint));
    connection.send(PublishCommands.createStream(CREATE));
    var created = await(answer, "the createStream command", connection);
    var streamId = (int) created.argument(1).number(-1);
    if (created.name().equals("_error") || streamId < 0) {
      throw ServerRefusal.of(created).failure(endpoint);
    }
    connection.streamId(streamId);

    connection.send(PublishCommands.publish(PUBLISH, streamId, endpoint));
    var status = await(connection.answers().publishStatus(), "the publish command", connection);
    if (ServerRefusal.isError(status)) {
      throw ServerRefusal.of(status).failure(endpoint);
    }
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
      return refusal.failure(endpoint);
    }
    if (step.contains("publish")) {
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
