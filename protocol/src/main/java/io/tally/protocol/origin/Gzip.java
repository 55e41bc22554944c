// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.origin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Does a client take gzip (RFC 9110 12.5.3), and what is a text in it?
final class Gzip {
  private Gzip() {}

  static boolean wanted(@Nullable String acceptEncoding) {
    return acceptEncoding != null
        && Arrays.stream(acceptEncoding.toLowerCase(Locale.ROOT).split(","))
            .map(coding -> coding.replace(" ", ""))
            .anyMatch(Gzip::accepted);
  }

  private static boolean accepted(String coding) {
    return coding.equals("gzip")
        || (coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?"));
  }

  static ByteBuffer of(ByteBuffer text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.remaining() / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      byte[] bytes = new byte[text.remaining()];
      text.get(bytes);
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory refused bytes", e);
    }
    return ByteBuffer.wrap(out.toByteArray());
  }
}
