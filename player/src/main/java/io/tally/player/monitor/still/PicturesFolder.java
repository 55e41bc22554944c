// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor.still;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where does this person keep pictures?
///
/// On a Linux desktop where `user-dirs.dirs` says (xdg-user-dirs), else in `Pictures`, as on macOS
/// and Windows.
public final class PicturesFolder {
  private static final Logger LOG = LoggerFactory.getLogger(PicturesFolder.class);
  private static final Pattern LINE =
      Pattern.compile("^XDG_PICTURES_DIR=\"(?<path>[^\"]+)\"", Pattern.MULTILINE);

  private PicturesFolder() {}

  /// The one of who runs this process; it may not be there yet.
  public static Path ofUser() {
    Path home = Path.of(System.getProperty("user.home"));
    String configured = System.getenv("XDG_CONFIG_HOME");
    Path config =
        configured == null || configured.isEmpty() ? home.resolve(".config") : Path.of(configured);
    return of(home, config);
  }

  static Path of(Path home, Path config) {
    Path usual = home.resolve("Pictures");
    Path told = config.resolve("user-dirs.dirs");
    if (!Files.isRegularFile(told)) {
      return usual;
    }
    try {
      return named(Files.readString(told), home).orElse(usual);
    } catch (IOException e) {
      LOG.info("{} cannot be read; pictures go to {}", told, usual, e);
      return usual;
    }
  }

  private static Optional<Path> named(String lines, Path home) {
    Matcher found = LINE.matcher(lines);
    return found.find()
        ? Optional.of(Path.of(found.group("path").replace("$HOME", home.toString())))
        : Optional.empty();
  }
}
