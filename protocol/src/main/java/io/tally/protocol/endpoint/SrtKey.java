// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;

/// What of an SRT endpoint must not be seen?
///
/// Written as one [Secret]: the stream id alone as it is, or else `streamid=…&passphrase=…`,
/// escaped as in an `srt://` line.
///
/// @param streamId empty for none
/// @param passphrase empty for none
public record SrtKey(Secret streamId, Secret passphrase) {
  /// No stream id and no passphrase.
  static final SrtKey NONE = new SrtKey(Secret.of(""), Secret.of(""));

  private static final String STREAM_ID = "streamid";
  private static final String FFMPEG_STREAM_ID = "srt_streamid";
  private static final String PASSPHRASE = "passphrase";

  /// Reads what stands in an endpoint's key, or what a person typed there.
  public static SrtKey read(Secret key) {
    return key.use(text -> {
      var parameters = text.startsWith("?") ? text.substring(1) : text;
      if (!isForm(parameters)) {
        return new SrtKey(key, Secret.of(""));
      }
      var read = NONE;
      for (var part : parameters.split("&", -1)) {
        read = read.with(part);
      }
      return read;
    });
  }

  /// Whether a parameter of an `srt://` line belongs here.
  static boolean isSecret(String parameter) {
    var name = name(parameter);
    return name.equals(STREAM_ID) || name.equals(FFMPEG_STREAM_ID) || name.equals(PASSPHRASE);
  }

  /// The same with what a parameter of an `srt://` line says; others change nothing.
  SrtKey with(String parameter) {
    if (!isSecret(parameter)) {
      return this;
    }
    var equals = parameter.indexOf('=');
    var value = Secret.of(equals < 0 ? "" : decoded(parameter.substring(equals + 1)));
    return name(parameter).equals(PASSPHRASE)
        ? new SrtKey(streamId, value)
        : new SrtKey(value, passphrase);
  }

  /// As one.
  Secret key() {
    return streamId.use(id ->
        passphrase.use(phrase -> {
          if (phrase.isEmpty() && !isForm(id)) {
            return streamId;
          }
          var first = id.isEmpty() ? "" : STREAM_ID + "=" + encoded(id);
          var second = phrase.isEmpty() ? "" : PASSPHRASE + "=" + encoded(phrase);
          return Secret.of(first + (first.isEmpty() || second.isEmpty() ? "" : "&") + second);
        }));
  }

  private static boolean isForm(String text) {
    return isSecret(text) && text.indexOf('=') > 0;
  }

  private static String name(String parameter) {
    var equals = parameter.indexOf('=');
    return equals < 0 ? parameter : parameter.substring(0, equals);
  }

  /// A percent sign that begins no escape stands for itself, as in programs with libsrt.
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static String encoded(String text) {
    return text.replace("%", "%25").replace("&", "%26");
  }
}
