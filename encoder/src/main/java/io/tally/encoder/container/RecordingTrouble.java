// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.container;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Why can this file not be written, and what should one do, in a sentence?
public final class RecordingTrouble {
  private static final long FULL_BYTES = 1 << 20;
  private static final long MB = 1_000_000;

  private RecordingTrouble() {}

  /// For a file that could not be made.
  public static String atStart(Path file, IOException cause) {
    return switch (cause) {
      case FileAlreadyExistsException e ->
          "The file %s exists already. Choose another name, or allow it to be replaced."
              .formatted(file);
      case AccessDeniedException e ->
          "There is no permission to write %s. Record into a folder of your own.".formatted(file);
      case IOException e when isFull(file, reason(e)) ->
          "The disk is full, so the recording %s cannot be made. Free some space, or record onto another disk."
              .formatted(file);
      default ->
          "The recording %s cannot be made: %s. Record into another folder."
              .formatted(file, reason(cause));
    };
  }

  /// For a file that could not be written further.
  ///
  /// @param lengthBytes how long it is
  public static String whileWriting(Path file, long lengthBytes, IOException cause) {
    String rest = "What was recorded until then can be played; the broadcast goes on.";
    String reason = reason(cause);
    if (isFull(file, reason)) {
      return "The disk is full, so the recording %s ended at %d MB. %s Free some space, then record anew."
          .formatted(file, lengthBytes / MB, rest);
    }
    if (reason.contains("File too large")) {
      return ("No file may grow further on this disk, so the recording %s ended at %d MB. %s"
              + " Record onto a disk with another file system.")
          .formatted(file, lengthBytes / MB, rest);
    }
    return "The recording %s ended at %d MB, because it could not be written: %s. %s Record onto another disk."
        .formatted(file, lengthBytes / MB, reason, rest);
  }

  private static boolean isFull(Path file, String reason) {
    if (reason.contains("No space left") || reason.contains("quota")) {
      return true;
    }
    try { // the system's own text may be in any language
      return Files.getFileStore(file).getUsableSpace() < FULL_BYTES;
    } catch (IOException e) {
      return false; // the disk is gone, which is no full one
    }
  }

  private static String reason(IOException cause) {
    if (cause instanceof FileSystemException e && e.getReason() != null) {
      return e.getReason();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
