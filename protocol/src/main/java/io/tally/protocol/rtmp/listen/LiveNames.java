// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.listen;

import io.tally.protocol.endpoint.Secret;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which names are on the air at a listener now?
///
/// Who has a name keeps it until its connection is closed: a second publisher is refused, because
/// to let it take over would let a mistyped setting, or a stranger with the key, cut a running
/// programme. A publisher that fell silent loses its name when its silence ends its connection.
public final class LiveNames {
  private record Name(String application, Secret key) {}

  private final Set<Name> live = ConcurrentHashMap.newKeySet();

  boolean take(String application, Secret key) {
    return live.add(new Name(application, key));
  }

  void free(String application, Secret key) {
    live.remove(new Name(application, key));
  }
}
