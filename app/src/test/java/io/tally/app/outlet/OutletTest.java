// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.outlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.service.Services;
import org.junit.jupiter.api.Test;

class OutletTest {
  private static Outlet outlet(String service, String key) {
    return Outlet.of("one", Endpoint.parse("rtmp://live.example/app", Secret.of(key)))
        .withService(Services.known().named(service));
  }

  @Test
  void testMode_isAskedForBehindTheKey() {
    Outlet hidden = outlet("twitch", "live_1").inTestMode().orElseThrow();
    assertThat(hidden.endpoint().key()).isEqualTo(Secret.of("live_1?bandwidthtest=true"));
    assertThat(hidden.name()).isEqualTo("live.example");
  }

  @Test
  void testMode_isAskedForBesideWhatTheKeyAsksAlready() {
    Outlet hidden = outlet("twitch", "live_1?recording=off").inTestMode().orElseThrow();
    assertThat(hidden.endpoint().key())
        .isEqualTo(Secret.of("live_1?recording=off&bandwidthtest=true"));
  }

  @Test
  void serviceWithoutATestMode_hasNone() {
    assertThat(outlet("youtube", "live_1").inTestMode()).isEmpty();
  }
}
