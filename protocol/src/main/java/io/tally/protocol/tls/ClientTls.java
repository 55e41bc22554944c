// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.security.cert.CertificateEncodingException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// How is TLS spoken to one server, and why not?
///
/// TLS 1.2 or 1.3, with the server's name sent (SNI) and compared with its certificate (RFC 6125 by
/// the JDK's HTTPS rule); never without. One object per connection.
public final class ClientTls {
  private final String host;
  private final int port;
  private final PresentedChain chain;
  private final SslContext context;

  /// @throws SSLException when the runtime has no TLS 1.2
  public ClientTls(Trust trust, String host, int port) throws SSLException {
    this.host = host;
    this.port = port;
    this.chain = new PresentedChain(trust.judge());
    this.context =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .protocols("TLSv1.3", "TLSv1.2")
            .trustManager(chain)
            .endpointIdentificationAlgorithm("HTTPS")
            .build();
  }

  /// The handler that belongs first into the connection's pipeline.
  ///
  /// @param timeoutMs of the handshake
  public SslHandler handler(long timeoutMs) {
    var handler = context.newHandler(ByteBufAllocator.DEFAULT, host, port);
    handler.setHandshakeTimeoutMillis(timeoutMs);
    // The goodbye of TLS must not hold up a stop.
    handler.setCloseNotifyFlushTimeoutMillis(500);
    return handler;
  }

  /// What a person can do about a handshake that failed: one sentence.
  public String explain(Throwable failure) {
    var refused = chain.refused();
    return TlsFailure.explain(
        failure, refused == null ? null : new ShownCertificate(refused), host, port);
  }

  /// The certificate that was not believed, when a handshake failed for nothing else.
  public Optional<Fingerprint> untrusted() {
    var refused = chain.refused();
    try {
      return refused == null ? Optional.empty() : Optional.of(Fingerprint.of(refused));
    } catch (CertificateEncodingException e) {
      return Optional.empty(); // what cannot be written cannot be recognised again
    }
  }
}
