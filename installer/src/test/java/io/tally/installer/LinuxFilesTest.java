// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.installer.manual.Manual;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LinuxFilesTest {
  private static final Path LINUX = Tool.SOURCES.resolve("linux");

  static Stream<Path> entries() throws IOException {
    try (Stream<Path> files = Files.list(LINUX)) {
      return files.filter(file -> file.toString().endsWith(".desktop")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("entries")
  void desktopEntry_isValid(Path entry) throws Exception {
    assertThat(Tool.run("desktop-file-validate", entry.toString())).isEqualTo(new Tool(0, ""));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void desktopEntry_callsACommandLineThatExists(Path entry) throws Exception {
    String line =
        Files.readAllLines(entry, UTF_8).stream()
            .filter(one -> one.startsWith("Exec="))
            .findFirst()
            .orElseThrow();
    List<String> words = Arrays.asList(line.substring("Exec=".length()).split(" "));
    assertThat(words.getFirst()).isEqualTo("tally");
    String[] rest =
        words.stream()
            .skip(1)
            .map(word -> word.equals("%u") ? "rtmp://h/a/k" : word)
            .toArray(String[]::new);
    CommandLine tally = Manual.tally();
    assertThat(tally.parseArgs(rest).errors()).isEmpty();
  }

  @Test
  void mainEntry_namesTheClassOfTheWindow_soThatDocksKnowIt() throws Exception {
    assertThat(Files.readAllLines(LINUX.resolve("io.tally.Tally.desktop"), UTF_8))
        .as("what RealWindowTest sees at the window")
        .contains("StartupWMClass=io.tally.Tally");
  }

  @Test
  void sendEntry_takesTheSchemesThatCanBeSentTo_andTheMetadataNamesThem() throws Exception {
    String types =
        Files.readAllLines(LINUX.resolve("io.tally.Tally.Send.desktop"), UTF_8).stream()
            .filter(one -> one.startsWith("MimeType="))
            .findFirst()
            .orElseThrow();
    List<String> schemes =
        Stream.of(types.substring("MimeType=".length()).split(";"))
            .map(type -> type.substring("x-scheme-handler/".length()))
            .toList();
    assertThat(schemes).containsExactlyInAnyOrder("rtmp", "rtmps", "srt");
    String metadata = Files.readString(LINUX.resolve("io.tally.Tally.metainfo.xml"), UTF_8);
    for (String scheme : schemes) {
      String rest = scheme.equals("srt") ? "://h:9000?streamid=k" : "://h:9000/a/k";
      Endpoint endpoint = Endpoint.parse(scheme + rest, Secret.of(""));
      assertThat(endpoint.url()).hasScheme(scheme);
      assertThat(endpoint.key()).isEqualTo(Secret.of("k"));
      assertThat(metadata).contains("<mediatype>x-scheme-handler/" + scheme + "</mediatype>");
    }
  }

  @Test
  void playEntry_takesPlaylistsAndMpds_andTheMetadataNamesThem() throws Exception {
    String types = Files.readString(LINUX.resolve("io.tally.Tally.Play.desktop"), UTF_8);
    String metadata = Files.readString(LINUX.resolve("io.tally.Tally.metainfo.xml"), UTF_8);
    assertThat(List.of("application/vnd.apple.mpegurl", "application/dash+xml"))
        .allSatisfy(type -> {
          assertThat(types).containsPattern("MimeType=.*\\Q" + type + "\\E;");
          assertThat(metadata).contains("<mediatype>" + type + "</mediatype>");
        });
  }

  @Test
  void metadata_isValid(@TempDir Path folder) throws Exception {
    Path filled = folder.resolve("io.tally.Tally.metainfo.xml");
    String text = Files.readString(LINUX.resolve("io.tally.Tally.metainfo.xml"), UTF_8);
    Files.writeString(
        filled, text.replace("@version@", "1.0.0").replace("@date@", "2026-11-21"), UTF_8);
    Tool validate = Tool.run("appstreamcli", "validate", "--no-net", filled.toString());
    assertThat(validate.code()).as(validate.text()).isZero();
  }

  @Test
  void neededLibraries_becomeTheirDebianPackages_eachOnce() throws Exception {
    assertThat(packages("libgtk-3.so.0\\nlibgdk-3.so.0\\nlibpulse.so.0"))
        .isEqualTo(new Tool(0, "libgtk-3-0 | libgtk-3-0t64, libpulse0\n"));
  }

  @Test
  void neededLibraryWithoutPackage_failsTheBuild() throws Exception {
    Tool packages = packages("libnew.so.1");
    assertThat(packages.text()).contains("libnew.so.1 is needed, and", "Add a line.");
    assertThat(packages.code()).isNotZero();
  }

  private static Tool packages(String names) throws Exception {
    return Tool.run(
        "bash",
        "-c",
        "set -euo pipefail; source '%1$s/needs.sh'; printf '%2$s\\n' | debian_packages '%1$s/needs.txt'"
            .formatted(LINUX, names));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "linux/packages.sh",
        "linux/deb.sh",
        "linux/rpm.sh",
        "linux/needs.sh",
        "train.sh",
        "image/bin/tally",
        "../../scripts/icons.sh",
        "../../scripts/package-check.sh",
        "../../scripts/pictures.sh"
      })
  void script_pleasesShellcheck(String name) throws Exception {
    Tool check =
        Tool.run("shellcheck", "-x", "-S", "warning", Tool.SOURCES.resolve(name).toString());
    assertThat(check).isEqualTo(new Tool(0, ""));
  }
}
