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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/// How does a server behave badly at a chosen step? Takes one connection after another and plays a
/// script on each.
public final class ScriptedServer implements AutoCloseable {
  /// What the server does with its connection, which is closed after it.
  public interface Script {
    void play(ScriptedServer server) throws Exception;
  }

  // The property's value stands between its length and the next property.
  private static final Pattern APPLICATION =
      Pattern.compile("app\u0002..(.*?)\u0000\u0004type", Pattern.DOTALL);

  private final ServerSocket listening;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Socket socket = new Socket();
  private EmbeddedChannel encoder = encoder();

  /// @param scripts for the first connection, the second, and so on; no more are taken
  public ScriptedServer(Script... scripts) throws IOException {
    listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("scripted-server")
            .start(() -> {
              for (var script : scripts) {
                play(script);
              }
            });
  }

  private static EmbeddedChannel encoder() {
    return new EmbeddedChannel(new ChunkEncoder(), new MessageEncoder());
  }

  private void play(Script script) {
    try (var accepted = listening.accept()) {
      socket = accepted;
      encoder.finishAndReleaseAll();
      encoder = encoder();
      script.play(this);
    } catch (IOException | InterruptedException e) {
      // The test is over, or the other side is gone: both are wanted here.
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public int port() {
    return listening.getLocalPort();
  }

  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /// Echoes the handshake, and waits for the connect command.
  ///
  /// @return the application that it names
  public String shakeHands() throws IOException {
    var in = socket.getInputStream();
    var c1 = in.readNBytes(1537);
    send(c1);
    send(Arrays.copyOfRange(c1, 1, 1537));
    in.readNBytes(1536);
    var connect = awaitText("tcUrl");
    var app = APPLICATION.matcher(connect);
    return app.find() ? app.group(1) : "";
  }

  /// Echoes the handshake, and sends the connect and createStream results at once.
  public void shakeHandsAndAnswer() throws IOException {
    shakeHands();
    send(new Message.Command(0, "_result", 1, List.of(new AmfNull(), new AmfNull())));
    awaitText("createStream");
    send(new Message.Command(0, "_result", 4, List.of(new AmfNull(), AmfValue.of(1))));
  }

  /// Refuses the connect command, as servers do that want a login or redirect.
  public void rejectConnect(String words, Map<String, AmfValue> more) throws IOException {
    var info = new LinkedHashMap<String, AmfValue>();
    info.put("level", AmfValue.of("error"));
    info.put("code", AmfValue.of("NetConnection.Connect.Rejected"));
    info.put("description", AmfValue.of(words));
    info.putAll(more);
    send(new Message.Command(0, "_error", 1, List.of(new AmfNull(), new AmfObject(info))));
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

  /// Reads until a word has come, and gives all that was read.
  public String awaitText(String word) throws IOException {
    var seen = new ByteArrayOutputStream();
    while (!seen.toString(StandardCharsets.ISO_8859_1).contains(word)) {
      var next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("The client closed before it said " + word);
      }
      seen.write(next);
    }
    return seen.toString(StandardCharsets.ISO_8859_1);
  }

  /// Reads until the client closes.
  public void readAndForget() throws IOException {
    var bytes = new byte[1 << 20];
    var in = socket.getInputStream();
    while (in.read(bytes) >= 0) {
      // Forgotten.
    }
  }

  /// Waits until its script has ended.
  public void awaitEnd() throws InterruptedException {
    thread.join();
  }

  /// The thread that the script runs on.
  public long threadId() {
    return thread.threadId();
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
