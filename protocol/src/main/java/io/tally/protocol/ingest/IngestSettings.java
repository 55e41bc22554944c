// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ingest;

import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.hls.HlsSettings;
import io.tally.protocol.srt.crypto.KeyPlan;
import io.tally.protocol.tls.ServerCertificate;
import java.util.Optional;

/// Where does the embedded ingest listen, and who may publish?
///
/// @param host the address to listen on, `127.0.0.1` or `localhost` for this computer only
/// @param rtmpPort for publishers; 0 takes any that is free
/// @param httpPort for viewers; 0 takes any that is free
/// @param key the key that publishers must give; required on any address that others can reach.
///   Without one a publisher's key is the stream's name in the viewers' URL, with one the stream is
///   called `live`, so that the URL never shows it.
/// @param rtmps takes publishers with TLS, too, if anything
/// @param srt takes publishers by SRT, too, if anything
public record IngestSettings(
    String host,
    int rtmpPort,
    int httpPort,
    Optional<Secret> key,
    HlsSettings hls,
    Optional<Rtmps> rtmps,
    Optional<Srt> srt) {
  /// With TLS.
  ///
  /// @param port 0 takes any that is free
  public record Rtmps(int port, ServerCertificate certificate) {
    public Rtmps {
      checkPort(port);
    }
  }

  /// By SRT.
  ///
  /// @param port 0 takes any that is free
  /// @param passphrase that publishers must encrypt with, 10 to 80 bytes; empty for none
  public record Srt(int port, Secret passphrase) {
    public Srt {
      checkPort(port);
      var _ = KeyPlan.of(passphrase, 0); // refuses what cannot be used
    }
  }

  /// On this computer only, for any key.
  ///
  /// @param rtmpPort for publishers; 0 takes any that is free
  /// @param httpPort for viewers; 0 takes any that is free
  public IngestSettings(String host, int rtmpPort, int httpPort) {
    this(host, rtmpPort, httpPort, Optional.empty(), HlsSettings.standard());
  }

  /// Without TLS.
  public IngestSettings(
      String host, int rtmpPort, int httpPort, Optional<Secret> key, HlsSettings hls) {
    this(host, rtmpPort, httpPort, key, hls, Optional.empty(), Optional.empty());
  }

  public IngestSettings {
    checkPort(rtmpPort);
    checkPort(httpPort);
  }

  /// The same with TLS beside it.
  ///
  /// @param port 0 takes any that is free
  public IngestSettings withRtmps(int port, ServerCertificate certificate) {
    return new IngestSettings(
        host, rtmpPort, httpPort, key, hls, Optional.of(new Rtmps(port, certificate)), srt);
  }

  /// The same with SRT beside it.
  ///
  /// @param port 0 takes any that is free
  /// @param passphrase 10 to 80 bytes, or empty for none
  public IngestSettings withSrt(int port, Secret passphrase) {
    return new IngestSettings(
        host, rtmpPort, httpPort, key, hls, rtmps, Optional.of(new Srt(port, passphrase)));
  }

  private static void checkPort(int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("A port is " + port + "; it must be from 0 to 65535");
    }
  }
}
