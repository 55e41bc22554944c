// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.air;

/// Why does an outlet get the encode for slow lines at the moment, instead of its own?
///
/// @param getsBps what it gets, picture and sound, bit/s
/// @param carriesBps what its line carries, as far as that was found out, bit/s
/// @param fullBps what its own encode would be, bit/s
public record Reduction(long getsBps, long carriesBps, long fullBps) {
  private static final int KB = 1000; // bits in one

  /// For a person; rounded to tenths of a megabit, so that it does not change all the time.
  public String sentence() {
    String gets = "Gets %s Mb/s, smaller, ".formatted(megabits(getsBps));
    return carriesBps >= SlowLane.WELL * fullBps
        ? gets
            + "until its line has carried the full %s Mb/s for %d s."
                .formatted(megabits(fullBps), SlowLane.WELL_NS / 1_000_000_000L)
        : gets
            + "because its line carries only %s of %s Mb/s."
                .formatted(megabits(carriesBps), megabits(fullBps));
  }

  private static String megabits(long bps) {
    long tenths = Math.round(bps / (100.0 * KB));
    return tenths / 10 + "." + tenths % 10;
  }
}
