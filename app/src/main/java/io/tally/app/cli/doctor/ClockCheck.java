// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.doctor;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;

/// How far is this computer's clock from a time server's?
///
/// One question by SNTP (RFC 4330). Certificates are judged by the clock, so a wrong one keeps a
/// stream from going out.
///
/// @param host of the server
/// @param port of the server
record ClockCheck(String host, int port) {
  static final int NTP_PORT = 123;
  private static final int PATIENCE_MS = 5_000;
  private static final int LENGTH = 48;
  private static final byte CLIENT = 0x23; // no warning, version 4, mode client
  private static final int RECEIVED = 32;
  private static final int SENT = 40;
  private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  Finding run() {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.connect(InetAddress.getByName(host), port);
      byte[] bytes = new byte[LENGTH];
      bytes[0] = CLIENT;
      long asked = System.currentTimeMillis();
      socket.send(new DatagramPacket(bytes, LENGTH));
      DatagramPacket answer = new DatagramPacket(bytes, LENGTH);
      socket.receive(answer);
      long got = System.currentTimeMillis();
      if (answer.getLength() < LENGTH) {
        throw new IOException("its answer has " + answer.getLength() + " bytes");
      }
      ByteBuffer times = ByteBuffer.wrap(bytes);
      // RFC 4330 section 5: half of what both ways make of the difference.
      long offsetMs = (millis(times, RECEIVED) - asked + millis(times, SENT) - got) / 2;
      return Math.abs(offsetMs) > TOLERANCE.toMillis()
          ? Finding.lacks(
              "clock",
              "This computer's clock is %.1f s off that of %s. Set it, or let the system do so."
                  .formatted(-offsetMs / 1000.0, host))
          : Finding.well("clock", "%d ms off that of %s.".formatted(-offsetMs, host));
    } catch (IOException e) {
      return Finding.lacks(
          "clock",
          "%s does not tell the time (%s). Ask another server.".formatted(host, e.getMessage()));
    }
  }

  private static long millis(ByteBuffer times, int at) {
    long seconds = Integer.toUnsignedLong(times.getInt(at)) - SECONDS_1900_TO_1970;
    long fraction = Integer.toUnsignedLong(times.getInt(at + 4));
    return seconds * 1000 + ((fraction * 1000) >>> 32);
  }
}
