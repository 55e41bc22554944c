// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// What does Adobe's digest handshake ask of a server, and of a client?
///
/// Not in the published specification. A client that puts a version into bytes 4 to 7 of C1 hides a
/// HMAC-SHA256 of C1 in it, at a place that four of its bytes name, in one of two layouts; the
/// server hides one in S1, and signs S2 with a key made of the client's; the client signs C2 with
/// one made of the server's. The keys are public constants, so this proves nothing: it only keeps
/// such peers content.
final class DigestHandshake {
  private static final int DIGEST_BYTES = 32;
  // Where the four bytes of the place stand, and what follows them, in the two layouts.
  private static final int[] LAYOUTS = {8, 772};
  private static final int PLACES = 728;
  private static final String TAIL =
      "f0eec24a8068bee82e00d0d1029e7e576eec5d2d29806fab93b8e636cfeb31ae";
  private static final String CLIENT = "Genuine Adobe Flash Player 001";
  private static final String SERVER = "Genuine Adobe Flash Media Server 001";

  private DigestHandshake() {}

  /// Finishes S1 (given filled with random bytes) to suit C1, and gives S2.
  static byte[] answer(byte[] c1, byte[] s1) {
    Arrays.fill(s1, 0, 8, (byte) 0);
    var found = find(CLIENT, c1);
    if (found == null) {
      return c1.clone();
    }
    // Any version from 3 on announces the digest; this is that of a server of 2012.
    hide(SERVER, new byte[] {5, 0, 1, 1}, s1, found.layout());
    return signed(SERVER, s1.clone(), found.digest());
  }

  /// Hides the client's digest in C1 (given filled with random bytes).
  static void offer(byte[] c1) {
    // A Flash player's version of 2010, which every server that knows the digest knows.
    hide(CLIENT, new byte[] {10, 0, 32, 2}, c1, LAYOUTS[0]);
  }

  /// Gives C2: signed (in a packet given filled with random bytes) when S1 has the server's digest,
  /// else the plain echo.
  static byte[] acknowledge(byte[] s1, byte[] c2) {
    var found = find(SERVER, s1);
    return found == null ? s1 : signed(CLIENT, c2, found.digest());
  }

  /// A digest, and in which layout it lay.
  @SuppressWarnings("ArrayRecordComponent") // handed over once, compared by nobody
  private record Found(int layout, byte[] digest) {}

  private static @Nullable Found find(String name, byte[] packet) {
    for (var layout : LAYOUTS) {
      var place = place(packet, layout);
      var digest = Arrays.copyOfRange(packet, place, place + DIGEST_BYTES);
      if (version(packet) != 0
          && MessageDigest.isEqual(digest, digest(name.getBytes(US_ASCII), packet, place))) {
        return new Found(layout, digest);
      }
    }
    return null;
  }

  private static void hide(String name, byte[] version, byte[] packet, int layout) {
    System.arraycopy(version, 0, packet, 4, 4);
    var place = place(packet, layout);
    var digest = digest(name.getBytes(US_ASCII), packet, place);
    System.arraycopy(digest, 0, packet, place, DIGEST_BYTES);
  }

  private static byte[] signed(String name, byte[] packet, byte[] peerDigest) {
    var key = hmac(fullKey(name), peerDigest);
    var signature = hmac(key, Arrays.copyOf(packet, Handshake.PACKET_BYTES - DIGEST_BYTES));
    System.arraycopy(signature, 0, packet, Handshake.PACKET_BYTES - DIGEST_BYTES, DIGEST_BYTES);
    return packet;
  }

  private static int version(byte[] packet) {
    return packet[4] | packet[5] | packet[6] | packet[7];
  }

  private static int place(byte[] packet, int layout) {
    var sum = 0;
    for (var i = 0; i < 4; i++) {
      sum += packet[layout + i] & 0xFF;
    }
    return layout + 4 + sum % PLACES;
  }

  /// HMAC of the packet without the digest's own bytes.
  private static byte[] digest(byte[] key, byte[] packet, int place) {
    var rest = new byte[Handshake.PACKET_BYTES - DIGEST_BYTES];
    System.arraycopy(packet, 0, rest, 0, place);
    System.arraycopy(packet, place + DIGEST_BYTES, rest, place, rest.length - place);
    return hmac(key, rest);
  }

  private static byte[] fullKey(String name) {
    var tail = HexFormat.of().parseHex(TAIL);
    var key = Arrays.copyOf(name.getBytes(US_ASCII), name.length() + tail.length);
    System.arraycopy(tail, 0, key, name.length(), tail.length);
    return key;
  }

  private static byte[] hmac(byte[] key, byte[] bytes) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256", e);
    }
  }
}
