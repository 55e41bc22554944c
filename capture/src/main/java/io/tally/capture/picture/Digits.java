// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.picture;

/// Which dots of a 5 x 7 grid make a digit, a colon or a point?
final class Digits {
  static final int COLUMNS = 5;
  static final int ROWS = 7;

  private static final String[] GLYPHS = {
    ".###.#...##..###.#.###..##...#.###.", // 0
    "..#...##....#....#....#....#...###.", // 1
    ".###.#...#....#...#...#...#...#####", // 2
    ".###.#...#....#..##.....##...#.###.", // 3
    "...#...##..#.#.#..#.#####...#....#.", // 4
    "######....####.....#....##...#.###.", // 5
    ".###.#....#....####.#...##...#.###.", // 6
    "#####....#...#...#...#....#....#...", // 7
    ".###.#...##...#.###.#...##...#.###.", // 8
    ".###.#...##...#.####....#....#.###.", // 9
    ".......#....#..............#....#..", // :
    "...............................#...", // .
  };

  private Digits() {}

  /// Whether a dot is set.
  ///
  /// @param character a digit, ':' or '.'
  static boolean dot(char character, int column, int row) {
    int glyph =
        switch (character) {
          case ':' -> 10;
          case '.' -> 11;
          default -> Character.digit(character, 10);
        };
    return GLYPHS[glyph].charAt(row * COLUMNS + column) == '#';
  }
}
