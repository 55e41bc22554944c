// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.net;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// What was one request, and how was it answered?
///
/// @param uri asked for
/// @param answeredBy after redirects
/// @param started when it was sent
/// @param lookupMs looking up the host's addresses, ms; the system may have known them
/// @param firstByteMs from the request to the head of the last answer, ms: connecting, TLS and the
///   server's thinking, which `java.net.http` does not tell apart; empty without an answer
/// @param totalMs from the request to the last byte, ms
/// @param status 0 without an answer
/// @param protocol such as `HTTP/2`; empty without an answer
/// @param tls such as `TLSv1.3`; empty over plain http
/// @param requestHeaders by lower-case name, without secrets
/// @param headers of the answer by lower-case name, the first of each
/// @param bodyBytes as they were transferred
/// @param bytes unpacked
/// @param redirects followed
/// @param problem why it failed, when it did
public record Exchange(
    URI uri,
    URI answeredBy,
    Instant started,
    long lookupMs,
    OptionalLong firstByteMs,
    long totalMs,
    int status,
    String protocol,
    Optional<String> tls,
    Map<String, String> requestHeaders,
    Map<String, String> headers,
    long bodyBytes,
    long bytes,
    int redirects,
    Optional<String> problem) {
  public Exchange {
    requestHeaders = Collections.unmodifiableMap(new TreeMap<>(requestHeaders));
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  /// A header of the answer; empty when it has none.
  public Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }
}
