// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.PacketTaker;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who gets the packets of this one encode?
///
/// Every taker is offered every packet from the moment it is added: the same object, with nothing
/// copied. A late one waits for a keyframe by itself. Threads: [#offer] from the encoders' threads,
/// one at a time by a lock; [#add] and [#remove] from any, at any time, without waiting. Failure: a
/// taker that throws is removed, told and logged once; the others notice nothing.
public final class PacketBus implements PacketTaker {
  private static final Logger log = LoggerFactory.getLogger(PacketBus.class);

  private record Place(PacketTaker taker, Consumer<RuntimeException> onRemoved) {}

  private final CopyOnWriteArrayList<Place> places = new CopyOnWriteArrayList<>();

  /// Adds a taker that needs no word when it fails.
  public void add(PacketTaker taker) {
    add(taker, failure -> {});
  }

  /// Adds a taker.
  ///
  /// @param onRemoved told once, on the encoder's thread, when the taker was removed because it
  ///   threw this
  public void add(PacketTaker taker, Consumer<RuntimeException> onRemoved) {
    places.add(new Place(taker, onRemoved));
  }

  /// Takes a taker off; an offer that runs at this moment may still reach it.
  public void remove(PacketTaker taker) {
    places.removeIf(place -> place.taker().equals(taker));
  }

  @Override
  public synchronized void offer(EncodedPacket packet) {
    for (Place place : places) {
      try {
        place.taker().offer(packet);
      } catch (RuntimeException e) {
        places.remove(place);
        log.error("{} failed and gets no more packets", place.taker(), e);
        place.onRemoved().accept(e);
      }
    }
  }
}
