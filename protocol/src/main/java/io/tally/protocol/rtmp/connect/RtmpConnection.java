// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.connect;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderException;
import io.tally.protocol.LineFigures;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.line.PublishException;
import io.tally.protocol.rtmp.answer.Capabilities;
import io.tally.protocol.rtmp.answer.ServerAnswers;
import io.tally.protocol.rtmp.chunk.ChunkLimits;
import io.tally.protocol.rtmp.handshake.ClientHandshake;
import io.tally.protocol.rtmp.message.Message;
import io.tally.protocol.rtmp.message.RtmpPipeline;
import io.tally.protocol.rtmp.message.SendFailure;
import io.tally.protocol.tcp.LineWatch;
import io.tally.protocol.tcp.LossLimits;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is one RTMP connection to a server: what can be sent on it, what does it answer, and has it
/// broken?
///
/// Threads: any, except where a method says event loop. Whoever opened it closes it.
public final class RtmpConnection {
  // A listener each would cost as much as the packets do.
  private static final long COUNTED_BYTES = 4096;

  private static final int MAX_AMF_BYTES = 64 << 10;

  private final Endpoint endpoint;
  private final Channel channel;
  private final ServerAnswers answers = new ServerAnswers();
  private final SendRoom room = new SendRoom();
  private final CompletableFuture<Boolean> handshake = new CompletableFuture<>();
  private final CompletableFuture<Boolean> closed = new CompletableFuture<>();
  private final AtomicReference<@Nullable Throwable> cause = new AtomicReference<>();
  private final AtomicReference<@Nullable LineWatch> watch = new AtomicReference<>();
  private volatile int streamId;
  private volatile Capabilities capabilities = Capabilities.NONE;

  RtmpConnection(Endpoint endpoint, Channel channel) {
    this.endpoint = endpoint;
    this.channel = channel;
  }

  /// Puts the handlers of RTMP at the end of the pipeline; on the event loop.
  void addTo(ChannelPipeline pipeline) {
    pipeline.addLast(new ClientHandshake());
    RtmpPipeline.addTo(pipeline, ChunkLimits.usual(), MAX_AMF_BYTES);
    pipeline.addLast(new ClientHandler(this));
  }

  /// What the server replies to commands.
  public ServerAnswers answers() {
    return answers;
  }

  /// Done when the handshake is.
  public CompletableFuture<Boolean> handshake() {
    return handshake;
  }

  /// The message stream that the server made for us.
  public int streamId() {
    return streamId;
  }

  /// Remembers the message stream that the server made for us.
  public void streamId(int created) {
    streamId = created;
  }

  /// What the server knows of Enhanced RTMP, as it echoed our offer; nothing before it has.
  public Capabilities serverCapabilities() {
    return capabilities;
  }

  /// Remembers what the server knows of Enhanced RTMP.
  public void serverCapabilities(Capabilities echoed) {
    capabilities = echoed;
  }

  /// Calls a listener when the server asks us to connect anew and then to leave this connection
  /// (Enhanced RTMP v2), at once if it has. A place without TLS is never taken for one with it.
  ///
  /// @param listener gets the address to connect to, without the key; empty for the same. It must
  ///   not block: it is called on the event loop
  public void onReconnectRequest(Consumer<Optional<URI>> listener) {
    answers.onReconnectRequest(target -> listener.accept(ReconnectTarget.of(endpoint, target)));
  }

  /// Where it leads.
  public Endpoint endpoint() {
    return endpoint;
  }

  /// Asks the event loop to begin; [#handshake] tells the end.
  ///
  /// @param digest whether Adobe's digest is offered
  public void beginHandshake(boolean digest) {
    channel.pipeline().fireUserEventTriggered(new ClientHandshake.Begin(digest));
  }

  /// Sends, without waiting; what cannot be written breaks the connection.
  public void send(Message message) {
    channel.writeAndFlush(message).addListener(new SendFailure());
  }

  /// Media, and how much of it is payload.
  public record Parcel(Message message, int payloadBytes) {}

