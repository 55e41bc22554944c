// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What jpackage is told on each system, also on those that this test does not run on.
class JpackageTest {
  private static final Path ENTITLEMENTS = Path.of("/s/jpackage/macos/entitlements.plist");

  private static Jpackage jpackage(Desktop desktop, Map<String, String> environment) {
    return new Jpackage(
        desktop,
        new Release("0.3.1-SNAPSHOT"),
        Path.of("/i"),
        Path.of("/s"),
        Path.of("/w"),
        List.of("-XX:+UseSerialGC", "-Dx=y"),
        new Signing(environment));
  }

  private static String value(List<String> words, String option) {
    assertThat(words).containsOnlyOnce(option);
    return words.get(words.indexOf(option) + 1);
  }

  @ParameterizedTest
  @EnumSource
  void folder_holdsTheImage_andStartsTheWindowByItsCache(Desktop desktop) {
    List<String> words = jpackage(desktop, Map.of()).folderArguments();
    assertThat(value(words, "--type")).isEqualTo("app-image");
    assertThat(value(words, "--input")).isEqualTo(Path.of("/i/lib").toString());
    assertThat(value(words, "--runtime-image")).isEqualTo(Path.of("/i/runtime").toString());
    assertThat(value(words, "--main-jar")).isEqualTo("tally-app.jar");
    assertThat(words)
        .containsSequence("--java-options", "-XX:+UseSerialGC")
        .containsSequence("--java-options", "-XX:AOTCache=$APPDIR/window.aot")
        .containsSequence("--java-options", "-Djava.library.path=$APPDIR/native");
    assertThat(words).doesNotContain("--mac-sign", "--license-file");
  }

  @ParameterizedTest
  @EnumSource
  void terminalLauncher_usesItsOwnCache(Desktop desktop) {
    Jpackage jpackage = jpackage(desktop, Map.of());
    assertThat(value(jpackage.folderArguments(), "--add-launcher"))
        .isEqualTo("tally-cli=" + Path.of("/w/tally-cli.properties"));
    assertThat(jpackage.terminalLines().getFirst())
        .startsWith("java-options=-XX:+UseSerialGC -Dx=y ")
        .contains("-XX:AOTCache=$APPDIR/command.aot", "-Xmx256m");
  }

  @Test
  void terminalLauncher_hasAConsoleOnWindows_andNoPlaceInTheMenu() {
    assertThat(jpackage(Desktop.WINDOWS, Map.of()).terminalLines())
        .contains("win-console=true", "win-menu=false", "win-shortcut=false");
    assertThat(jpackage(Desktop.MACOS, Map.of()).terminalLines()).hasSize(1);
  }

  @Test
  void windows_isPackedAsMsiAndExe_thatReplaceOlderOnes() {
    assertThat(Desktop.WINDOWS.types()).containsExactly("msi", "exe");
    List<String> words = jpackage(Desktop.WINDOWS, Map.of()).packageArguments("msi");
    assertThat(value(words, "--type")).isEqualTo("msi");
    assertThat(value(words, "--app-version")).isEqualTo("0.3.1");
    assertThat(value(words, "--app-image")).isEqualTo(Path.of("/w/folder/Tally").toString());
    assertThat(value(words, "--win-upgrade-uuid"))
        .as("changing it would leave the older program installed beside the new one")
        .isEqualTo("7c9d3cb5-6f0e-4d8e-9f43-0c7b7a0f9b6a");
    assertThat(words).contains("--win-menu", "--win-dir-chooser", "--license-file");
    assertThat(words).noneMatch(word -> word.startsWith("--mac"));
  }

  @Test
  void windows_opensPlaylistsAndMpdsInTheProgram() {
    Jpackage jpackage = jpackage(Desktop.WINDOWS, Map.of());
    assertThat(jpackage.associations().values())
        .extracting(List::getFirst)
        .containsExactlyInAnyOrder("extension=m3u8", "extension=mpd");
    assertThat(jpackage.associations().keySet())
        .allSatisfy(file ->
            assertThat(jpackage.packageArguments("exe"))
                .containsSequence("--file-associations", file.toString()));
    assertThat(jpackage(Desktop.MACOS, Map.of()).packageArguments("dmg"))
        .doesNotContain("--file-associations");
  }

