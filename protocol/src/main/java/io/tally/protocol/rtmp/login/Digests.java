// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.protocol.endpoint.Login;
import io.tally.protocol.endpoint.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

/// How does a publisher show that it knows the password without telling it?
///
/// Both ways rest on MD5, because the servers ask for it: they keep the password out of sight, no
/// more. Who wants it safe uses rtmps.
final class Digests {
  private static final String INSTANCE = "/_definst_";
  private static final String FIRST_USE = "00000001";

  private Digests() {}

  /// Adobe's way, as encoders of its own and librtmp answer Wowza and Flash Media Server.
  ///
  /// @param ours a random text of ours
  static Secret adobe(Login login, Challenge asked, String ours) {
    var hash =
        login
            .password()
            .use(password -> base64(md5(login.user() + asked.value("salt") + password)));
    var opaque = asked.value("opaque");
    var theirs = opaque.isEmpty() ? asked.value("challenge") : opaque;
    var response = base64(md5(hash + theirs + ours));
    return Secret.of(
        "&challenge="
            + ours
            + "&response="
            + response
            + (opaque.isEmpty() ? "" : "&opaque=" + opaque));
  }

  /// Limelight's way, which is HTTP's digest (RFC 2617 section 3.2.2) with other words.
  ///
  /// @param application with its instance, if it has one
  static Secret limelight(Login login, Challenge asked, String application, String ours) {
    var who = login.password().use(password -> hex(md5(login.user() + ":live:" + password)));
    var instance = application.contains("/") ? "" : INSTANCE;
    var what = hex(md5("publish:/" + application + instance));
    var nonce = asked.value("nonce");
    var response = hex(md5(String.join(":", who, nonce, FIRST_USE, ours, "auth", what)));
    return Secret.of(
        "&nonce=" + nonce + "&cnonce=" + ours + "&nc=" + FIRST_USE + "&response=" + response);
  }

  private static byte[] md5(String text) {
    try {
      return MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has MD5", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
