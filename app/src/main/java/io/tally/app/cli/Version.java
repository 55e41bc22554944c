// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import java.io.IOException;
import picocli.CommandLine.IVersionProvider;

/// What does `--version` print, behind a command?
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    return ProgramVersion.lines().toArray(String[]::new);
  }
}
