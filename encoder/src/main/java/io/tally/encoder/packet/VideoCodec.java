// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.packet;

/// How is the picture coded?
public enum VideoCodec {
  /// ITU-T H.264.
  H264("H.264"),
  /// ITU-T H.265.
  HEVC("HEVC"),
  /// AV1, of the Alliance for Open Media.
  AV1("AV1");

  private final String label;

  VideoCodec(String label) {
    this.label = label;
  }

  /// What a person knows it by.
  public String label() {
    return label;
  }
}
