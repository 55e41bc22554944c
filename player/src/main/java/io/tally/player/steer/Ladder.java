// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.steer;

import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.MultivariantPlaylist.Variant;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which variants of a multivariant playlist are the same at another place?
///
/// @param variants each once, in the order of the playlist
/// @param pathways in the order of the playlist; every one has a variant at least
record Ladder(List<Variant> variants, List<Pathway> pathways) {
  private record Place(String id, int copy) {}

  static Ladder of(MultivariantPlaylist playlist) {
    List<Variant> variants = new ArrayList<>();
    Map<Place, Map<Integer, Variant>> places = new LinkedHashMap<>();
    for (Variant variant : playlist.variants()) {
      int rung = alike(variants, variant, places);
      if (rung == variants.size()) {
        variants.add(variant);
      }
      int copy = 0;
      Place place = new Place(variant.pathwayId(), copy);
      while (places.computeIfAbsent(place, _ -> new TreeMap<>()).containsKey(rung)) {
        place = new Place(variant.pathwayId(), ++copy);
      }
      places.get(place).put(rung, variant);
    }
    List<Pathway> pathways = new ArrayList<>();
    places.forEach((place, own) -> {
      // A copy of some variants only is completed by the pathway that it is a copy of.
      Map<Integer, Variant> whole = new TreeMap<>(places.get(new Place(place.id(), 0)));
      whole.putAll(own);
      pathways.add(new Pathway(place.id(), place.copy(), whole, playlist.renditions()));
    });
    return new Ladder(variants, pathways);
  }

  /// The place in the ladder of the variant that is the same at another address.
  private static int alike(
      List<Variant> variants, Variant variant, Map<Place, Map<Integer, Variant>> places) {
    for (int rung = 0; rung < variants.size(); rung++) {
      int at = rung;
      URI uri = variant.uri();
      // With the same address they differ in their groups, which is a choice of its own.
      boolean other =
          places.values().stream()
              .noneMatch(own -> own.containsKey(at) && own.get(at).uri().equals(uri));
      if (other && variants.get(rung).isAlike(variant)) {
        return rung;
      }
    }
    return variants.size();
  }
}
