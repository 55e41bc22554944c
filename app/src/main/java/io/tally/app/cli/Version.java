// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import picocli.CommandLine.IVersionProvider;

/// Which Tally is this?
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    try (InputStream text = Version.class.getResourceAsStream("version.txt")) {
      if (text == null) {
        throw new IOException("version.txt is missing in this build");
      }
      return new String[] {
        "Tally " + new String(text.readAllBytes(), UTF_8).strip(),
        "Java " + Runtime.version() + ", " + System.getProperty("os.name")
      };
    }
  }
}
