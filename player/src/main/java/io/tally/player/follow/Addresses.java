// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.follow;

import java.net.URI;
import java.util.List;

/// Where is the playlist of a variant now, and where else if it cannot be had there?
///
/// The answer may change at any time; whoever follows goes over at the next segment. Threads: any.
public interface Addresses {
  /// Where it is to be followed from now on.
  URI of(int variant);

  /// Says that an address does not give what it should.
  ///
  /// @param followed it did so far; else it was only about to be followed
  /// @param why a sentence
  /// @return whether [#of] gives another one now
  boolean failed(int variant, URI address, boolean followed, String why);

  /// Why [#of] gives another address than it did: a sentence for a person.
  String reason();

  /// Those that never change.
  static Addresses fixed(List<URI> all) {
    List<URI> addresses = List.copyOf(all);
    return new Addresses() {
      @Override
      public URI of(int variant) {
        return addresses.get(variant);
      }

      @Override
      public boolean failed(int variant, URI address, boolean followed, String why) {
        return false;
      }

      @Override
      public String reason() {
        return "It is where it always was";
      }
    };
  }
}
