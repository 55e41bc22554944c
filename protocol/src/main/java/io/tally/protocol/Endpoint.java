// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol;

import java.net.URI;

/// Where is a programme sent?
///
/// @param url scheme, host, port and application, without the stream key:
///   `rtmps://live.example:443/app`
/// @param key the stream key, or empty where the far end asks for none
public record Endpoint(URI url, Secret key) {}
