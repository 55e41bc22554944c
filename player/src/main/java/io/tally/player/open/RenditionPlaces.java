// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.open;

import io.tally.player.follow.Addresses;
import io.tally.player.playlist.Rendition;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// Where is the playlist of a rendition, whichever variant and pathway the picture comes from?
///
/// In each variant's group the one is looked for that is called as the one that is wanted (RFC
/// 8216bis 4.4.6.1.1), else one of its language. Threads: any.
public final class RenditionPlaces implements Addresses {
  private final Opener.Opened opened;
  private final String type;
  private final IntSupplier variant;
  private final Supplier<Optional<Rendition>> wanted;
  private volatile Optional<URI> last = Optional.empty();

  /// @param type such as `AUDIO`
  /// @param variant which one the picture comes from
  /// @param wanted which rendition; while there is none, or no address for it, the last one holds
  public RenditionPlaces(
      Opener.Opened opened,
      String type,
      IntSupplier variant,
      Supplier<Optional<Rendition>> wanted) {
    this.opened = opened;
    this.type = type;
    this.variant = variant;
    this.wanted = wanted;
  }

  /// Which of those that are offered stands for one that was chosen.
  static Optional<Rendition> like(Rendition chosen, List<Rendition> offered) {
    return offered.stream()
        .filter(one -> one.name().equals(chosen.name()))
        .filter(one -> one.language().equals(chosen.language()))
        .findFirst()
        .or(() -> offered.stream().filter(one -> one.name().equals(chosen.name())).findFirst())
        .or(() ->
            offered.stream()
                .filter(one -> one.language().isPresent())
                .filter(one -> one.language().equals(chosen.language()))
                .findFirst());
  }

  /// Where it is now; empty while it has no playlist of its own.
  public Optional<URI> address() {
    List<Rendition> offered = opened.renditions(type, variant.getAsInt());
    Optional<URI> found =
        wanted.get().flatMap(chosen -> like(chosen, offered)).flatMap(Rendition::uri);
    last = found.isPresent() ? found : last;
    return found;
  }

  @Override
  public URI of(int ignored) {
    return address()
        .or(() -> last)
        .orElseThrow(() -> new IllegalStateException("No rendition with a playlist was wanted"));
  }

  @Override
  public boolean failed(int ignored, URI address, boolean followed, String why) {
    if (!type.equals("SUBTITLES")) { // for these alone the picture does not move
      opened.pathways().ifPresent(all -> all.leave(address, why));
    }
    return !of(0).equals(address);
  }

  @Override
  public String reason() {
    return opened.addresses().reason();
  }
}
