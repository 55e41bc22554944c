// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.packet;

/// How is the picture coded?
public enum VideoCodec {
  H264
}
