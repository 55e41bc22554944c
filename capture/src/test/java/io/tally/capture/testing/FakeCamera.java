// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.testing;

import io.tally.capture.testing.process.Preload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/// Which camera may a test plug in and pull out?
///
/// Emulated by a library that is loaded into a process before all others (`fakecam.c` says how and
/// what it shows). [#forChildren] makes one for processes that a test starts; [#ofThisProcess] is
/// the one that the tests of the capture room run with.
public final class FakeCamera implements AutoCloseable {
  private final Path library;
  private final Path control;

  private FakeCamera(Path library, Path control) {
    this.library = library;
    this.control = control;
  }

  /// Compiles the camera.
  ///
  /// @param directory where its files go, such as a temporary directory of the test
  public static FakeCamera forChildren(Path directory) throws IOException, InterruptedException {
    Path library = Preload.compile(FakeCamera.class, "fakecam", directory);
    return new FakeCamera(library, directory.resolve("fakecam.control"));
  }

  /// The camera that this process was started with, plugged in.
  public static FakeCamera ofThisProcess() throws IOException {
    String library = System.getenv("LD_PRELOAD");
    String control = System.getenv("FAKECAM_CONTROL");
    if (library == null || control == null) {
      throw new IOException(
          "This process has no emulated camera: run the test by Maven, or set LD_PRELOAD and"
              + " FAKECAM_CONTROL as capture/pom.xml does");
    }
    FakeCamera camera = new FakeCamera(Path.of(library), Path.of(control));
    camera.plug();
    return camera;
  }

  /// What a child process needs in its environment to have one such camera.
  public Map<String, String> environment() {
    return Map.of("LD_PRELOAD", library.toString(), "FAKECAM_CONTROL", control.toString());
  }

  /// Makes it work, as it does from the start.
  public void plug() throws IOException {
    set("plugged");
  }

  /// Pulls it out: it is gone for all who have it open, too.
  public void unplug() throws IOException {
    set("unplugged");
  }

  /// Lets another program have it.
  public void occupy() throws IOException {
    set("busy");
  }

  /// Keeps it from giving frames, though it stays open.
  public void freeze() throws IOException {
    set("frozen");
  }

  private void set(String state) throws IOException {
    Path next = control.resolveSibling(control.getFileName() + ".next");
    Files.writeString(next, state);
    // At once, so that the camera never reads half a word.
    Files.move(next, control, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Plugs it in again for whoever comes next.
  @Override
  public void close() throws IOException {
    plug();
  }
}
