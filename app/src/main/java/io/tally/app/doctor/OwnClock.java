// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.doctor;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What can be known of this computer's clock without asking anybody?
///
/// That it cannot be right when it stands before the day on which this program was made; and, on
/// Linux, whether the kernel takes it for kept by a time server (`adjtimex`(2)).
final class OwnClock {
  private static final int TIMEX_BYTES = 256; // 208 in glibc
  private static final int UNSYNCHRONISED = 5; // TIME_ERROR

  private OwnClock() {}

  static List<Finding> run() {
    List<Finding> found = new ArrayList<>();
    Instant now = Instant.now();
    found.add(against(now, made()));
    keptByKernel()
        .map(kept ->
            kept
                ? Finding.well("clock", "The system keeps it by a time server.")
                : Finding.noted(
                    "clock",
                    "The system does not keep it by a time server, as far as the kernel knows."
                        + " Delays between two computers are as true as both clocks:"
                        + " --time-server HOST compares it."))
        .ifPresent(found::add);
    return found;
  }

  /// @param made when this program was built, as far as that is known
  static Finding against(Instant now, Optional<Instant> made) {
    String shown = now.truncatedTo(ChronoUnit.SECONDS).toString();
    return made.filter(now::isBefore)
        .map(built ->
            Finding.lacks(
                "clock",
                "This computer's clock says %s, but this program was made on %s. Set the clock:"
                        .formatted(shown, built)
                    + " certificates are judged by it."))
        .orElseGet(() -> Finding.well("clock", "It is " + shown + "."));
  }

  /// The time of the file that this class is read from, which the build sets.
  private static Optional<Instant> made() {
    try {
      Path jar =
          Path.of(OwnClock.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Files.isRegularFile(jar)
          ? Optional.of(Files.getLastModifiedTime(jar).toInstant())
          : Optional.empty();
    } catch (IOException | URISyntaxException _) {
      return Optional.empty();
    }
  }

  /// Whether a time server keeps the clock; empty where the system is not Linux.
  @SuppressWarnings("restricted") // only the kernel knows
  private static Optional<Boolean> keptByKernel() {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
      return Optional.empty();
    }
    try (Arena arena = Arena.ofConfined()) {
      Linker linker = Linker.nativeLinker();
      MemorySegment timex =
          arena.allocate(TIMEX_BYTES, Long.BYTES); // all zero: ask, change nothing
      int state =
          (int)
              linker
                  .downcallHandle(
                      linker.defaultLookup().findOrThrow("adjtimex"),
                      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS))
                  .invokeExact(timex);
      return state < 0 ? Optional.empty() : Optional.of(state != UNSYNCHRONISED);
    } catch (Throwable e) {
      throw new IllegalStateException("adjtimex cannot be called", e);
    }
  }
}
