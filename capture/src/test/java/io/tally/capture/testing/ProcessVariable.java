// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.testing;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Which value do native libraries of this process see for an environment variable?
///
/// Java's own view of the environment does not change, and so neither do child processes.
final class ProcessVariable implements AutoCloseable {
  private final String name;

  private ProcessVariable(String name) {
    this.name = name;
  }

  /// Sets a variable until it is closed.
  static ProcessVariable set(String name, String value) {
    try (Arena arena = Arena.ofConfined()) {
      int result =
          (int)
              function("setenv", ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT)
                  .invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
      if (result != 0) {
        throw new IllegalStateException("The variable " + name + " could not be set");
      }
      return new ProcessVariable(name);
    } catch (Throwable e) {
      throw new IllegalStateException("The variable " + name + " could not be set", e);
    }
  }

  @SuppressWarnings("restricted") // only the C library can change what native code sees
  private static MethodHandle function(String name, ValueLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    MemorySegment address = linker.defaultLookup().findOrThrow(name);
    return linker.downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
  }

  /// Removes the variable. Idempotent.
  @Override
  public void close() {
    try (Arena arena = Arena.ofConfined()) {
      int result =
          (int) function("unsetenv", ValueLayout.ADDRESS).invokeExact(arena.allocateFrom(name));
      if (result != 0) {
        throw new IllegalStateException("The variable " + name + " could not be removed");
      }
    } catch (Throwable e) {
      throw new IllegalStateException("The variable " + name + " could not be removed", e);
    }
  }
}
