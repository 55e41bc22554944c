// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.peers;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.tally.protocol.rtmp.amf.AmfValue;
import io.tally.protocol.rtmp.amf.AmfValue.AmfNull;
import io.tally.protocol.rtmp.amf.AmfValue.AmfObject;
import io.tally.protocol.rtmp.chunk.ChunkEncoder;
import io.tally.protocol.rtmp.message.Message;
import io.tally.protocol.rtmp.message.MessageEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// How does a server behave badly at a chosen step? Takes one connection and plays a script on it.
public final class ScriptedServer implements AutoCloseable {
  /// What the server does with its connection, which is closed after it.
  public interface Script {
    void play(ScriptedServer server) throws Exception;
  }

  private final ServerSocket listening;
  private final Thread thread;
  private final EmbeddedChannel encoder =
      new EmbeddedChannel(new ChunkEncoder(), new MessageEncoder());
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Socket socket = new Socket();

  public ScriptedServer(Script script) throws IOException {
    listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    thread =
        Thread.ofVirtual()
            .start(() -> {
              try (var accepted = listening.accept()) {
                socket = accepted;
                script.play(this);
              } catch (IOException | InterruptedException e) {
                // The test is over, or the other side is gone: both are wanted here.
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
  }

  public int port() {
    return listening.getLocalPort();
  }

  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /// Echoes the handshake, and sends the connect and createStream results at once.
  public void shakeHandsAndAnswer() throws IOException {
    var in = socket.getInputStream();
    var c1 = in.readNBytes(1537);
    send(c1);
    send(Arrays.copyOfRange(c1, 1, 1537));
    in.readNBytes(1536);
    awaitText("connect");
    send(new Message.Command(0, "_result", 1, List.of(new AmfNull(), new AmfNull())));
    awaitText("createStream");
    send(new Message.Command(0, "_result", 4, List.of(new AmfNull(), AmfValue.of(1))));
  }

  public void send(Message message) throws IOException {
    encoder.writeOutbound(message);
    var all = Unpooled.buffer();
    for (ByteBuf part = encoder.readOutbound(); part != null; part = encoder.readOutbound()) {
      all.writeBytes(part);
      part.release();
    }
    var bytes = new byte[all.readableBytes()];
    all.readBytes(bytes);
    send(bytes);
  }

  public void sendStatus(String level, String code) throws IOException {
    sendStatus(level, code, "");
  }

  public void sendStatus(String level, String code, String words) throws IOException {
    var info =
        Map.of(
            "level", AmfValue.of(level),
            "code", AmfValue.of(code),
            "description", AmfValue.of(words));
    send(new Message.Command(1, "onStatus", 0, List.of(new AmfNull(), new AmfObject(info))));
  }

  /// Reads until a word has come.
  public void awaitText(String word) throws IOException {
    var seen = new ByteArrayOutputStream();
    while (!seen.toString(StandardCharsets.ISO_8859_1).contains(word)) {
      var next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("The client closed before it said " + word);
      }
      seen.write(next);
    }
  }

  /// Does nothing, and reads nothing, until the test ends.
  public void freeze() throws InterruptedException {
    closing.await();
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      listening.close();
      socket.close();
      thread.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      encoder.finishAndReleaseAll();
    }
  }
}
