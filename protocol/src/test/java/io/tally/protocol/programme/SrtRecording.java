// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.programme;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Which datagrams did two programs of libsrt exchange?
///
/// How it was made stands beside the recording, in `libsrt-session.md`.
public final class SrtRecording {
  /// @param fromCaller else from the listener
  /// @param bytes must not be changed
  @SuppressWarnings("ArrayRecordComponent")
  public record Datagram(boolean fromCaller, byte[] bytes) {
    public boolean isData() {
      return bytes[0] >= 0;
    }
  }

  private SrtRecording() {}

  public static List<Datagram> read() throws IOException {
    try (var in =
        SrtRecording.class.getResourceAsStream("/io/tally/protocol/srt/libsrt-session.bin")) {
      if (in == null) {
        throw new IOException("The recording of libsrt is not on the class path");
      }
      var all = ByteBuffer.wrap(in.readAllBytes());
      var datagrams = new ArrayList<Datagram>();
      while (all.hasRemaining()) {
        var bytes = new byte[all.getInt()];
        var fromCaller = all.get() == 0;
        all.get(bytes);
        datagrams.add(new Datagram(fromCaller, bytes));
      }
      return datagrams;
    }
  }
}
