// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.testing.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Which words run a class of ours in a process of its own?
///
/// By the same Java and with the same class path as this process, and with the flags that the
/// program and its tests run with (`java.flags` of the parent POM).
public final class JavaProgram {
  private static final List<String> FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dorg.bytedeco.javacpp.maxBytes=0",
          "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");

  private JavaProgram() {}

  /// The words of a command line.
  ///
  /// @param options of the JVM beside its usual flags, such as `-Xmx256m`
  /// @param main has the `main` method
  public static List<String> words(List<String> options, Class<?> main, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(FLAGS);
    words.addAll(options);
    // Surefire keeps the true path apart: its own is one archive that names all others.
    String own = System.getProperty("java.class.path");
    words.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", own)));
    words.add(main.getName());
    words.addAll(List.of(arguments));
    return words;
  }
}
