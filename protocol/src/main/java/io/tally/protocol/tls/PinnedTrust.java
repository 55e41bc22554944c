// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Is the server's certificate one that a person has accepted, whoever vouches for it?
///
/// A pin stands for the chain, the dates and the host's name of exactly that certificate, since a
/// person has looked at it. For any other the judge behind decides as if there were no pin.
final class PinnedTrust extends X509ExtendedTrustManager {
  private final Set<Fingerprint> pins;
  private final Supplier<X509ExtendedTrustManager> judge;

  /// @param judge asked only for certificates that are not pinned, since it may be slow to make
  PinnedTrust(Set<Fingerprint> pins, Supplier<X509ExtendedTrustManager> judge) {
    this.pins = Set.copyOf(pins);
    this.judge = judge;
  }

  private boolean isPinned(X509Certificate[] chain) throws CertificateException {
    return pins.contains(Fingerprint.of(chain[0]));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    if (!isPinned(chain)) {
      judge.get().checkServerTrusted(chain, type, engine);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    if (!isPinned(chain)) {
      judge.get().checkServerTrusted(chain, type, socket);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    if (!isPinned(chain)) {
      judge.get().checkServerTrusted(chain, type);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    judge.get().checkClientTrusted(chain, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    judge.get().checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    judge.get().checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return judge.get().getAcceptedIssuers();
  }
}
