// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.update;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;

/// Which version was this program built as?
///
/// Apart from [Version], because `tally --version` should load no more than it needs.
public final class OwnVersion {
  private OwnVersion() {}

  /// As the build wrote it.
  ///
  /// @throws IOException when the build left it out
  public static String text() throws IOException {
    try (InputStream text = OwnVersion.class.getResourceAsStream("/io/tally/app/version.txt")) {
      if (text == null) {
        throw new IOException("version.txt is missing in this build");
      }
      return new String(text.readAllBytes(), UTF_8).strip();
    }
  }
}
