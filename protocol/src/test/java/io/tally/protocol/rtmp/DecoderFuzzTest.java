// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.tally.protocol.flv.UnsupportedMediaException;
import io.tally.protocol.programme.CollectedStream;
import io.tally.protocol.programme.FlvFile;
import io.tally.protocol.programme.FlvProgramme;
import io.tally.protocol.programme.RecordedSession;
import io.tally.protocol.rtmp.chunk.ChunkLimits;
import io.tally.protocol.rtmp.handshake.ClientHandshake;
import io.tally.protocol.rtmp.handshake.ServerHandshake;
import io.tally.protocol.rtmp.message.Message;
import io.tally.protocol.rtmp.message.RtmpPipeline;
import io.tally.protocol.rtmp.receive.IncomingMedia;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Can bytes from the network make a decoder fail otherwise than by its own refusal, or take more
/// memory than its limits say?
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecoderFuzzTest {
  private static final int ROUNDS = 3000;
  private static final ChunkLimits LIMITS = new ChunkLimits(1 << 20, 16, 2 << 20);
  private static final long MOST_BYTES = 24L << 20;

  private byte[] session;
  private List<FlvFile.Tag> tags;

  /// Takes the media of any stream, as the listener's session does, and keeps what went wrong.
  private static final class Receiver extends ChannelInboundHandlerAdapter {
    final List<Throwable> failures = new ArrayList<>();
    private final IncomingMedia media = new IncomingMedia(new CollectedStream());

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message)
        throws UnsupportedMediaException {
      switch (message) {
        case Message.Audio(_, long timeMs, var parts) ->
            media.audio(parts.getFirst().duplicate(), timeMs);
        case Message.Video(_, long timeMs, var parts) ->
            media.video(parts.getFirst().duplicate(), timeMs);
        case Message.Data(_, _, var values) -> media.data(values);
        default -> {}
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      failures.add(cause);
      var _ = ctx.close();
    }
  }

  @BeforeAll
  void record(@TempDir Path folder) throws Exception {
    var sample = FlvProgramme.make(folder, 1);
    session = RecordedSession.of(sample);
    tags = FlvFile.read(sample.file());
  }

  @Test
  void recordedSession_isTakenWhole() {
    var receiver = new Receiver();
    feed(server(receiver), session);
    assertThat(receiver.failures).isEmpty();
  }

  @Test
  void serverThatGetsNoise_onlyRefuses() {
    fuzz(random -> noise(random, 1 + random.nextInt(6000)), true);
  }

  @Test
  void serverThatGetsADamagedSession_onlyRefuses() {
    fuzz(this::damagedSession, true);
  }

  @Test
  void clientThatGetsADamagedSession_onlyRefuses() {
    fuzz(this::damagedSession, false);
  }

  @Test
  void damagedTags_areRefusedOrPassedOver() {
    var random = new Random(7);
    for (var round = 0; round < ROUNDS; round++) {
      var media = new IncomingMedia(new CollectedStream());
      try {
        for (var tag : tags.subList(0, Math.min(tags.size(), 12))) {
          var body = ByteBuffer.wrap(damaged(random, bytes(tag.body()), 30));
          if (tag.type() == 9) {
            media.video(body, tag.timestampMs());
          } else if (tag.type() == 8) {
            media.audio(body, tag.timestampMs());
          }
        }
        media.end();
      } catch (CorruptedFrameException | UnsupportedMediaException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  private interface Source {
    byte[] next(Random random);
  }

  private static void fuzz(Source source, boolean server) {
    var random = new Random(server ? 5 : 6);
    var memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (var round = 0; round < ROUNDS / 3; round++) {
      var bytes = source.next(random);
      var receiver = new Receiver();
      var before = memory.getCurrentThreadAllocatedBytes();
      feed(server ? server(receiver) : client(receiver), bytes);
      assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
      assertThat(receiver.failures)
          .allSatisfy(failure ->
              assertThat(failure)
                  .isInstanceOfAny(
                      CorruptedFrameException.class,
                      TooLongFrameException.class,
                      UnsupportedMediaException.class));
    }
  }

  private static void feed(EmbeddedChannel channel, byte[] bytes) {
    try {
      var piece = 1 + Math.abs(bytes.length * 31 % 3000);
      for (var at = 0; at < bytes.length && channel.isOpen(); at += piece) {
        var count = Math.min(piece, bytes.length - at);
        channel.writeInbound(Unpooled.copiedBuffer(bytes, at, count));
      }
      channel.checkException();
    } finally {
      channel.finishAndReleaseAll();
    }
  }

  private static EmbeddedChannel server(Receiver receiver) {
    var channel = new EmbeddedChannel(new ServerHandshake());
    RtmpPipeline.addTo(channel.pipeline(), LIMITS, 64 << 10);
    channel.pipeline().addLast(receiver);
    return channel;
  }

  private static EmbeddedChannel client(Receiver receiver) {
    var channel = new EmbeddedChannel(new ClientHandshake());
    RtmpPipeline.addTo(channel.pipeline(), LIMITS, 64 << 10);
    channel.pipeline().addLast(receiver);
    channel.pipeline().fireUserEventTriggered(new ClientHandshake.Begin(false));
    return channel;
  }

  private byte[] damagedSession(Random random) {
    // The handshake stays, so that the damage reaches what comes after it.
    var length = 3073 + random.nextInt(session.length - 3073);
    var bytes = Arrays.copyOf(session, length);
    var damaged = damaged(random, bytes, 2000);
    System.arraycopy(session, 0, damaged, 0, 3073);
    return damaged;
  }

  private static byte[] damaged(Random random, byte[] bytes, int oneIn) {
    var copy = bytes.clone();
    var hits = 1 + random.nextInt(1 + copy.length / oneIn);
    for (var i = 0; i < hits && copy.length > 0; i++) {
      copy[random.nextInt(copy.length)] = (byte) random.nextInt();
    }
    return copy;
  }

  private static byte[] noise(Random random, int length) {
    var bytes = new byte[3073 + length];
    random.nextBytes(bytes);
    bytes[0] = 3;
    return bytes;
  }

  private static byte[] bytes(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
