// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.settings;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// Which file keeps the settings, and what happens when it cannot be read?
///
/// A file that cannot be understood is put aside, never overwritten. Threads: any, one at a time;
/// each call reads or writes the disk.
public final class SettingsFile {
  private final Path file;
  private final SettingsJson json = new SettingsJson();

  /// What a file gave.
  ///
  /// @param settings those of the file, or the standard ones
  /// @param problem a sentence for a person when the file was there and could not be used
  public record Loaded(Settings settings, Optional<String> problem) {}

  public SettingsFile(Path file) {
    this.file = file;
  }

  /// The file of the person who runs this process.
  public static SettingsFile ofUser() {
    return new SettingsFile(Directories.ofUser().config().resolve("settings.json"));
  }

  /// Reads the settings. Never fails: a problem is said, and the standard settings are given.
  public Loaded load() {
    return read(/* use= */ true);
  }

  /// The same without any change, for somebody who only looks: what is broken stays where it is.
  public Loaded look() {
    return read(/* use= */ false);
  }

  private Loaded read(boolean use) {
    try {
      return new Loaded(json.read(Files.readAllBytes(file)), Optional.empty());
    } catch (NoSuchFileException _) {
      return new Loaded(Settings.standard(), Optional.empty());
    } catch (IOException e) {
      return standard("The settings in " + file + " cannot be read (" + reason(e) + ")");
    } catch (JacksonException _) {
      return standard(
          "The settings in " + file + " cannot be understood" + (use ? putAside() : ""));
    }
  }

  private static Loaded standard(String problem) {
    return new Loaded(
        Settings.standard(),
        Optional.of(problem + ". Tally starts with the standard settings instead."));
  }

  private String putAside() {
    try {
      Path aside = unused();
      Files.move(file, aside);
      return " and were put aside as " + aside.getFileName();
    } catch (IOException e) {
      return " and cannot be put aside (" + reason(e) + ")";
    }
  }

  private Path unused() {
    for (int i = 1; ; i++) {
      Path aside = file.resolveSibling("settings.broken-" + i + ".json");
      if (Files.notExists(aside)) {
        return aside;
      }
    }
  }

  /// Writes the settings whole or not at all, also when the machine stops in between.
  ///
  /// @throws IOException with a sentence that names the file and the reason
  public void save(Settings settings) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileChannel channel = FileChannel.open(fresh, CREATE, WRITE, TRUNCATE_EXISTING)) {
        ByteBuffer bytes = ByteBuffer.wrap(json.write(settings));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(fresh, file, ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException e) {
      throw new IOException(
          "The settings cannot be written to "
              + file
              + " ("
              + reason(e)
              + "). Make the folder writable, or choose another with TALLY_CONFIG_DIR.",
          e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException failure && failure.getReason() != null
        ? failure.getReason()
        : e.getClass().getSimpleName();
  }
}
