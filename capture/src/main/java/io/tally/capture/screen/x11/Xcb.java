// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.screen.x11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// How is a function of an XCB library called from Java?
///
/// The libraries are those of the desktop (FFmpeg's x11grab uses the first of them, too). A cookie,
/// which in C is a structure of one unsigned int, travels in the registers of an int on every
/// system that has X11, so it is declared as one. Threads: any.
@SuppressWarnings("restricted") // calling native functions is what it is for
final class Xcb {
  /// What XCB's iterators look like in C: data, rest, index.
  static final StructLayout ITERATOR = MemoryLayout.structLayout(ADDRESS, JAVA_INT, JAVA_INT);

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle FREE =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("free"), FunctionDescriptor.ofVoid(ADDRESS));

  private final SymbolLookup library;
  private final Map<String, MethodHandle> handles = new ConcurrentHashMap<>();

  private Xcb(SymbolLookup library) {
    this.library = library;
  }

  /// Finds a library such as "libxcb.so.1"; empty when this machine lacks it.
  static Optional<Xcb> find(String name) {
    try {
      return Optional.of(new Xcb(SymbolLookup.libraryLookup(name, Arena.global())));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // the JDK's way to say that dlopen failed
    }
  }

  /// XCB's core library.
  static Xcb core() throws IOException {
    return find("libxcb.so.1")
        .orElseThrow(() ->
            new IOException(
                "Screens cannot be captured: the library libxcb.so.1 is missing."
                    + " Install it (the package libxcb1 on Debian and Ubuntu)."));
  }

  /// Frees what a reply function returned.
  static void free(MemorySegment reply) {
    invoke(FREE, reply);
  }

  /// Where a function or a constant of the library lies.
  MemorySegment symbol(String name) {
    return library.findOrThrow(name);
  }

  /// A function for who calls it with every picture: its call is compiled to a plain jump.
  MethodHandle function(String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(symbol(name), descriptor);
  }

  int callInt(String name, Object... arguments) {
    return (int) invoke(handle(name, Optional.of(JAVA_INT), arguments), arguments);
  }

  void callVoid(String name, Object... arguments) {
    invoke(handle(name, Optional.empty(), arguments), arguments);
  }

  MemorySegment callAddress(String name, Object... arguments) {
    return (MemorySegment) invoke(handle(name, Optional.of(ADDRESS), arguments), arguments);
  }

  /// Calls a function that returns an iterator.
  MemorySegment callIterator(SegmentAllocator memory, String name, MemorySegment of) {
    return (MemorySegment) invoke(handle(name, Optional.of(ITERATOR), of), memory, of);
  }

  private MethodHandle handle(String name, Optional<MemoryLayout> result, Object... arguments) {
    return handles.computeIfAbsent(
        name,
        _ -> {
          MemoryLayout[] layouts = layouts(arguments);
          return LINKER.downcallHandle(
              symbol(name),
              result
                  .map(layout -> FunctionDescriptor.of(layout, layouts))
                  .orElseGet(() -> FunctionDescriptor.ofVoid(layouts)));
        });
  }

  private static Object invoke(MethodHandle handle, Object... arguments) {
    try {
      return handle.invokeWithArguments(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("A native function threw", e);
    }
  }

  private static MemoryLayout[] layouts(Object... arguments) {
    MemoryLayout[] layouts = new MemoryLayout[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      layouts[i] =
          switch (arguments[i]) {
            case MemorySegment _ -> ADDRESS;
            case Integer _ -> JAVA_INT;
            case Byte _ -> JAVA_BYTE;
            default -> throw new IllegalArgumentException(arguments[i].toString());
          };
    }
    return layouts;
  }
}
