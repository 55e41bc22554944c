// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash.mpd;

import io.tally.player.dash.xml.Element;
import io.tally.player.playlist.text.Addresses;
import io.tally.player.playlist.text.Flaws;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where do the addresses of a level start (ISO/IEC 23009-1 5.6)?
final class BaseUrls {
  private static final int MOST = 4;
  private static final int LONGEST = 2_000; // characters, for it stands in many addresses

  private BaseUrls() {}

  /// Which addresses hold for an element.
  ///
  /// @param level an element that may have BaseURLs
  /// @param above where those of the level above start
  /// @return in order of preference; as above where the level says nothing
  static List<URI> of(Element level, List<URI> above, Flaws flaws) {
    List<Element> told =
        level.all("BaseURL").stream()
            .filter(each -> !each.text().isEmpty() && each.text().length() <= LONGEST)
            .toList();
    List<URI> bases = new ArrayList<>();
    for (Element each : told) {
      for (URI base : above) {
        Optional<URI> found = new Addresses(base, flaws).resolve(each.line(), each.text());
        if (found.isPresent() && !bases.contains(found.get()) && bases.size() < MOST) {
          bases.add(found.get());
        }
      }
    }
    return bases.isEmpty() ? above : bases;
  }
}
