// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.container;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Where do the bytes of a container go?
///
/// Threads: called by the [Muxer], on the thread that called it.
public interface ByteSink {
  /// Takes all bytes, in the order of the container.
  ///
  /// @param bytes from position to limit; borrowed: native memory that is reused after the return
  /// @throws IOException passed through the muxer to its caller; the muxer can then only be closed
  void write(ByteBuffer bytes) throws IOException;

  /// Whether [#seek] works. A container that can go back writes its length and index into its head
  /// when it is finished; one that cannot leaves them out.
  default boolean seekable() {
    return false;
  }

  /// Moves the place of the next [#write].
  ///
  /// @param position bytes from the start of the container
  /// @throws IOException when that place cannot be reached
  default void seek(long position) throws IOException {
    throw new IOException("These bytes cannot be written out of order (to " + position + ")");
  }
}
