// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.connect;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Does a caller receive at the address that it sends from (SYN cookie, draft-sharabayko-srt
/// section 4.3.1.1)?
///
/// The cookie is an HMAC of the address and the minute, so a listener remembers nothing of those
/// that only ask. It holds for one to two minutes. Threads: one at a time.
public final class Cookie {
  private static final long PERIOD_US = 60_000_000;

  private final Mac mac;

  public Cookie(SecureRandom random) {
    var key = new byte[32];
    random.nextBytes(key);
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no HMAC-SHA256", e);
    }
  }

  int give(InetSocketAddress to, long nowUs) {
    return of(to, Math.floorDiv(nowUs, PERIOD_US));
  }

  boolean isOurs(int cookie, InetSocketAddress from, long nowUs) {
    var period = Math.floorDiv(nowUs, PERIOD_US);
    return cookie == of(from, period) || cookie == of(from, period - 1);
  }

  private int of(InetSocketAddress address, long period) {
    mac.update(address.getAddress().getAddress());
    mac.update(
        ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
            .putInt(address.getPort())
            .putLong(period)
            .flip());
    return ByteBuffer.wrap(mac.doFinal()).getInt();
  }
}
