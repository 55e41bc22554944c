// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.doctor;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Locale;

/// Are the desktop's own libraries here, which Tally needs and does not bring?
///
/// A package asks for them when it is installed; the portable archive cannot. On Windows and macOS
/// they belong to the system.
final class LibraryCheck {
  /// One of them.
  ///
  /// @param name as the loader knows it
  /// @param use what does not work without it
  /// @param debian the package that brings it there
  /// @param fedora the package that brings it there
  record Library(String name, String use, String debian, String fedora) {}

  private static final List<Library> LINUX =
      List.of(
          new Library("libgtk-3.so.0", "the window", "libgtk-3-0", "gtk3"),
          new Library("libGL.so.1", "the window", "libgl1", "libglvnd-glx"),
          new Library("libXtst.so.6", "the window", "libxtst6", "libXtst"),
          new Library("libXxf86vm.so.1", "the window", "libxxf86vm1", "libXxf86vm"),
          new Library("libxcb.so.1", "the capture of screens", "libxcb1", "libxcb"),
          new Library("libxcb-shm.so.0", "the capture of screens", "libxcb-shm0", "libxcb"),
          new Library("libpulse.so.0", "sound", "libpulse0", "pulseaudio-libs"),
          new Library("libasound.so.2", "sound", "libasound2", "alsa-lib"));

  private LibraryCheck() {}

  /// @param system as `os.name` has it
  static List<Finding> run(String system) {
    return system.toLowerCase(Locale.ROOT).startsWith("linux") ? of(LINUX) : List.of();
  }

  static List<Finding> of(List<Library> wanted) {
    List<Finding> missing =
        wanted.stream()
            .filter(library -> !isHere(library.name()))
            .map(library ->
                Finding.lacks(
                    "system",
                    "The library %s is missing, which %s needs: apt install %s, or dnf install %s."
                        .formatted(
                            library.name(), library.use(), library.debian(), library.fedora())))
            .toList();
    return missing.isEmpty()
        ? List.of(Finding.well("system", "The desktop's libraries are here."))
        : missing;
  }

  @SuppressWarnings("restricted") // only the loader knows where libraries lie
  private static boolean isHere(String name) {
    try {
      // Never unloaded: some of them begin threads of their own.
      var _ = SymbolLookup.libraryLookup(name, Arena.global());
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
