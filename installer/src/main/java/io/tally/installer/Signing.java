// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Who vouches for a package?
///
/// Certificates lie in the system's own store, and the environment only names them, so that no
/// password ever stands in a command line. Without these names a package is not signed.
///
/// @param environment `TALLY_MACOS_IDENTITY`, the name of a Developer ID; `TALLY_MACOS_NOTARY`, a
///   profile kept by `notarytool store-credentials`; `TALLY_WINDOWS_CERTIFICATE`, the SHA-1
///   thumbprint of a certificate; `TALLY_WINDOWS_TIMESTAMP`, another time stamp server
record Signing(Map<String, String> environment) {
  static final String MACOS_IDENTITY = "TALLY_MACOS_IDENTITY";
  static final String MACOS_NOTARY = "TALLY_MACOS_NOTARY";
  static final String WINDOWS_CERTIFICATE = "TALLY_WINDOWS_CERTIFICATE";
  static final String WINDOWS_TIMESTAMP = "TALLY_WINDOWS_TIMESTAMP";
  private static final String USUAL_TIMESTAMP = "http://timestamp.digicert.com";

  Signing {
    environment = Map.copyOf(environment);
  }

  private String named(String name) {
    return environment.getOrDefault(name, "");
  }

  /// What jpackage is told besides. It signs each library in the bundle, so it must do so itself.
  ///
  /// @param entitlements what the signed program may do
  List<String> options(Desktop desktop, Path entitlements) {
    if (desktop != Desktop.MACOS || named(MACOS_IDENTITY).isEmpty()) {
      return List.of();
    }
    return List.of(
        "--mac-sign",
        "--mac-signing-key-user-name",
        named(MACOS_IDENTITY),
        "--mac-entitlements",
        entitlements.toString());
  }

  /// The commands that sign a finished package and have it notarised.
  List<List<String>> afterwards(Desktop desktop, Path file) {
    List<List<String>> commands = new ArrayList<>();
    switch (desktop) {
      case WINDOWS -> {
        if (!named(WINDOWS_CERTIFICATE).isEmpty()) {
          String timestamp = named(WINDOWS_TIMESTAMP);
          commands.add(
              List.of(
                  "signtool",
                  "sign",
                  "/sha1",
                  named(WINDOWS_CERTIFICATE),
                  "/fd",
                  "SHA256",
                  "/tr",
                  timestamp.isEmpty() ? USUAL_TIMESTAMP : timestamp,
                  "/td",
                  "SHA256",
                  file.toString()));
        }
      }
      case MACOS -> {
        if (!named(MACOS_NOTARY).isEmpty()) {
          commands.add(
              List.of(
                  "xcrun",
                  "notarytool",
                  "submit",
                  file.toString(),
                  "--keychain-profile",
                  named(MACOS_NOTARY),
                  "--wait"));
          commands.add(List.of("xcrun", "stapler", "staple", file.toString()));
        }
      }
      case LINUX -> {} // what is downloaded is vouched for by a list of checksums, see the workflow
    }
    return commands;
  }
}
