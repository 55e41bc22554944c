// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.codec;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How is SVT-AV1 kept from writing its settings to standard error each time it is opened?
///
/// It has no callback for its messages, but reads a level from the process's environment when it is
/// opened for the first time. Where the C library has no setenv (Windows), it goes on writing.
final class SvtLog {
  private static final Logger log = LoggerFactory.getLogger(SvtLog.class);
  private static final String ERRORS_ONLY = "1";

  private SvtLog() {}

  /// Asks for errors only, unless whoever started the program asked for another level.
  static void quiet() {
    Linker linker = Linker.nativeLinker();
    linker.defaultLookup().find("setenv").ifPresent(setenv -> set(linker, setenv));
  }

  @SuppressWarnings("restricted") // only the C library can change what SVT-AV1 sees
  private static void set(Linker linker, MemorySegment setenv) {
    FunctionDescriptor signature =
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    try (Arena arena = Arena.ofConfined()) {
      int _ =
          (int)
              linker
                  .downcallHandle(setenv, signature)
                  .invokeExact(arena.allocateFrom("SVT_LOG"), arena.allocateFrom(ERRORS_ONLY), 0);
    } catch (Throwable e) { // what a method handle declares
      log.warn("SVT-AV1 could not be asked to be quiet", e);
    }
  }
}
