// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Which packages come out of the image on Windows and macOS?
final class Packages {
  private Packages() {}

  /// Makes each package of this system and signs it.
  ///
  /// @param words the version, the image, the folder `installer/src` and a folder to work in
  public static void main(String[] words) throws IOException, InterruptedException {
    Path image = Path.of(words[1]);
    Jpackage jpackage =
        new Jpackage(
            Desktop.of(System.getProperty("os.name")),
            new Release(words[0]),
            image,
            Path.of(words[2]),
            Path.of(words[3]),
            Jpackage.optionsOf(image.resolve("lib/jvm.options")),
            new Signing(System.getenv()));
    Files.createDirectories(jpackage.packages());
    // Only macOS asks for it.
    String plist = Files.readString(jpackage.sources().resolve("jpackage/macos/Info.plist"), UTF_8);
    Files.writeString(
        jpackage.work().resolve("resources/Info.plist"),
        plist.replace("@version@", jpackage.release().shown()),
        UTF_8);
    Files.write(jpackage.terminalFile(), jpackage.terminalLines(), UTF_8);
    for (Map.Entry<Path, List<String>> file : jpackage.associations().entrySet()) {
      Files.write(file.getKey(), file.getValue(), UTF_8);
    }
    run(tool(jpackage.folderArguments()));
    for (String type : jpackage.desktop().types()) {
      run(tool(jpackage.packageArguments(type)));
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(jpackage.packages())) {
      for (Path file : files) {
        for (List<String> command : jpackage.signing().afterwards(jpackage.desktop(), file)) {
          run(command);
        }
      }
    }
  }

  private static List<String> tool(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jpackage").toString());
    command.addAll(arguments);
    return command;
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException(
          "%s ended with %d; its words above say why. It was called as: %s"
              .formatted(command.getFirst(), code, String.join(" ", command)));
    }
  }
}
