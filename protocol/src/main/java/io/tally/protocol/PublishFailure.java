// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol;

import io.tally.protocol.tls.Fingerprint;
import java.util.Optional;

/// Why does an endpoint not take the stream?
///
/// @param kind what sort of failure, for code that decides whether to try again
/// @param sentence for a person: what was seen, where (key masked), and what to do
/// @param untrusted of the certificate that the server showed, when nothing failed but the trust in
///   it: a person who knows the server may accept exactly this one
public record PublishFailure(Kind kind, String sentence, Optional<Fingerprint> untrusted) {
  /// Without a certificate to accept.
  public PublishFailure(Kind kind, String sentence) {
    this(kind, sentence, Optional.empty());
  }

  /// The sorts of failure.
  public enum Kind {
    /// The URL, or the address to send from, cannot be used as it stands.
    BAD_ADDRESS,
    /// The host's name has no address.
    UNKNOWN_HOST,
    /// The proxy is not there, does not let us in, or does not reach the endpoint.
    PROXY,
    /// Nobody listens there, or a firewall says no, or the server has no room now.
    REFUSED_CONNECTION,
    /// No answer in time.
    TIMEOUT,
    /// The certificate is expired, self-signed or another host's, or TLS failed otherwise.
    TLS,
    /// The far end does not speak the protocol, or breaks it.
    PROTOCOL,
    /// The far end asks for a user and a password, or does not accept these.
    REFUSED_LOGIN,
    /// The far end does not accept this application or key.
    REFUSED_KEY,
    /// The far end does not take one of the programme's codecs.
    REFUSED_CODEC,
    /// Somebody is live with this key now; after a break it may be our own old session.
    IN_USE,
    /// The connection broke while live.
    LOST
  }
}
