// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What does Adobe's digest handshake ask of a server?
///
/// Not in the published specification. A client that puts a version into bytes 4 to 7 of C1 hides a
/// HMAC-SHA256 of C1 in it, at a place that four of its bytes name, in one of two layouts; the
/// server hides one in S1, and signs S2 with a key made of the client's. The keys are public
/// constants, so this proves nothing: it only keeps such clients content.
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
    for (var layout : LAYOUTS) {
      var place = place(c1, layout);
      var digest = Arrays.copyOfRange(c1, place, place + DIGEST_BYTES);
      if (version(c1) != 0
          && MessageDigest.isEqual(digest, digest(CLIENT.getBytes(US_ASCII), c1, place))) {
        return signed(s1, layout, digest);
      }
    }
    return c1.clone();
  }

  private static byte[] signed(byte[] s1, int layout, byte[] clientDigest) {
    // Any version from 3 on announces the digest; this is that of a server of 2012.
    System.arraycopy(new byte[] {5, 0, 1, 1}, 0, s1, 4, 4);
    var place = place(s1, layout);
    var digest = digest(SERVER.getBytes(US_ASCII), s1, place);
    System.arraycopy(digest, 0, s1, place, DIGEST_BYTES);

    var s2 = s1.clone();
    var key = hmac(fullKey(SERVER), clientDigest);
    var signature = hmac(key, Arrays.copyOf(s2, Handshake.PACKET_BYTES - DIGEST_BYTES));
    System.arraycopy(signature, 0, s2, Handshake.PACKET_BYTES - DIGEST_BYTES, DIGEST_BYTES);
    return s2;
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
