// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event.id3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which texts stand in the bytes of a frame, one behind the other (ID3v2.4 structure 4)?
final class FrameBytes {
  private static final int LONGEST = 4_096; // characters of a text that are kept
  private static final int MOST_TEXTS = 64;

  private final byte[] bytes;
  private int at;
  private Charset charset = ISO_8859_1;

  FrameBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Reads the byte that says how texts are written.
  void encoding() {
    int told = at < bytes.length ? bytes[at++] : 0;
    charset =
        switch (told) {
          case 1 -> UTF_16; // with a byte order mark, else the higher byte first
          case 2 -> UTF_16BE;
          case 3 -> UTF_8;
          default -> ISO_8859_1;
        };
  }

  int left() {
    return Math.max(0, bytes.length - at);
  }

  void skip(int count) {
    at = Math.min(bytes.length, at + count);
  }

  /// So many characters of one byte each.
  String plain(int count) {
    int from = at;
    skip(count);
    return shown(new String(bytes, from, at - from, ISO_8859_1));
  }

  /// Up to the next zero, in one byte each whatever the encoding is.
  String plain() {
    Charset told = charset;
    charset = ISO_8859_1;
    String text = text();
    charset = told;
    return text;
  }

  /// Up to the next zero, or the end.
  String text() {
    int width = charset.equals(UTF_16) || charset.equals(UTF_16BE) ? 2 : 1;
    int from = at;
    int to = from;
    while (to + width <= bytes.length && !isZero(to, width)) {
      to += width;
    }
    boolean ended = to + width <= bytes.length;
    at = ended ? to + width : bytes.length;
    return shown(new String(bytes, from, (ended ? to : bytes.length) - from, charset));
  }

  private boolean isZero(int from, int width) {
    return bytes[from] == 0 && (width == 1 || bytes[from + 1] == 0);
  }

  /// All that are left.
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    while (left() > 0 && texts.size() < MOST_TEXTS) {
      texts.add(text());
    }
    return texts;
  }

  byte[] rest() {
    return Arrays.copyOfRange(bytes, Math.min(at, bytes.length), bytes.length);
  }

  /// What would move the cursor or hide is left out: a tag is a stranger's text.
  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .map(c -> Character.isWhitespace(c) ? ' ' : c)
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
        .forEach(shown::appendCodePoint);
    return shown.toString().strip();
  }
}
