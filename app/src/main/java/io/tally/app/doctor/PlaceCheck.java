// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/// Can a folder be written, and is there room in it?
///
/// @param area what the folder is for, in a word or two
/// @param folder may not be there yet
/// @param leastBytes below this the room is too little
record PlaceCheck(String area, Path folder, long leastBytes) {
  private static final long MEGABYTE = 1_000_000;

  Finding run() {
    Path there = folder.toAbsolutePath().normalize();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent(); // the folder will be made in it when it is needed
    }
    try {
      // The only proof of a right to write is to write; permissions alone know nothing of mounts.
      Files.delete(Files.createTempFile(there, "tally", ".doctor"));
    } catch (IOException e) {
      return Finding.lacks(
          area,
          "%s cannot be written: %s. Change its permissions, or choose another folder."
              .formatted(there, e.getMessage()));
    }
    try {
      FileStore store = Files.getFileStore(there);
      long free = store.getUsableSpace();
      return free < leastBytes
          ? Finding.lacks(
              area,
              "%s has %d MB free; at least %d MB are wanted. Free some space."
                  .formatted(folder, free / MEGABYTE, leastBytes / MEGABYTE))
          : Finding.well(
              area, "%s can be written, %d MB are free.".formatted(folder, free / MEGABYTE));
    } catch (IOException e) {
      return Finding.lacks(
          area, "The room in %s is not known: %s".formatted(there, e.getMessage()));
    }
  }
}
