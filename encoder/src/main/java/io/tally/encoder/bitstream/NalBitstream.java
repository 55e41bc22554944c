// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.bitstream;

import io.tally.encoder.packet.nal.NalSyntax;
import java.io.IOException;
import java.nio.ByteBuffer;

/// What does a byte stream of NAL units mean to a receiver (H.264 and H.265 annex B)?
final class NalBitstream implements Bitstream {
  private final NalSyntax syntax;
  private final NalSplitter units;
  private int highestTemporalId;

  NalBitstream(NalSyntax syntax) {
    this.syntax = syntax;
    units = new NalSplitter(syntax);
  }

  @Override
  public ByteBuffer config(ByteBuffer extradata) throws IOException {
    return switch (syntax) {
      case H264 -> AvcConfig.of(extradata);
      case HEVC -> {
        ByteBuffer record = HevcConfig.of(extradata);
        highestTemporalId = HevcConfig.temporalLayers(record) - 1;
        yield record;
      }
    };
  }

  @Override
  public AccessUnit read(ByteBuffer packet) {
    units.split(packet);
    return new AccessUnit(
        units.lengthPrefixed(), units.randomAccess(), units.disposable(highestTemporalId));
  }
}
