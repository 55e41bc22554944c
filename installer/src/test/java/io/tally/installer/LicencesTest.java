// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LicencesTest {
  @TempDir Path folder;
  private Path repository;
  private Licences licences;

  @BeforeEach
  void open() throws IOException {
    repository = folder.resolve("repository");
    licences = new Licences(Tool.SOURCES.resolve("licences"), folder.resolve("out"));
  }

  @Test
  void licenceOfAParent_isTheLibrarys_andItsTextAndNoticesComeAlong() throws Exception {
    pom("org/x", "x-parent", "1", named("Apache License,  Version 2.0"));
    licences.add(
        repository,
        library(
            "org/x",
            "x",
            "2",
            "<parent><groupId>org.x</groupId><artifactId>x-parent</artifactId><version>1</version></parent>",
            "META-INF/NOTICE.txt"));
    licences.write();
    assertThat(folder.resolve("out/README.md"))
        .content(UTF_8)
        .contains("| x 2 | Apache-2.0 | `x/NOTICE.txt` |", "## Native libraries");
    assertThat(folder.resolve("out/x/NOTICE.txt")).hasContent("text");
    assertThat(folder.resolve("out/texts/Apache-2.0.txt"))
        .content(UTF_8)
        .contains("Apache License");
  }

  @Test
  void libraryWithoutLicence_failsTheBuild() {
    assertThatThrownBy(() -> licences.add(repository, library("org/x", "x", "2", "")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("The POM of x 2 names no licence");
  }

  @Test
  void licenceWithoutText_failsTheBuild() {
    assertThatThrownBy(
            () -> licences.add(repository, library("org/x", "x", "2", named("Beerware"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("x is under \"Beerware\", of which no text is here");
  }

  @Test
  void exceptionOfJavaFx_isNamed_andItsTextWithThatOfTheGpl() throws Exception {
    licences.add(repository, library("org/x", "x", "2", named("GPLv2+CE")));
    licences.write();
    assertThat(folder.resolve("out/README.md"))
        .content(UTF_8)
        .contains("| x 2 | GPL-2.0-with-classpath-exception |");
    assertThat(folder.resolve("out/texts/GPL-2.0-with-classpath-exception.txt")).isNotEmptyFile();
    assertThat(folder.resolve("out/texts/GPL-2.0.txt")).isNotEmptyFile();
  }

  @Test
  void mitWithoutHolder_failsTheBuild() {
    assertThatThrownBy(() -> licences.add(repository, library("org/x", "x", "2", named("MIT"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not say in its jar who holds the rights");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "libavcodec.so.62",
        "avutil-60.dll",
        "libswscale.9.dylib",
        "libva-drm.so.2",
        "libdrm.so.2",
        "libopencv_core.so.413",
        "opencv_videoio4130.dll",
        "libopenblas_nolapack.so.0",
        "libjnijavacpp.so",
        "jniopencv_core.dll",
        "libnetty_transport_native_epoll_x86_64.so",
        "libgfortran.so.5",
        "libgcc_s.1.1.dylib",
        "libatomic.1.dylib",
        "concrt140.dll"
      })
  void nativeLibrary_isInTheList(String name) throws Exception {
    Path natives = Files.createDirectory(folder.resolve("natives"));
    Files.createFile(natives.resolve(name));
    licences.findNatives(natives);
  }

  @Test
  void nativeLibraryThatNobodyListed_failsTheBuild() throws Exception {
    Path natives = Files.createDirectory(folder.resolve("natives"));
    Files.createFile(natives.resolve("libnew.so.1"));
    assertThatThrownBy(() -> licences.findNatives(natives))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No row of natives.md names the native library libnew.so.1");
  }

  @Test
  void licencesOfWhatALibraryBrings_comeAlong() throws Exception {
    licences.add(
        repository,
        library("org/x", "x", "2", named("Apache-2.0"), "META-INF/Inner-ThirdParty-LICENSE"));
    assertThat(folder.resolve("out/x/Inner-ThirdParty-LICENSE")).exists();
  }

  @Test
  void noticeOutsideOfItsFolder_isWrittenInside() throws Exception {
    licences.add(
        repository, library("org/x", "x", "2", named("Apache-2.0"), "../../../evil/LICENSE"));
    assertThat(folder.resolve("out/x/LICENSE")).exists();
  }

  private static String named(String licence) {
    return "<licenses><license><name>" + licence + "</name></license></licenses>";
  }

  private Path library(
      String group, String artifact, String version, String body, String... entries)
      throws IOException {
    Path jar =
        pom(group, artifact, version, body).resolveSibling(artifact + "-" + version + ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.putNextEntry(new ZipEntry("org/x/X.class"));
      for (String entry : entries) {
        out.putNextEntry(new ZipEntry(entry));
        out.write("text".getBytes(UTF_8));
      }
    }
    return jar;
  }

  private Path pom(String group, String artifact, String version, String body) throws IOException {
    Path place = repository.resolve(group).resolve(artifact).resolve(version);
    Path file = Files.createDirectories(place).resolve(artifact + "-" + version + ".pom");
    return Files.writeString(file, "<project>" + body + "</project>", UTF_8);
  }
}
