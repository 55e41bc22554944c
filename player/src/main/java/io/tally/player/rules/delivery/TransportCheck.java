// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.delivery;

import io.tally.player.net.Exchange;
import io.tally.player.rules.MediaRule;
import io.tally.player.rules.Profile;
import io.tally.player.rules.Reporter;
import java.util.Set;

/// Does an answer come safely and straight (rule 71)?
final class TransportCheck {
  private static final Set<String> OLD = Set.of("SSLv3", "TLSv1", "TLSv1.1");

  private TransportCheck() {}

  static void check(Exchange exchange, Reporter out) {
    if (exchange.tls().isPresent() && OLD.contains(exchange.tls().get())) {
      out.report(MediaRule.PLAIN_DELIVERY, 0, "The server speaks %s", exchange.tls().get());
    } else if (exchange.tls().isEmpty() && out.profile() == Profile.APPLE) {
      out.report(MediaRule.PLAIN_DELIVERY, 0, "The server is asked without TLS");
    }
  }
}
