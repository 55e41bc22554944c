// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DirectoriesTest {
  private static final Path HOME = Path.of("/home/ann");

  @Test
  void linux_withoutVariables_usesTheStandardFolders() {
    assertThat(Directories.of(Map.of(), "Linux", HOME))
        .isEqualTo(
            new Directories(
                Path.of("/home/ann/.config/tally"), Path.of("/home/ann/.local/state/tally")));
  }

  @Test
  void linux_withXdgVariables_usesThem() {
    assertThat(
            Directories.of(Map.of("XDG_CONFIG_HOME", "/c", "XDG_STATE_HOME", "/s"), "Linux", HOME))
        .isEqualTo(new Directories(Path.of("/c/tally"), Path.of("/s/tally")));
  }

  @Test
  void linux_withRelativeXdgVariable_ignoresIt() {
    assertThat(Directories.of(Map.of("XDG_CONFIG_HOME", "c"), "Linux", HOME).config())
        .isEqualTo(Path.of("/home/ann/.config/tally"));
  }

  @Test
  void macOs_usesLibrary() {
    assertThat(Directories.of(Map.of(), "Mac OS X", HOME).config())
        .isEqualTo(Path.of("/home/ann/Library/Application Support/Tally"));
  }

  @Test
  void windows_usesAppData() {
    assertThat(Directories.of(Map.of("APPDATA", "/roaming"), "Windows 11", HOME).config())
        .isEqualTo(Path.of("/roaming/Tally"));
  }

  @Test
  void everySystem_withTallyConfigDir_usesItForTheSettingsOnly() {
    assertThat(Directories.of(Map.of("TALLY_CONFIG_DIR", "/mine"), "Linux", HOME))
        .isEqualTo(new Directories(Path.of("/mine"), Path.of("/home/ann/.local/state/tally")));
  }
}