  @Test
  void macos_isPackedAsDmgAndPkg_ofTheBundle() {
    assertThat(Desktop.MACOS.types()).containsExactly("dmg", "pkg");
    List<String> words = jpackage(Desktop.MACOS, Map.of()).packageArguments("dmg");
    assertThat(value(words, "--app-image")).isEqualTo(Path.of("/w/folder/Tally.app").toString());
    assertThat(value(words, "--mac-package-identifier")).isEqualTo("io.tally.Tally");
    assertThat(value(words, "--app-version")).as("macOS refuses a leading 0").isEqualTo("1.3.1");
    assertThat(words).noneMatch(word -> word.startsWith("--win"));
  }

  @Test
  void icons_areEachSystemsOwn() {
    assertThat(value(jpackage(Desktop.WINDOWS, Map.of()).folderArguments(), "--icon"))
        .endsWith(".ico");
    assertThat(value(jpackage(Desktop.MACOS, Map.of()).folderArguments(), "--icon"))
        .endsWith(".icns");
    assertThat(value(jpackage(Desktop.LINUX, Map.of()).folderArguments(), "--icon"))
        .endsWith(".png");
  }

  @Test
  void macos_isSignedByJpackage_whenTheEnvironmentNamesAnIdentity() {
    Map<String, String> environment = Map.of(Signing.MACOS_IDENTITY, "Jane Roe (ABCDE12345)");
    Jpackage signed = jpackage(Desktop.MACOS, environment);
    for (List<String> words : List.of(signed.folderArguments(), signed.packageArguments("pkg"))) {
      assertThat(words).contains("--mac-sign");
      assertThat(value(words, "--mac-signing-key-user-name")).isEqualTo("Jane Roe (ABCDE12345)");
      assertThat(value(words, "--mac-entitlements")).isEqualTo(ENTITLEMENTS.toString());
    }
    assertThat(jpackage(Desktop.WINDOWS, environment).folderArguments())
        .doesNotContain("--mac-sign");
  }

  @Test
  void macos_isNotarisedAndStapled_byAProfileOfTheKeychain() {
    assertThat(
            new Signing(Map.of(Signing.MACOS_NOTARY, "tally"))
                .afterwards(Desktop.MACOS, Path.of("/w/Tally.dmg")))
        .containsExactly(
            List.of(
                "xcrun",
                "notarytool",
                "submit",
                Path.of("/w/Tally.dmg").toString(),
                "--keychain-profile",
                "tally",
                "--wait"),
            List.of("xcrun", "stapler", "staple", Path.of("/w/Tally.dmg").toString()));
  }

  @Test
  void windows_isSignedByACertificateOfTheStore_withATimeStamp() {
    assertThat(
            new Signing(Map.of(Signing.WINDOWS_CERTIFICATE, "AB12"))
                .afterwards(Desktop.WINDOWS, Path.of("/w/Tally.msi")))
        .singleElement()
        .asList()
        .startsWith("signtool", "sign", "/sha1", "AB12")
        .contains("/tr", "SHA256")
        .endsWith(Path.of("/w/Tally.msi").toString());
  }

  @ParameterizedTest
  @EnumSource
  void withoutCertificates_nothingIsSigned(Desktop desktop) {
    assertThat(new Signing(Map.of()).afterwards(desktop, Path.of("/w/x"))).isEmpty();
  }

  @Test
  void versionWithoutThreeNumbers_isRefused() {
    assertThatThrownBy(() -> new Release("1.0")).hasMessageContaining("The version is 1.0");
  }

  @Test
  void systems_areKnownByTheirName() {
    assertThat(Desktop.of("Windows 11")).isEqualTo(Desktop.WINDOWS);
    assertThat(Desktop.of("Mac OS X")).isEqualTo(Desktop.MACOS);
    assertThat(Desktop.of("Linux")).isEqualTo(Desktop.LINUX);
  }

  @Test
  void optionsFile_isReadAsTheJavaCommandReadsIt() throws Exception {
    assertThat(Jpackage.optionsOf(Tool.SOURCES.resolve("image/lib/jvm.options")))
        .contains("-XX:+UseSerialGC", "-Dorg.bytedeco.javacpp.pathsFirst=true")
        .allMatch(option -> option.startsWith("-"));
  }
}
