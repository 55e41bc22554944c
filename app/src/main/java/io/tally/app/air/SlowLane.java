// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.air;

import io.tally.app.plan.Encode;
import io.tally.app.rendition.Encodes;
import io.tally.app.rendition.Rendition;
import io.tally.protocol.PublisherState;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which outlets get an encode for slow lines, so that the others keep theirs?
///
/// Where some lines of a group carry its rate and one does not for [#BEHIND_NS], a smaller encode
/// of the same size is opened and the slow ones go over to it; each goes back once its line has
/// carried the full rate for [#WELL_NS]. There is never more than one such encode. Threads: the
/// broadcast's.
final class SlowLane {
  /// How long a line must be too slow before it gets another encode, ns.
  static final long BEHIND_NS = 5_000_000_000L;

  /// How long a line must carry the full rate before it gets that again, ns.
  static final long WELL_NS = 20_000_000_000L;

  /// What a line must carry of it to be well, as a share.
  static final double WELL = 0.97;

  private static final Logger LOG = LoggerFactory.getLogger(SlowLane.class);
  private static final double BEHIND = 0.85; // of the group's rate

  private final Encodes encodes;
  private final List<Sending> sendings;
  private final Map<Sending, Long> sinceNs = new HashMap<>(); // that a change is due
  private @Nullable Rendition lane;
  private @Nullable Rendition home; // whose outlets it is for
  private boolean refused; // it could not be opened, so nobody tries again

  /// @param sendings all of them, as they come and go
  SlowLane(Encodes encodes, List<Sending> sendings) {
    this.encodes = encodes;
    this.sendings = sendings;
  }

  /// Whether this is the encode for slow lines.
  boolean is(Rendition rendition) {
    return rendition.equals(lane);
  }

  /// Looks who must go where; several times a second.
  void tick(long nowNs) {
    for (Sending sending : sendings) {
      boolean reduced = sending.reduced();
      if (!(reduced ? isWell(sending) : isBehind(sending))) {
        sinceNs.remove(sending);
        continue;
      }
      long waitedNs = nowNs - sinceNs.computeIfAbsent(sending, _ -> nowNs);
      if (waitedNs >= (reduced ? WELL_NS : BEHIND_NS)) {
        sinceNs.remove(sending);
        if (reduced) {
          sending.moveTo(sending.home(), nowNs);
        } else {
          reduce(sending, nowNs);
        }
      }
    }
    closeUnheard();
  }

  private boolean isBehind(Sending sending) {
    Rendition full = sending.home();
    return isLive(sending)
        && !refused
        && (home == null || full.equals(home))
        && sending.adviceBps() < BEHIND * full.videoBps()
        && sendings.stream()
            .anyMatch(other ->
                isLive(other)
                    && other.rendition().equals(full)
                    && other.adviceBps() >= WELL * full.videoBps());
  }

  private static boolean isWell(Sending sending) {
    return isLive(sending) && sending.adviceBps() >= WELL * sending.home().videoBps();
  }

  private static boolean isLive(Sending sending) {
    return sending.on() && sending.state() instanceof PublisherState.Live;
  }

  private void reduce(Sending sending, long nowNs) {
    Rendition to = lane;
    if (to == null) {
      Encode full = sending.home().encode();
      try {
        to =
            encodes
                .open(
                    List.of(
                        new Encode(full.picture(), full.coding().withVideoBitrate(least(sending)))))
                .getFirst();
      } catch (IOException e) {
        refused = true;
        LOG.warn("There is no encode for slow lines: they lose pictures instead", e);
        return;
      }
      lane = to;
      home = sending.home();
    }
    sending.moveTo(to, nowNs);
  }

  private static int least(Sending sending) {
    return Math.max(
        100_000, sending.adviceBps()); // less is no setting, though a line may carry less
  }

  /// Its encoder has failed: all go back to where they come from.
  void failed(long nowNs) {
    refused = true;
    for (Sending sending : sendings) {
      if (sending.reduced()) {
        sending.moveTo(sending.home(), nowNs);
      }
    }
  }

  private void closeUnheard() {
    Rendition open = lane;
    if (open != null && sendings.stream().noneMatch(sending -> sending.hears(open))) {
      lane = null;
      home = null;
      encodes.close(open);
    }
  }
}
