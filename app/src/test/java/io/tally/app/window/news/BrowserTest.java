// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrowserTest {
  @ParameterizedTest
  @CsvSource({"Linux, xdg-open", "Mac OS X, open", "Windows 11, rundll32"})
  void page_isAWordOfItsOwn_behindTheProgramOfTheSystem(String system, String program) {
    URI page = URI.create("https://example.org/a?b=c&d=$(e)");
    assertThat(Browser.command(system, page)).startsWith(program).endsWith(page.toString());
  }
}
