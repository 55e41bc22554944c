// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Which native libraries does the image hold, as plain files?
///
/// As files in a folder they are mapped where they lie: no copy in each user's home, no trouble
/// with a home that is read-only or forbids execution, and each can be signed. What Tally never
/// loads stays out. The rule names what is left out, not what is taken, so that a library that only
/// one platform has comes along.
final class Natives {
  private static final Pattern LIBRARY =
      Pattern.compile("(?<stem>.+?)(?:\\.so(?:\\.\\d+)*|(?:\\.\\d+)*\\.(?:dylib|jnilib)|\\.dll)");

  // OpenCV is here for cameras and for scaling; videoio asks for imgcodecs, imgcodecs for imgproc.
  private static final Set<String> OPENCV_TAKEN = Set.of("core", "imgproc", "imgcodecs", "videoio");
  private static final Pattern OPENCV =
      Pattern.compile("(?:lib)?(?:jni)?opencv_(?<module>[a-z0-9_]*?[a-z_])\\d*(?:_64)?");
  // JavaCPP opens OpenBLAS and its door without LAPACK before OpenCV; the full door is not for us,
  // nor are OpenCV's own to Java and Python. Linux has a libgcc_s that its libstdc++ fits to; an
  // older one of ours, loaded first, would be in its way.
  private static final Pattern LEFT_OUT =
      Pattern.compile("(?:lib)?jniopenblas_full|(?:lib)?jnicvkernels|cv2\\..*|libgcc_s\\.so.*");
  // The door without LAPACK asks for OpenBLAS by a name of its own.
  private static final Pattern OPENBLAS = Pattern.compile("((?:lib)?openblas)(\\..*)");

  // Where the makers of the presets linked them, as far as it is the same for all, and a folder of
  // the same length that nobody may make.
  private static final byte[] WORKSHOP = "/home/runner".getBytes(US_ASCII);
  private static final byte[] NOWHERE = "/nonexistent".getBytes(US_ASCII);

  private Natives() {}

  /// Unpacks the native libraries of every jar of a folder whose name ends with a platform, and
  /// deletes these jars.
  ///
  /// @param words the folder of jars, the folder for the libraries, and the platform in JavaCPP's
  ///   words such as `linux-x86_64`
  public static void main(String[] words) throws IOException {
    Path jars = Path.of(words[0]);
    Path libraries = Files.createDirectories(Path.of(words[1]));
    String platform = words[2];
    Set<String> taken = new TreeSet<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(jars, "*-{" + platform + "," + platform + "-gpl}.jar")) {
      for (Path jar : files) {
        taken.addAll(unpack(jar, libraries));
        Files.delete(jar);
      }
    }
    for (String name : taken) {
      nameTwice(libraries, name);
    }
    if (taken.isEmpty()) {
      throw new IOException(
          "No native library for %s in %s; expected jars such as ffmpeg-…-%s-gpl.jar. Run the build on that platform."
              .formatted(platform, jars, platform));
    }
  }

  private static void nameTwice(Path libraries, String name) throws IOException {
    Matcher openblas = OPENBLAS.matcher(name);
    if (openblas.matches()) {
      Path twin = libraries.resolve(openblas.group(1) + "_nolapack" + openblas.group(2));
      Files.deleteIfExists(twin);
      if (name.endsWith(".dll")) { // where links ask for rights
        Files.copy(libraries.resolve(name), twin);
      } else {
        Files.createSymbolicLink(twin, Path.of(name));
      }
    }
  }

  /// Unpacks one jar.
  ///
  /// @return the names of the files that were written
  static Set<String> unpack(Path jar, Path folder) throws IOException {
    Set<String> taken = new TreeSet<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        if (isTaken(name)) {
          Files.write(
              folder.resolve(name),
              name.contains(".so") ? homeless(in.readAllBytes()) : in.readAllBytes());
          taken.add(name);
        }
      }
    }
    return taken;
  }

  /// A Linux library looks for others beside itself and, by its RUNPATH, in folders of the machine
  /// that linked it, in the home of a user `runner`. On a computer that has such a user, that one
  /// could put libraries there, and everybody's Tally would load them.
  static byte[] homeless(byte[] library) {
    byte[] changed = library.clone();
    for (int at = 0; at <= changed.length - WORKSHOP.length; at++) {
      if (changed[at] == '/'
          && Arrays.equals(changed, at, at + WORKSHOP.length, WORKSHOP, 0, WORKSHOP.length)) {
        System.arraycopy(NOWHERE, 0, changed, at, NOWHERE.length);
      }
    }
    return changed;
  }

  /// Whether a file of that name is a native library that Tally may load.
  static boolean isTaken(String name) {
    Matcher library = LIBRARY.matcher(name);
    if (!library.matches()) {
      return false;
    }
    String stem = library.group("stem");
    Matcher opencv = OPENCV.matcher(stem);
    if (opencv.matches()) {
      return OPENCV_TAKEN.contains(opencv.group("module"));
    }
    return !LEFT_OUT.matcher(stem).matches() && !LEFT_OUT.matcher(name).matches();
  }
}
