// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.air;

import io.tally.encoder.PacketBus;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.PacketTaker;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// From which encode does a publisher get its packets, and how does it come from one to another
/// without breaking a decoder?
///
/// Both encodes are of the same pictures at the same times. While it goes over, pictures of the old
/// one are held back until the new one gives a keyframe later than all that went out; then those
/// before it go out, and from the keyframe on the new ones. Sound is the same in both and passes
/// all the time, each packet once. Threads: any. Bounded: what is held is let go after
/// [#MOST_HELD_NS] of pictures, and the wait goes on.
final class Feed {
  /// How long pictures are held back, as a span of their own time, ns.
  static final long MOST_HELD_NS = 2_000_000_000L;

  private final PacketTaker out;
  private final BiPredicate<StreamParameters, EncodedPacket> change;
  private Intake current;
  private @Nullable Intake next; // where it goes over to
  private @Nullable EncodedPacket cut; // the keyframe at which it does, once that came
  private final List<EncodedPacket> held = new ArrayList<>(); // of the current
  private final List<EncodedPacket> fresh = new ArrayList<>(); // of the next, from the cut on
  private long lastPictureNs = Long.MIN_VALUE;
  private long lastSoundNs = Long.MIN_VALUE;
  private boolean closed;

  /// The ear at one encode.
  private final class Intake implements PacketTaker {
    private final PacketBus bus;
    private final StreamParameters parameters;

    Intake(PacketBus bus, StreamParameters parameters) {
      this.bus = bus;
      this.parameters = parameters;
    }

    @Override
    public void offer(EncodedPacket packet) {
      take(this, packet);
    }
  }

  /// @param out gets the packets
  /// @param change is told the parameters of another encode and its first packet before it gets
  ///   that; answers whether it can
  Feed(
      PacketTaker out,
      BiPredicate<StreamParameters, EncodedPacket> change,
      PacketBus bus,
      StreamParameters parameters) {
    this.out = out;
    this.change = change;
    current = new Intake(bus, parameters);
    bus.add(current);
  }

  /// Goes over to another encode; the caller asks that for a keyframe. Whoever is on the way
  /// already goes there instead.
  synchronized void moveTo(PacketBus bus, StreamParameters parameters) {
    if (closed) {
      return;
    }
    if (next != null) {
      next.bus.remove(next);
      cut = null;
      fresh.clear();
      next = null;
    }
    if (bus.equals(current.bus)) {
      letGo();
      return;
    }
    next = new Intake(bus, parameters);
    bus.add(next);
  }

  /// Whether it still listens to an encode.
  synchronized boolean hears(PacketBus bus) {
    return !closed && (current.bus.equals(bus) || (next != null && next.bus.equals(bus)));
  }

  private synchronized void take(Intake from, EncodedPacket packet) {
    if (closed) {
      return;
    }
    if (packet.track() == Track.AUDIO) {
      if (packet.dtsNs() > lastSoundNs) {
        lastSoundNs = packet.dtsNs();
        out.offer(packet);
      }
    } else if (from == current) {
      takeOld(packet);
    } else if (from == next) {
      takeNew(from, packet);
    }
  }

  private void takeOld(EncodedPacket packet) {
    EncodedPacket at = cut;
    if (next == null) {
      pass(packet);
    } else if (at != null) {
      if (isBefore(packet, at)) {
        pass(packet);
      } else {
        finish(next);
      }
    } else {
      held.add(packet);
      if (packet.dtsNs() - held.getFirst().dtsNs() > MOST_HELD_NS) {
        letGo();
      }
    }
  }

  private void takeNew(Intake from, EncodedPacket packet) {
    if (cut != null) {
      fresh.add(packet);
      if (packet.dtsNs() - cut.dtsNs() > MOST_HELD_NS) {
        finish(from); // the old one has ended
      }
      return;
    }
    if (!packet.keyframe() || packet.dtsNs() <= lastPictureNs) {
      return;
    }
    cut = packet;
    fresh.add(packet);
    for (EncodedPacket old : held) {
      if (!isBefore(old, packet)) {
        held.clear();
        finish(from);
        return;
      }
      pass(old);
    }
    held.clear();
  }

  /// Once one is not, none after it is wanted: what refers to it would miss it.
  private static boolean isBefore(EncodedPacket packet, EncodedPacket cut) {
    return packet.dtsNs() < cut.dtsNs() && packet.ptsNs() < cut.ptsNs();
  }

  private void finish(Intake to) {
    if (change.test(to.parameters, fresh.getFirst())) {
      current.bus.remove(current);
      current = to;
      fresh.forEach(this::pass);
    } else {
      to.bus.remove(to);
    }
    next = null;
    cut = null;
    fresh.clear();
  }

  private void letGo() {
    held.forEach(this::pass);
    held.clear();
  }

  private void pass(EncodedPacket picture) {
    lastPictureNs = picture.dtsNs();
    out.offer(picture);
  }

  /// Passes nothing more. Idempotent.
  synchronized void close() {
    closed = true;
    current.bus.remove(current);
    if (next != null) {
      next.bus.remove(next);
    }
    held.clear();
    fresh.clear();
  }
}
