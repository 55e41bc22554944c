// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.packet;

/// How is the sound coded?
public enum AudioCodec {
  AAC
}
