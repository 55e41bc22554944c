// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// With which arguments does jpackage make a program's folder of the image, and a package of that
/// folder?
///
/// @param desktop for which system
/// @param release of the program
/// @param image with `lib` (jars, native libraries, class caches) and `runtime`
/// @param sources the folder `installer/src`
/// @param work where icons lie and folders and packages are written
/// @param options of the Java runtime, those of `jvm.options`
/// @param signing who vouches for it
record Jpackage(
    Desktop desktop,
    Release release,
    Path image,
    Path sources,
    Path work,
    List<String> options,
    Signing signing) {
  static final String NAME = "Tally";

  /// The launcher for terminals; on Windows and macOS a file `tally` beside `Tally` would be the
  /// same.
  static final String TERMINAL = "tally-cli";

  // Windows finds by it that a package is a newer one of the same program: it must never change.
  private static final String UPGRADE = "7c9d3cb5-6f0e-4d8e-9f43-0c7b7a0f9b6a";

  Jpackage {
    options = List.copyOf(options);
  }

  /// The options of a file in the form of the `java` command's `@` files, one a line.
  static List<String> optionsOf(Path file) throws IOException {
    return Files.readAllLines(file, UTF_8).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  /// Where the folder of the program is made.
  Path folder() {
    return work.resolve("folder");
  }

  /// Where packages are made.
  Path packages() {
    return work.resolve("packages");
  }

  /// What describes the launcher for terminals, for [#folderArguments].
  Path terminalFile() {
    return work.resolve(TERMINAL + ".properties");
  }

  /// The program as a folder (on macOS a bundle), with a launcher for the window and one for
  /// terminals.
  List<String> folderArguments() {
    List<String> words = new ArrayList<>(common("app-image", folder()));
    words.addAll(
        List.of(
            "--input",
            image.resolve("lib").toString(),
            "--main-jar",
            "tally-app.jar",
            "--main-class",
            "io.tally.app.Launcher",
            "--runtime-image",
            image.resolve("runtime").toString(),
            "--app-content",
            image.resolve("licences").toString(),
            "--add-launcher",
            TERMINAL + "=" + terminalFile()));
    for (String option : launcherOptions("window", "384m")) {
      words.addAll(List.of("--java-options", option));
    }
    words.addAll(signing.options(desktop, sources.resolve("jpackage/macos/entitlements.plist")));
    return words;
  }

  /// The lines of [#terminalFile].
  List<String> terminalLines() {
    List<String> lines = new ArrayList<>();
    lines.add("java-options=" + String.join(" ", launcherOptions("command", "256m")));
    if (desktop == Desktop.WINDOWS) {
      lines.add("win-console=true");
      lines.add("win-menu=false");
      lines.add("win-shortcut=false");
    }
    return lines;
  }

  private List<String> launcherOptions(String cache, String heap) {
    List<String> all = new ArrayList<>(options);
    all.addAll(
        List.of(
            "-XX:AOTCache=$APPDIR/" + cache + ".aot",
            "-Xlog:aot=off",
            "-Xlog:cds=off",
            "-Xlog:aot*=off",
            "-Xmx" + heap,
            "-Djava.library.path=$APPDIR/native"));
    return all;
  }

  /// A package of [#folder].
  ///
  /// @param type one of [Desktop#types]
  List<String> packageArguments(String type) {
    List<String> words = new ArrayList<>(common(type, packages()));
    words.addAll(
        List.of(
            "--app-image",
            folder().resolve(desktop == Desktop.MACOS ? NAME + ".app" : NAME).toString(),
            "--license-file",
            image.resolve("licences/GPL-3.0.txt").toString()));
    switch (desktop) {
      case WINDOWS -> {
        words.addAll(
            List.of(
                "--win-menu",
                "--win-menu-group",
                NAME,
                "--win-dir-chooser",
                "--win-shortcut-prompt",
                "--win-upgrade-uuid",
                UPGRADE));
        associations()
            .keySet()
            .forEach(file -> words.addAll(List.of("--file-associations", file.toString())));
      }
      case MACOS ->
          words.addAll(
              signing.options(desktop, sources.resolve("jpackage/macos/entitlements.plist")));
      case LINUX -> {}
    }
    return words;
  }

  /// Which files open in the program: the lines of a file of properties for each kind. On Windows,
  /// where the launcher gets the file's name as its only word; macOS would tell it by an event that
  /// the window does not read.
  Map<Path, List<String>> associations() {
    return desktop == Desktop.WINDOWS
        ? Map.of(
            work.resolve("m3u8.properties"),
            association("m3u8", "application/vnd.apple.mpegurl", "HLS playlist"),
            work.resolve("mpd.properties"),
            association("mpd", "application/dash+xml", "MPEG-DASH presentation"))
        : Map.of();
  }

  private static List<String> association(String extension, String type, String description) {
    return List.of("extension=" + extension, "mime-type=" + type, "description=" + description);
  }

  private List<String> common(String type, Path folder) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--type",
                type,
                "--name",
                NAME,
                "--app-version",
                release.number(desktop),
                "--vendor",
                "The Tally project",
                "--copyright",
                "GPL-3.0-or-later",
                "--description",
                "Broadcaster and monitor for live streams",
                "--resource-dir",
                work.resolve("resources").toString(),
                "--dest",
                folder.toString()));
    boolean folderOnly = type.equals("app-image");
    switch (desktop) {
      case WINDOWS -> {
        if (folderOnly) {
          words.addAll(List.of("--icon", work.resolve("resources/tally.ico").toString()));
        }
      }
      case MACOS -> {
        if (folderOnly) {
          words.addAll(List.of("--icon", work.resolve("resources/tally.icns").toString()));
        }
        words.addAll(List.of("--mac-package-identifier", "io.tally.Tally"));
      }
      case LINUX -> {
        if (folderOnly) {
          words.addAll(List.of("--icon", sources.resolve("icons/tally-256.png").toString()));
        }
      }
    }
    return words;
  }
}
