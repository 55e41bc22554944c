// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;

/// How is a file made that only its owner may read?
final class OwnerOnly {
  private OwnerOnly() {}

  /// An empty file in place of any that is there.
  static Path newFile(Path file) throws IOException {
    Files.deleteIfExists(file);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      var owner = PosixFilePermissions.fromString("rw-------");
      return Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
    }
    Files.createFile(file);
    var acl = Files.getFileAttributeView(file, AclFileAttributeView.class);
    if (acl == null) {
      throw new IOException(
          "On this disk a key cannot be kept from other users: choose a folder on another for %s."
              .formatted(file.getFileName()));
    }
    acl.setAcl(
        List.of(
            AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(acl.getOwner())
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .build()));
    return file;
  }
}
