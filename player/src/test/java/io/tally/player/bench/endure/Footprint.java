// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.bench.endure;

import io.tally.capture.media.VideoFrame;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;

/// How much memory does this process hold, and what of it is ours?
///
/// @param minutes since the beginning
/// @param heapMb used after a collection
/// @param nativeMb resident and not backed by a file, without the heap, whose size is fixed
/// @param javaCppMb what JavaCPP knows of; it does not see what FFmpeg takes itself
/// @param frames pictures that were not closed yet
/// @param threads platform threads
/// @param files open descriptors
record Footprint(
    double minutes,
    double heapMb,
    double nativeMb,
    double javaCppMb,
    int frames,
    int threads,
    int files) {
  private static final double MB = 1 << 20;

  /// Takes it now, after two collections: the second finds what cleaners let go of after the first.
  static Footprint take(double minutes) throws IOException {
    System.gc();
    System.gc();
    var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return new Footprint(
        minutes,
        heap.getUsed() / MB,
        (anonymousBytes() - heap.getCommitted()) / MB,
        Pointer.totalBytes() / MB,
        VideoFrame.openFrames(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        openFiles());
  }

  private static long anonymousBytes() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("RssAnon:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElseThrow();
    }
  }

  private static int openFiles() throws IOException {
    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      return (int) files.count();
    }
  }
}
