// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.steer;

import io.tally.player.follow.Addresses;
import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.MultivariantPlaylist.Steering;
import io.tally.player.playlist.MultivariantPlaylist.Variant;
import io.tally.player.playlist.Rendition;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// On which pathway is a stream played now?
///
/// Variants that differ in nothing but their address are one variant on several pathways, with a
/// PATHWAY-ID each or without (redundant streams). The playlist's order holds until a steering
/// manifest says otherwise. A pathway that failed is left for two minutes (RFC 8216bis 7.5), if
/// there is another. Threads: any.
public final class Pathways implements Addresses {
  private static final long PENALTY_NS = 120_000_000_000L;

  private final List<Variant> ladder;
  private final Consumer<String> notes;
  private final LongSupplier nanoTime;
  private final List<Pathway> all = new ArrayList<>(); // guarded by this, as what follows
  private final Map<Pathway, Long> leftUntilNs = new HashMap<>();
  private List<String> priority = List.of(); // none before steering says
  private Pathway current;
  private String reason = "The playlist names it first";

  private Pathways(
      List<Variant> ladder, List<Pathway> all, Consumer<String> notes, LongSupplier nanoTime) {
    this.ladder = List.copyOf(ladder);
    this.all.addAll(all);
    this.notes = notes;
    this.nanoTime = nanoTime;
    current = all.getFirst();
  }

  /// Those of a stream.
  ///
  /// @param playlist with a variant at least
  /// @param notes told of each change of pathway, in a sentence
  public static Pathways of(MultivariantPlaylist playlist, Consumer<String> notes) {
    return of(playlist, notes, System::nanoTime);
  }

  static Pathways of(MultivariantPlaylist playlist, Consumer<String> notes, LongSupplier nanoTime) {
    Ladder found = Ladder.of(playlist);
    Pathways made = new Pathways(found.variants(), found.pathways(), notes, nanoTime);
    playlist.steering().map(Steering::pathwayId).ifPresent(made::begin);
    return made;
  }

  private synchronized void begin(String id) {
    all.stream().filter(one -> one.id().equals(id)).findFirst().ifPresent(one -> current = one);
  }

  /// The variants that there are to choose among, each once, in the order of the playlist.
  public List<Variant> ladder() {
    return ladder;
  }

  /// The variant at a place of the ladder, on the present pathway.
  public synchronized Variant variant(int rung) {
    return current.variant(rung, ladder);
  }

  /// The renditions that a variant offers on the present pathway.
  ///
  /// @param type such as `AUDIO`
  public synchronized List<Rendition> renditions(String type, int rung) {
    Optional<String> group =
        switch (type) {
          case "AUDIO" -> variant(rung).groups().audio();
          case "SUBTITLES" -> variant(rung).groups().subtitles();
          default -> Optional.empty();
        };
    return current.renditions().stream()
        .filter(one -> one.type().equals(type) && group.equals(Optional.of(one.group())))
        .toList();
  }

  /// PATHWAY-ID of the present one.
  synchronized String id() {
    return current.id();
  }

  @Override
  public synchronized URI of(int variant) {
    return variant(variant).uri();
  }

  @Override
  public synchronized String reason() {
    return reason;
  }

  @Override
  public boolean failed(int variant, URI address, boolean followed, String why) {
    leave(address, why);
    return !of(variant).equals(address);
  }

  /// Whether there is another pathway that may be taken when the present one fails.
  public synchronized boolean hasOther() {
    long nowNs = nanoTime.getAsLong();
    return all.stream()
        .anyMatch(one -> !one.equals(current) && leftUntilNs.getOrDefault(one, nowNs) - nowNs <= 0);
  }

  /// Leaves the present pathway for another, if the address that failed lies on it.
  public synchronized void leave(URI address, String why) {
    if (!current.has(address)) {
      return; // left already because of another of its addresses
    }
    leftUntilNs.put(current, nanoTime.getAsLong() + PENALTY_NS);
    Optional<Pathway> next = best();
    next.ifPresent(to -> change(to, why));
  }

  /// Goes by what a steering server says.
  synchronized void steer(SteeringManifest manifest) {
    for (SteeringManifest.Clone clone : manifest.clones()) {
      boolean known = all.stream().anyMatch(one -> one.id().equals(clone.id()));
      if (!known) {
        all.stream()
            .filter(one -> one.id().equals(clone.baseId()))
            .map(base -> base.clone(clone))
            .toList()
            .forEach(all::add);
      }
    }
    priority = manifest.priority();
    Optional<Pathway> best = best();
    best.filter(to -> !to.equals(current))
        .ifPresent(to -> change(to, "the steering server prefers it"));
  }

  /// The first that may be taken: of those that steering names, when it names any that there is.
  private Optional<Pathway> best() {
    List<Pathway> named = new ArrayList<>();
    for (String id : priority) {
      all.stream().filter(one -> one.id().equals(id)).forEach(named::add);
    }
    long nowNs = nanoTime.getAsLong();
    leftUntilNs.values().removeIf(untilNs -> untilNs - nowNs <= 0);
    return (named.isEmpty() ? all : named)
        .stream().filter(one -> !leftUntilNs.containsKey(one)).findFirst();
  }

  private void change(Pathway to, String why) {
    reason = "Went over from %s to %s: %s".formatted(current.name(), to.name(), why);
    current = to;
    notes.accept(reason);
  }
}
