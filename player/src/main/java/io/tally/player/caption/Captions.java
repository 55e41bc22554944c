// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.caption;

import io.tally.player.caption.dtvcc.Packets;
import io.tally.player.caption.line21.Field;
import io.tally.player.caption.screen.ScreenHistory;
import io.tally.player.probe.picture.SeiMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What do the captions inside the pictures of a stream say, and which are there (CEA-608 and
/// CEA-708)?
///
/// Channels are called as INSTREAM-ID calls them: `CC1` to `CC4`, `SERVICE1` to `SERVICE6`.
/// Threads: pictures come on one, in the order in which they are decoded; the rest from any.
public final class Captions {
  private static final int LINE21_CHANNELS = 4;
  private static final int SERVICES = 6;
  private static final int TRIPLET = 3;

  private final Map<String, ScreenHistory> channels = new LinkedHashMap<>(); // never changes
  private final Field first;
  private final Field second;
  private final Packets packets;
  private final DisplayOrder order = new DisplayOrder();

  public Captions() {
    for (int i = 1; i <= LINE21_CHANNELS; i++) {
      channels.put("CC" + i, new ScreenHistory());
    }
    List<ScreenHistory> services = new ArrayList<>();
    for (int i = 1; i <= SERVICES; i++) {
      ScreenHistory history = new ScreenHistory();
      channels.put("SERVICE" + i, history);
      services.add(history);
    }
    List<ScreenHistory> all = List.copyOf(channels.values());
    first = new Field(all.get(0), all.get(1));
    second = new Field(all.get(2), all.get(3));
    packets = new Packets(services);
  }

  /// Takes what stands beside a picture.
  ///
  /// @param messages of any kind, may be empty
  /// @param ptsNs when it is shown, ns of the run time
  /// @param dtsNs when it is decoded, ns of the run time
  public void picture(List<SeiMessage> messages, long ptsNs, long dtsNs) {
    order.next(CaptionBytes.of(ptsNs, messages), dtsNs).forEach(this::take);
  }

  /// Says that no picture comes any more.
  public void end() {
    order.rest().forEach(this::take);
  }

  private void take(CaptionBytes bytes) {
    byte[] triplets = bytes.triplets();
    for (int at = 0; at + TRIPLET <= triplets.length; at += TRIPLET) {
      boolean valid = (triplets[at] & 4) != 0;
      int one = triplets[at + 1] & 0xFF;
      int two = triplets[at + 2] & 0xFF;
      if (valid) {
        switch (triplets[at] & 3) {
          case 0 -> first.take(bytes.ptsNs(), one, two);
          case 1 -> second.take(bytes.ptsNs(), one, two);
          case 2 -> packets.add(bytes.ptsNs(), one, two);
          default -> packets.begin(bytes.ptsNs(), one, two);
        }
      }
    }
  }

  /// The channels that have said anything.
  public List<String> found() {
    List<String> found = new ArrayList<>();
    channels.forEach((name, history) -> {
      if (history.hasSaid()) {
        found.add(name);
      }
    });
    return found;
  }

  /// What stands on the screen of a channel at a moment of the run time, row by row; nothing for a
  /// channel that there is not.
  public List<String> at(String channel, long runNs) {
    ScreenHistory history = channels.get(channel);
    return history == null ? List.of() : history.at(runNs);
  }

  /// Every change on the screen of a channel, oldest first; none for a channel that there is not.
  public Map<Long, List<String>> changes(String channel) {
    ScreenHistory history = channels.get(channel);
    return history == null ? Map.of() : history.changes();
  }
}
