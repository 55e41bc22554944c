// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app;

import io.tally.protocol.Endpoint;
import java.io.IOException;
import java.net.URI;

/// Where does a programme go that has no account anywhere?
///
/// The embedded ingest on loopback, started at the first need. Threads: any; [#start] blocks while
/// it starts. [#close] is idempotent.
public final class LocalIngest implements AutoCloseable {
  /// Starts the ingest unless it runs: on ports 1935 and 8935, or free ones where those are taken.
  ///
  /// @throws IOException when it cannot listen at all, with a sentence
  public void start() throws IOException

  /// Where to publish. Only after [#start].
  public Endpoint endpoint()

  /// The HLS playlist that viewers play. Only after [#start].
  public URI playlist()

  /// The page that plays it in a browser. Only after [#start].
  public URI page()

  @Override
  public void close()
}
