// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ingest;

import io.tally.protocol.Secret;
import io.tally.protocol.hls.HlsSettings;
import java.util.Optional;

/// Where does the embedded ingest listen, and who may publish?
///
/// @param host the address to listen on, `127.0.0.1` or `localhost` for this computer only
/// @param rtmpPort for publishers; 0 takes any that is free
/// @param httpPort for viewers; 0 takes any that is free
/// @param key the key that publishers must give; required on any address that others can reach.
///   Without one a publisher's key is the stream's name in the viewers' URL, with one the stream is
///   called `live`, so that the URL never shows it.
public record IngestSettings(
    String host, int rtmpPort, int httpPort, Optional<Secret> key, HlsSettings hls) {
  /// On this computer only, for any key.
  ///
  /// @param rtmpPort for publishers; 0 takes any that is free
  /// @param httpPort for viewers; 0 takes any that is free
  public IngestSettings(String host, int rtmpPort, int httpPort) {
    this(host, rtmpPort, httpPort, Optional.empty(), HlsSettings.standard());
  }

  public IngestSettings {
    if (rtmpPort < 0 || rtmpPort > 65_535 || httpPort < 0 || httpPort > 65_535) {
      throw new IllegalArgumentException(
          "Ports are " + rtmpPort + " and " + httpPort + "; both must be from 0 to 65535");
    }
  }
}
