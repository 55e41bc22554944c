// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.service;

import java.util.List;
import java.util.regex.Pattern;

/// Under which address does a service take streams?
///
/// @param name what a person chooses it by
/// @param url an RTMP or RTMPS address without a key; what each person has of their own stands in
///   braces, as in `rtmp://{host}/live`
public record ServiceServer(String name, String url) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");
  private static final Pattern FORM = Pattern.compile("rtmps?://[^/\\s]+/\\S+|srt://\\S+:\\S+");

  public ServiceServer {
    if (name.isBlank() || !FORM.matcher(url).matches()) {
      throw new IllegalArgumentException(
          "A server needs a name and an address such as rtmps://host/application; this one has \"%s\" and \"%s\""
              .formatted(name, url));
    }
  }

  /// What a person must fill in, in the order of the address.
  public List<String> placeholders() {
    return PLACEHOLDER.matcher(url).results().map(found -> found.group(1)).toList();
  }

  /// The address with one place filled in.
  ///
  /// @param placeholder one of [#placeholders]
  public ServiceServer with(String placeholder, String value) {
    return new ServiceServer(name, url.replace("{" + placeholder + "}", value));
  }
}