  /// Sends media together, and counts it as it reaches the socket: bit by bit, since whoever looks
  /// at a slow line would take steps of half a second for a line that stops and goes.
  ///
  /// @param parcels not changed any more
  public void sendMedia(List<Parcel> parcels) {
    room.handed(parcels.stream().mapToLong(Parcel::payloadBytes).sum());
    channel.eventLoop().execute(() -> write(parcels));
  }

  private void write(List<Parcel> parcels) {
    var bytes = 0L;
    var packets = 0;
    for (var i = 0; i < parcels.size(); i++) {
      var parcel = parcels.get(i);
      var last = i == parcels.size() - 1;
      bytes += parcel.payloadBytes();
      packets++;
      if (!last && bytes < COUNTED_BYTES) {
        var _ = channel.write(parcel.message(), channel.voidPromise());
        continue;
      }
      var countedBytes = bytes;
      var countedPackets = packets;
      bytes = 0;
      packets = 0;
      var written =
          last ? channel.writeAndFlush(parcel.message()) : channel.write(parcel.message());
      written
          .addListener(new SendFailure())
          .addListener(done -> {
            if (done.isSuccess()) {
              room.sent(countedBytes, countedPackets);
            }
          });
    }
  }

  /// Whether media that is handed over now goes to the socket at once.
  public boolean hasRoom() {
    return room.isFree();
  }

  /// Waits until the socket can take more, or the connection is gone.
  public void awaitRoom() throws InterruptedException {
    room.await();
  }

  /// Looks at the line from now on, and closes it when it counts as lost.
  public void watch(LossLimits limits) {
    var looking = new LineWatch(channel, room, limits, new SilentLine(this, channel));
    watch.set(looking);
    looking.start();
  }

  /// Whether the line is looked at: it carries media.
  boolean isWatched() {
    return watch.get() != null;
  }

  /// How the line does.
  public LineFigures figures() {
    var now = watch.get();
    return now == null ? LineFigures.NONE : now.figures();
  }

  /// Runs something when the connection is gone, at once if it is.
  public void onClosed(Runnable then) {
    var _ = closed.thenRun(then);
  }

  /// Whether it has not broken or been closed.
  public boolean isOpen() {
    return !closed.isDone();
  }

  /// Payload of media that has reached the socket, bytes.
  public long sentBytes() {
    return room.takenBytes();
  }

  /// Media messages that have reached the socket.
  public long sentPackets() {
    return room.sentPackets();
  }

  /// Why the connection is gone, for a person.
  public PublishException lost() {
    if (cause.get() instanceof PublishException silent) {
      return silent;
    }
    var refusal = answers.lastRefusal();
    if (refusal != null) {
      return new PublishException(refusal.failure(endpoint), cause.get());
    }
    var breach = breach();
    if (breach != null) {
      return new PublishException(
          Kind.PROTOCOL,
          "%s broke the RTMP protocol (%s): try again, and if it stays so, ask whoever runs the server."
              .formatted(endpoint.host(), breach),
          cause.get());
    }
    return new PublishException(
        Kind.LOST,
        "The connection to %s broke while live: check the network, and the service's page for a reason."
            .formatted(endpoint.host()),
        cause.get());
  }

  /// How the server broke the protocol, or null when it did not. (A cause inside would mean TLS.)
  public @Nullable String breach() {
    return cause.get() instanceof DecoderException broken && broken.getCause() == null
        ? broken.getMessage()
        : null;
  }

  /// What broke the connection; null when the server closed it.
  public @Nullable Throwable cause() {
    return cause.get();
  }

  /// Sends and waits until it, and all before it, has reached the socket, or time is up.
  public void sendAndWait(Message message, Duration most) throws InterruptedException {
    channel.writeAndFlush(message).await(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Closes without a word. Idempotent; does not wait.
  public void close() {
    var _ = channel.close();
  }

  // From here on: on the event loop.

  void handsShaken() {
    handshake.complete(true);
  }

  void drains(long bps) {
    room.drains(bps);
  }

  void broken(@Nullable Throwable why) {
    cause.compareAndSet(null, why);
    var end = why == null ? new ClosedChannelException() : why;
    handshake.completeExceptionally(end);
    answers.end(end);
    room.close();
    closed.complete(true);
  }
}
