// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import io.tally.encoder.packet.CodecParameters;
import java.io.IOException;

/// What is an encoder on an [EncodeThread] asked for, whatever it codes?
sealed interface Coder extends AutoCloseable permits VideoEncoder, AudioEncoder {
  /// What a receiver must know; does not change.
  CodecParameters parameters();

  /// Gives out what is still inside; after it only [#close] is allowed.
  ///
  /// @throws IOException when it cannot be coded
  void drain() throws IOException;

  /// Frees everything; what is still inside is lost. Idempotent.
  @Override
  void close();
}
