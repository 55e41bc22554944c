// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.listen;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.srt.options.StreamId;
import java.net.URLEncoder;
import java.util.Optional;

/// Which application and key does a stream id name, and does it want to publish?
///
/// It may be plain (`cam`, `live/cam`, MediaMTX's `publish:cam`) or in the access-control form
/// (`#!::r=live/cam,m=publish`), whose session or user's password (`s`) counts as a password too.
///
/// @param application `live` when none is named
/// @param key as RTMP's publishers give it; empty when nothing is named
/// @param publishes false for one that asks to play
record PublishedName(String application, Secret key, boolean publishes) {
  private static final String USUAL = "live";
  private static final String PUBLISH = "publish:";
  private static final String READ = "read:";

  static PublishedName of(Secret streamId) {
    return streamId.use(PublishedName::of);
  }

  private static PublishedName of(String text) {
    var id = StreamId.parse(text);
    var resource = id.resource().orElse("");
    var publishes =
        id.plain()
            ? !resource.startsWith(READ)
            // Without a word about it the form means playing, but nothing is played here.
            : id.part("m").isEmpty() || id.purpose().equals(Optional.of(StreamId.Purpose.PUBLISH));
    if (id.plain() && resource.startsWith(PUBLISH)) {
      resource = resource.substring(PUBLISH.length()).split(":", 2)[0];
    }
    while (resource.startsWith("/")) {
      resource = resource.substring(1);
    }
    var slash = resource.indexOf('/');
    var application = slash < 0 ? USUAL : resource.substring(0, slash);
    var key = slash < 0 ? resource : resource.substring(slash + 1);
    var password = id.session().map(word -> "?password=" + URLEncoder.encode(word, UTF_8));
    return new PublishedName(application, Secret.of(key + password.orElse("")), publishes);
  }
}
