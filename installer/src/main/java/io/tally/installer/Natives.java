// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
          Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
          taken.add(name);
        }
      }
    }
    return taken;
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
