// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The names are those in the jars of JavaCPP 1.5.13 and Netty 4.2.18.
class NativesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "libavcodec.so.62",
        "libjniavdevice.so",
        "libva-drm.so.2",
        "libopencv_core.so.413",
        "libjniopencv_videoio.so",
        "libopencv_imgcodecs.so.413",
        "libopenblas.so.0",
        "libjniopenblas_nolapack.so",
        "libjniopenblas.so",
        "jniopenblas_nolapack.dll",
        "libgfortran.so.5",
        "libjnijavacpp.so",
        "libnetty_transport_native_epoll_x86_64.so",
        "avcodec-62.dll",
        "jniavutil.dll",
        "opencv_core4130.dll",
        "jniopencv_imgproc.dll",
        "opencv_videoio4130.dll",
        "libopenblas.dll",
        "concrt140.dll",
        "libavformat.62.dylib",
        "libjniswscale.dylib",
        "libopencv_imgproc.413.dylib",
        "libjniopencv_core.dylib",
        "libatomic.1.dylib",
        "libgcc_s.1.1.dylib",
        "libopenblas.0.dylib",
        "libjniopenblas_nolapack.dylib"
      })
  void libraryThatMayBeLoaded_isTaken(String name) {
    assertThat(Natives.isTaken(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "libopencv_dnn.so.413",
        "libjniopencv_xfeatures2d.so",
        "libopencv_java.so",
        "libjnicvkernels.so",
        "cv2.cpython-314-x86_64-linux-gnu.so",
        "libjniopenblas_full.so",
        "libgcc_s.so.1",
        "opencv_highgui4130.dll",
        "jniopencv_img_hash.dll",
        "opencv_java.dll",
        "jniopenblas_full.dll",
        "libopencv_stitching.413.dylib",
        "libjniopencv_text.dylib",
        "cv2.cpython-314-darwin.so",
        "ffmpeg",
        "ffprobe.exe",
        "haarcascade_eye.xml",
        "pom.xml"
      })
  void whatIsNeverLoaded_isLeftOut(String name) {
    assertThat(Natives.isTaken(name)).isFalse();
  }

  @Test
  void jarOfThisPlatform_isUnpackedFlat_andGone() throws IOException {
    Path jar = jar("ffmpeg-8-linux-x86_64-gpl.jar", "org/x/libavutil.so.60", "org/x/ffmpeg");
    Path other = jar("ffmpeg-8.jar", "org/x/Some.class");
    Natives.main(new String[] {folder.toString(), folder + "/native", "linux-x86_64"});
    assertThat(folder.resolve("native")).isDirectoryContaining("glob:**/libavutil.so.60");
    assertThat(folder.resolve("native/ffmpeg")).doesNotExist();
    assertThat(jar).doesNotExist();
    assertThat(other).exists();
  }

  @Test
  void openBlas_isFoundByBothItsNames() throws IOException {
    jar("openblas-0-linux-x86_64.jar", "org/x/libopenblas.so.0");
    Natives.main(new String[] {folder.toString(), folder + "/native", "linux-x86_64"});
    assertThat(folder.resolve("native/libopenblas_nolapack.so.0"))
        .hasSameBinaryContentAs(folder.resolve("native/libopenblas.so.0"));
  }

  @Test
  void linuxLibrary_isNotLookedForInTheHomeOfWhoeverLinkedIt() {
    String path = "\0$ORIGIN/:/home/runner/work/lib:/home/runner/.javacpp/lib\0";
    assertThat(new String(Natives.homeless(path.getBytes(US_ASCII)), US_ASCII))
        .isEqualTo("\0$ORIGIN/:/nonexistent/work/lib:/nonexistent/.javacpp/lib\0");
  }

  @Test
  void folderWithoutNatives_isSaidToBeBuiltForAnotherPlatform() throws IOException {
    jar("ffmpeg-8-linux-x86_64-gpl.jar", "org/x/libavutil.so.60");
    assertThatThrownBy(
            () -> Natives.main(new String[] {folder.toString(), folder + "/native", "linux-arm64"}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No native library for linux-arm64");
  }

  private Path jar(String name, String... entries) throws IOException {
    Path jar = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (String entry : entries) {
        out.putNextEntry(new ZipEntry(entry));
        out.write(1);
      }
    }
    return jar;
  }
}
