// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// How does a proxy behave that stands between a publisher and its server? Speaks HTTP `CONNECT` or
/// SOCKS5, wants a login or none, and takes every host's name for this computer.
public final class TinyProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final String login;
  private final int status;
  private final Relay relay;

  /// The hosts and ports that it was asked for, as it was asked.
  public final List<String> targets = new CopyOnWriteArrayList<>();

  /// @param login `user:password`, or "" when none is wanted
  /// @param status what it answers to a request that it understands: 200 or a refusal, for SOCKS 0
  ///   or a refusal
  public TinyProxy(String login, int status) throws IOException {
    this(0, login, status);
  }

  /// @param port 0 takes any that is free
  public TinyProxy(int port, String login, int status) throws IOException {
    this.listening = new ServerSocket(port, 8, InetAddress.getLoopbackAddress());
    this.relay = new Relay(listening);
    this.login = login;
    this.status = status;
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var client = listening.accept();
        relay.keep(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        // Closed by the test.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      var in = client.getInputStream();
      var first = in.read();
      var port = first == 5 ? socks(client, new DataInputStream(in)) : http(client, first, in);
      if (port == 0) {
        return;
      }
      try (var server = new Socket(InetAddress.getLoopbackAddress(), port)) {
        for (var way : relay.start(client, server)) {
          way.join();
        }
      }
    } catch (IOException | InterruptedException e) {
      // One side is gone, which ends both.
    }
  }

  private int http(Socket client, int first, InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    head.write(first);
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      head.write(in.read());
    }
    var text = head.toString(ISO_8859_1);
    var target = text.split(" ", 3)[1];
    var basic = Base64.getEncoder().encodeToString(login.getBytes(ISO_8859_1));
    if (!login.isEmpty() && !text.contains("Basic " + basic)) {
      answer(client, "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
      return 0;
    }
    targets.add(target);
    answer(client, "HTTP/1.1 " + status + " So\r\n\r\n");
    return status == 200 ? Integer.parseInt(target.substring(target.lastIndexOf(':') + 1)) : 0;
  }

  private int socks(Socket client, DataInputStream in) throws IOException {
    var methods = new byte[in.readUnsignedByte()];
    in.readFully(methods);
    var wanted = login.isEmpty() ? 0 : 2;
    var offered = new String(methods, ISO_8859_1).indexOf(wanted) >= 0;
    client.getOutputStream().write(new byte[] {5, (byte) (offered ? wanted : 0xFF)});
    if (!offered) {
      return 0;
    }
    if (wanted == 2) {
      in.readByte();
      var given = text(in) + ":" + text(in);
      client.getOutputStream().write(new byte[] {1, (byte) (given.equals(login) ? 0 : 1)});
      if (!given.equals(login)) {
        return 0;
      }
    }
    in.skipNBytes(3);
    var host =
        switch (in.readByte()) {
          case 1 -> InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
          case 4 -> InetAddress.getByAddress(in.readNBytes(16)).getHostAddress();
          default -> text(in);
        };
    var port = in.readUnsignedShort();
    targets.add(host + ":" + port);
    client.getOutputStream().write(new byte[] {5, (byte) status, 0, 1, 0, 0, 0, 0, 0, 0});
    return status == 0 ? port : 0;
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readUnsignedByte()), ISO_8859_1);
  }

  private static void answer(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  @Override
  public void close() {
    relay.close();
  }
}
