// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.aes.sample;

import java.util.ArrayList;
import java.util.List;

/// Which bytes belong together that lie scattered over the packets of a segment?
final class Scattered {
  private record Piece(int from, int to) {}

  private final byte[] segment;
  private final List<Piece> pieces = new ArrayList<>();
  private int length;

  Scattered(byte[] segment) {
    this.segment = segment;
  }

  void add(int from, int to) {
    pieces.add(new Piece(from, to));
    length += to - from;
  }

  int length() {
    return length;
  }

  /// All of them in a row.
  byte[] gathered() {
    byte[] row = new byte[length];
    int at = 0;
    for (Piece piece : pieces) {
      System.arraycopy(segment, piece.from(), row, at, piece.to() - piece.from());
      at += piece.to() - piece.from();
    }
    return row;
  }

  /// Puts others in their places.
  ///
  /// @param row as many
  void put(byte[] row) {
    int at = 0;
    for (Piece piece : pieces) {
      System.arraycopy(row, at, segment, piece.from(), piece.to() - piece.from());
      at += piece.to() - piece.from();
    }
  }
}
