// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.steer;

import io.tally.player.load.LoadException;
import io.tally.player.playlist.MultivariantPlaylist.Variant;
import io.tally.player.playlist.Rendition;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Which variants and renditions are there on one pathway?
///
/// @param id PATHWAY-ID; `.` when not told
/// @param copy counts what is offered twice under the same ID, from 0: a redundant stream
/// @param variants by their place in the ladder; one may be missing
/// @param renditions all that variants of it may name
record Pathway(String id, int copy, Map<Integer, Variant> variants, List<Rendition> renditions) {
  static final String UNNAMED = ".";

  Pathway {
    variants = new TreeMap<>(variants);
    renditions = List.copyOf(renditions);
  }

  /// The variant at a place of the ladder; where it is missing, the one that costs no more, or the
  /// cheapest.
  Variant variant(int rung, List<Variant> ladder) {
    Variant own = variants.get(rung);
    if (own != null) {
      return own;
    }
    long mostBps = ladder.get(rung).bandwidthBps();
    List<Variant> all = new ArrayList<>(variants.values());
    all.sort(Comparator.comparingLong(Variant::bandwidthBps));
    Variant found = all.getFirst();
    for (Variant variant : all) {
      found = variant.bandwidthBps() <= mostBps ? variant : found;
    }
    return found;
  }

  /// Whether an address lies on it.
  boolean has(URI address) {
    return variants.values().stream().anyMatch(variant -> variant.uri().equals(address))
        || renditions.stream().anyMatch(one -> one.uri().equals(Optional.of(address)));
  }

  /// What people call it, without what may be secret.
  String name() {
    return id.equals(UNNAMED)
        ? LoadException.shown(variants.values().iterator().next().uri())
        : "pathway " + id + (copy == 0 ? "" : " (copy " + (copy + 1) + ")");
  }

  /// The same at other addresses.
  Pathway clone(SteeringManifest.Clone clone) {
    Map<Integer, Variant> moved = new TreeMap<>();
    variants.forEach((rung, variant) -> {
      Optional<URI> own = variant.stableId().map(clone.variants()::get).filter(Objects::nonNull);
      moved.put(rung, variant.at(own.orElseGet(() -> clone.moved(variant.uri())), clone.id()));
    });
    List<Rendition> others = new ArrayList<>();
    for (Rendition rendition : renditions) {
      Optional<URI> own =
          rendition.stableId().map(clone.renditions()::get).filter(Objects::nonNull);
      others.add(rendition.at(rendition.uri().map(uri -> own.orElseGet(() -> clone.moved(uri)))));
    }
    return new Pathway(clone.id(), copy, moved, others);
  }
}
