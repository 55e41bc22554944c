// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.net.ReachPolicy.Zone;
import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A stream leads no nearer than where it comes from.
class ReachPolicyTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, LOOPBACK",
    "127.9.9.9, LOOPBACK",
    "0.0.0.0, LOOPBACK",
    "::1, LOOPBACK",
    "::ffff:127.0.0.1, LOOPBACK",
    "10.1.2.3, PRIVATE",
    "172.16.0.1, PRIVATE",
    "172.31.255.255, PRIVATE",
    "192.168.1.1, PRIVATE",
    "169.254.169.254, PRIVATE",
    "100.64.0.1, PRIVATE",
    "100.127.255.255, PRIVATE",
    "198.18.0.1, PRIVATE",
    "192.0.0.1, PRIVATE",
    "0.1.2.3, PRIVATE",
    "224.0.0.1, PRIVATE",
    "255.255.255.255, PRIVATE",
    "fe80::1, PRIVATE",
    "fc00::1, PRIVATE",
    "fd12:3456::1, PRIVATE",
    "64:ff9b::7f00:1, LOOPBACK",
    "64:ff9b::a00:1, PRIVATE",
    "2002:c0a8:101::1, PRIVATE",
    "8.8.8.8, PUBLIC",
    "100.128.0.1, PUBLIC",
    "172.32.0.1, PUBLIC",
    "2606:4700::1111, PUBLIC",
  })
  void everyAddress_liesInItsZone(String address, Zone zone) throws Exception {
    assertThat(ReachPolicy.zone(InetAddress.getByName(address))).isEqualTo(zone);
  }

  @ParameterizedTest
  @CsvSource({
    "PUBLIC, 8.8.8.8, true",
    "PUBLIC, 192.168.1.1, false",
    "PUBLIC, 127.0.0.1, false",
    "PRIVATE, 8.8.8.8, true",
    "PRIVATE, 192.168.1.1, true",
    "PRIVATE, 127.0.0.1, false",
    "LOOPBACK, 127.0.0.1, true",
    "LOOPBACK, 8.8.8.8, true",
  })
  void stream_leadsNoNearerThanWhereItComesFrom(Zone origin, String to, boolean allowed)
      throws Exception {
    assertThat(
            ReachPolicy.from(origin)
                .refusal(URI.create("http://host/s.ts"), InetAddress.getByName(to))
                .isEmpty())
        .isEqualTo(allowed);
  }

  @Test
  void hostWithOneAddressNear_isNear() throws Exception {
    InetAddress far = InetAddress.getByName("8.8.8.8");
    InetAddress near = InetAddress.getByName("127.0.0.1");

    assertThat(ReachPolicy.from(Zone.PUBLIC).refusal(URI.create("http://two/s.ts"), far, near))
        .get()
        .asString()
        .contains("two, which is this machine");
  }

  @ParameterizedTest
  @CsvSource({"file:///etc/passwd", "ftp://a/b", "data:text/plain,x"})
  void otherSchemes_areRefused(URI uri) {
    assertThat(ReachPolicy.ANYWHERE.refusal(uri)).get().asString().startsWith("Only http");
  }

  @Test
  void typedAddress_tellsWhereTheStreamComesFrom() throws Exception {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");

    assertThat(
            ReachPolicy.from(URI.create("http://127.0.0.1:1/x"))
                .refusal(URI.create("http://a"), loopback))
        .isEmpty();
    assertThat(
            ReachPolicy.from(URI.create("http://[::1]:1/x"))
                .refusal(URI.create("http://a"), loopback))
        .isEmpty();
    assertThat(
            ReachPolicy.from(URI.create("http://8.8.8.8/x"))
                .refusal(URI.create("http://a"), loopback))
        .isPresent();
  }

  @Test
  void redirectFromHttpsToHttp_isRefused() {
    URI safe = URI.create("https://a/list");
    URI plain = URI.create("http://a/list");

    assertThat(ReachPolicy.redirectRefusal(safe, plain)).isPresent();
    assertThat(ReachPolicy.redirectRefusal(safe, safe)).isEmpty();
    assertThat(ReachPolicy.redirectRefusal(plain, plain)).isEmpty();
    assertThat(ReachPolicy.redirectRefusal(plain, safe)).isEmpty();
  }
}
