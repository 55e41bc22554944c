// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Under which licences do the libraries stand that go along, and are their texts and notices in
/// the package?
///
/// A library whose POM names no licence, a licence whose text is not here, a library under MIT or
/// BSD whose holder is nowhere named, and a native library that `natives.md` does not list fail the
/// build, with a sentence that says where to add it.
final class Licences {
  private static final Pattern NOTICE =
      Pattern.compile("(?i)(.*/)?([a-z]+-)*(licen[cs]e|notice|copying)(\\.txt|\\.md)?");
  private static final Pattern FILES = Pattern.compile("\\|.*\\| `([^`]+)` \\|");
  private static final Set<String> HOLDER_WANTED = Set.of("MIT", "BSD-2-Clause", "BSD-3-Clause");

  private final Path sources; // texts/, names.properties, holders.properties, natives.md
  private final Path folder;
  private final Properties names;
  private final Properties holders;
  private final TreeMap<String, String> rows = new TreeMap<>();
  private final Set<String> texts = new TreeSet<>();

  Licences(Path sources, Path folder) throws IOException {
    this.sources = sources;
    this.folder = Files.createDirectories(folder);
    names = read(sources.resolve("names.properties"));
    holders = read(sources.resolve("holders.properties"));
  }

  /// Gathers them.
  ///
  /// @param words the folder of our texts, the folder to write, the root of the local repository, a
  ///   file with the class path of the program, and the folder of its native libraries
  public static void main(String[] words) throws IOException {
    Licences licences = new Licences(Path.of(words[0]), Path.of(words[1]));
    Path repository = Path.of(words[2]);
    for (String entry :
        Files.readString(Path.of(words[3]), UTF_8).strip().split(File.pathSeparator, -1)) {
      Path jar = Path.of(entry);
      if (jar.startsWith(repository)) { // else it is ours
        licences.add(repository, jar);
      }
    }
    licences.findNatives(Path.of(words[4]));
    licences.write();
  }

  /// Sees that each native library has a row in `natives.md`.
  void findNatives(Path folderOfNatives) throws IOException {
    List<PathMatcher> listed = new ArrayList<>();
    for (String line : Files.readAllLines(sources.resolve("natives.md"), UTF_8)) {
      Matcher files = FILES.matcher(line);
      if (files.matches()) {
        listed.add(FileSystems.getDefault().getPathMatcher("glob:" + files.group(1)));
      }
    }
    try (DirectoryStream<Path> natives = Files.newDirectoryStream(folderOfNatives)) {
      for (Path file : natives) {
        if (listed.stream().noneMatch(row -> row.matches(file.getFileName()))) {
          throw new IOException(
              "No row of natives.md names the native library %s. Find out whose it is and add it."
                  .formatted(file.getFileName()));
        }
      }
    }
  }

  /// Notes one library.
  ///
  /// @param jar where Maven keeps it: in a folder named after its version, in one named after it
  void add(Path repository, Path jar) throws IOException {
    int parts = jar.getNameCount();
    String version = jar.getName(parts - 2).toString();
    String artifact = jar.getName(parts - 3).toString();
    Path pom = jar.resolveSibling(artifact + "-" + version + ".pom");
    Set<String> found = new TreeSet<>();
    for (String name : new Pom(repository, pom).licences()) {
      found.add(spdx(artifact, name));
    }
    if (found.isEmpty()) {
      throw new IOException(
          "The POM of %s %s names no licence, nor does any parent of it. Find out which it is before it is shipped."
              .formatted(artifact, version));
    }
    Set<String> notices = notices(artifact, jar);
    String holder = holders.getProperty(artifact, "");
    if (!holder.isEmpty()) {
      notices.add(holder);
    }
    if (notices.isEmpty() && found.stream().anyMatch(HOLDER_WANTED::contains)) {
      throw new IOException(
          "%s %s is under %s and does not say in its jar who holds the rights. Add the line of its sources to holders.properties."
              .formatted(artifact, version, found));
    }
    texts.addAll(found);
    rows.put(
        artifact,
        "| %s %s | %s | %s |"
            .formatted(artifact, version, String.join(" or ", found), String.join(", ", notices)));
  }

  private String spdx(String artifact, String name) throws IOException {
    String id = names.getProperty(name.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT), "");
    if (id.isEmpty() || !Files.exists(text(id))) {
      throw new IOException(
          "%s is under \"%s\", of which no text is here. Add its text to texts and its name to names.properties."
              .formatted(artifact, name));
    }
    return id;
  }

  private Path text(String id) {
    return sources.resolve("texts").resolve(id + ".txt");
  }

  private Set<String> notices(String artifact, Path jar) throws IOException {
    Set<String> written = new TreeSet<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (NOTICE.matcher(entry.getName()).matches() && !entry.isDirectory()) {
          // The last part only: a jar decides on no folder of ours.
          String name = Path.of(entry.getName()).getFileName().toString();
          Path file = Files.createDirectories(folder.resolve(artifact)).resolve(name);
          Files.write(file, in.readAllBytes());
          written.add("`" + artifact + "/" + name + "`");
        }
      }
    }
    return written;
  }

  /// Writes the list, and the texts that it names.
  void write() throws IOException {
    String list =
        "# What goes along with Tally\n\nTally itself, and the whole that is distributed, stands under GPL-3.0-or-later (`GPL-3.0.txt`).\n"
            + "The folder `texts` has the other licences in full.\n\n## Java libraries\n\n"
            + "| Library | Licence | Notices |\n|---|---|---|\n"
            + String.join("\n", rows.values())
            + "\n\n"
            + Files.readString(sources.resolve("natives.md"), UTF_8);
    Files.writeString(folder.resolve("README.md"), list, UTF_8);
    Path target = Files.createDirectories(folder.resolve("texts"));
    // Those of the native libraries, which no POM names.
    texts.addAll(
        List.of(
            "GPL-2.0",
            "LGPL-2.1",
            "MPL-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "MIT",
            "Apache-2.0",
            "OFL-1.1"));
    for (String id : texts) {
      Files.write(target.resolve(id + ".txt"), Files.readAllBytes(text(id)));
    }
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }
}
