// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event.scte35;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// What is a segmentation type called (SCTE 35 table 23)?
final class SegmentationTypes {
  private static final Map<Integer, String> NAMES = names();
  private static final Set<Integer> WITH_PARTS =
      Set.of(0x30, 0x32, 0x34, 0x36, 0x38, 0x3A, 0x44, 0x46);

  private SegmentationTypes() {}

  private static Map<Integer, String> names() {
    Map<Integer, String> names = new HashMap<>();
    names.put(0x00, "Not Indicated");
    names.put(0x01, "Content Identification");
    names.put(0x02, "Private");
    names.put(0x10, "Program Start");
    names.put(0x11, "Program End");
    names.put(0x12, "Program Early Termination");
    names.put(0x13, "Program Breakaway");
    names.put(0x14, "Program Resumption");
    names.put(0x15, "Program Runover Planned");
    names.put(0x16, "Program Runover Unplanned");
    names.put(0x17, "Program Overlap Start");
    names.put(0x18, "Program Blackout Override");
    names.put(0x19, "Program Join");
    names.put(0x1A, "Program Immediate Resumption");
    pair(names, 0x20, "Chapter");
    pair(names, 0x22, "Break");
    pair(names, 0x24, "Opening Credit");
    pair(names, 0x26, "Closing Credit");
    pair(names, 0x30, "Provider Advertisement");
    pair(names, 0x32, "Distributor Advertisement");
    pair(names, 0x34, "Provider Placement Opportunity");
    pair(names, 0x36, "Distributor Placement Opportunity");
    pair(names, 0x38, "Provider Overlay Placement Opportunity");
    pair(names, 0x3A, "Distributor Overlay Placement Opportunity");
    pair(names, 0x3C, "Provider Promo");
    pair(names, 0x3E, "Distributor Promo");
    pair(names, 0x40, "Unscheduled Event");
    pair(names, 0x42, "Alternate Content Opportunity");
    pair(names, 0x44, "Provider Ad Block");
    pair(names, 0x46, "Distributor Ad Block");
    pair(names, 0x50, "Network");
    return Map.copyOf(names);
  }

  private static void pair(Map<Integer, String> names, int start, String name) {
    names.put(start, name + " Start");
    names.put(start + 1, name + " End");
  }

  static String name(int type) {
    return NAMES.getOrDefault(type, "Reserved");
  }

  /// Whether numbers of parts may follow.
  static boolean hasParts(int type) {
    return WITH_PARTS.contains(type);
  }
}
