// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.plan;

import io.tally.app.outlet.Outlet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// How is it told who gets which encode, and what a further one is good for and costs?
final class Reasons {
  private final Encode first;
  private final List<Outlet> firstOutlets;

  Reasons(Encode first, List<Outlet> firstOutlets) {
    this.first = first;
    this.firstOutlets = firstOutlets;
  }

  /// Of the best group.
  String main() {
    return firstOutlets.isEmpty()
        ? "The programme is " + first.words() + "."
        : names(firstOutlets) + verb(firstOutlets, " gets ", " get ") + first.words() + ".";
  }

  /// Of another group.
  String further(Encode encode, List<Outlet> outlets) {
    List<String> reasons = new ArrayList<>();
    String takes = verb(outlets, "takes", "take");
    if (encode.picture().height() < first.picture().height()) {
      reasons.add("%s at most %d lines".formatted(takes, lines(encode)));
    }
    if (encode.picture().rate().perSecond() < first.picture().rate().perSecond()) {
      reasons.add("%s at most %s pictures a second".formatted(takes, encode.picture().rate()));
    }
    if (encode.coding().videoBitrateBps() < first.coding().videoBitrateBps()) {
      reasons.add(
          "%s at most %d kb/s of such a picture"
              .formatted(takes, encode.coding().videoBitrateBps() / 1000));
    }
    if (encode.videoCodec() != first.videoCodec()) {
      reasons.add("%s no %s".formatted(takes, first.videoCodec().label()));
    }
    rhythm(outlets, reasons);
    return "%s%s(%s), because %s. A further encode costs about %d %% more processor time."
        .formatted(
            names(outlets),
            verb(outlets, " gets an encode of its own ", " get an encode of their own "),
            encode.words(),
            reasons.isEmpty()
                ? "the first one does not suit"
                : verb(outlets, "it ", "they ") + String.join(", and ", reasons),
            Math.round(100 * encode.pixelsPerSecond() / first.pixelsPerSecond()));
  }

  private void rhythm(List<Outlet> outlets, List<String> reasons) {
    double most = SharedEncode.mostSeconds(outlets);
    double least = SharedEncode.leastSeconds(outlets);
    String wants = verb(outlets, "wants", "want");
    if (SharedEncode.leastSeconds(firstOutlets) > most) {
      reasons.add(
          "%s a keyframe every %s s at most, where %s at least %s s"
              .formatted(wants, Encode.seconds(most), slow(most), longest()));
    } else if (least > SharedEncode.mostSeconds(firstOutlets)) {
      reasons.add(
          "%s a keyframe every %s s at least, where %s at most %s s"
              .formatted(wants, Encode.seconds(least), quick(least), shortest()));
    }
  }

  private String slow(double most) {
    return wanting(
        firstOutlets.stream()
            .filter(outlet -> outlet.limits().leastKeyframeSeconds().orElse(0) > most)
            .toList());
  }

  private String quick(double least) {
    return wanting(
        firstOutlets.stream()
            .filter(
                outlet -> outlet.limits().mostKeyframeSeconds().orElse(Double.MAX_VALUE) < least)
            .toList());
  }

  private static String wanting(List<Outlet> outlets) {
    return names(outlets) + verb(outlets, " wants", " want");
  }

  private String longest() {
    return Encode.seconds(SharedEncode.leastSeconds(firstOutlets));
  }

  private String shortest() {
    return Encode.seconds(SharedEncode.mostSeconds(firstOutlets));
  }

  private static int lines(Encode encode) {
    return Math.min(encode.picture().width(), encode.picture().height());
  }

  private static String verb(List<Outlet> outlets, String one, String several) {
    return outlets.size() == 1 ? one : several;
  }

  private static String names(List<Outlet> outlets) {
    List<String> names = outlets.stream().map(Outlet::name).distinct().toList();
    return names.size() == 1
        ? names.getFirst()
        : names.stream().limit(names.size() - 1L).collect(Collectors.joining(", "))
            + " and "
            + names.getLast();
  }
}
