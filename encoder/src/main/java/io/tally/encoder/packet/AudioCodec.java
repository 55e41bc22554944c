// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.packet;

/// How is the sound coded?
public enum AudioCodec {
  /// AAC (ISO/IEC 14496-3).
  AAC("AAC"),
  /// Opus (RFC 6716).
  OPUS("Opus");

  private final String label;

  AudioCodec(String label) {
    this.label = label;
  }

  /// What a person knows it by.
  public String label() {
    return label;
  }
}
