// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.load;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Which client keeps connections and cookies from one load to the next?
///
/// It is made at the first load, because that reads the certificates of all authorities that the
/// system trusts, and a window that plays nothing yet shall neither wait for it nor keep them.
/// Threads: any. [#close] breaks off every load, and those that still come; idempotent.
final class Connections implements AutoCloseable {
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);

  private @Nullable HttpClient client;
  private boolean closed;

  synchronized HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .connectTimeout(CONNECT_PATIENCE)
              .followRedirects(HttpClient.Redirect.NEVER) // the loader looks at each step
              // Servers give a ticket with the playlist and want it back with segments and keys.
              .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ORIGINAL_SERVER))
              .executor(Executors.newVirtualThreadPerTaskExecutor())
              .build();
      client = made;
      if (closed) {
        made.shutdownNow();
      }
    }
    return made;
  }

  @Override
  public synchronized void close() {
    closed = true;
    HttpClient made = client;
    if (made != null) {
      made.shutdownNow();
    }
  }
}
