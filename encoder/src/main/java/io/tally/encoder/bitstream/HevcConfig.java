// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.bitstream;

import io.tally.encoder.packet.nal.EmulationPrevention;
import io.tally.encoder.packet.nal.NalSyntax;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// What is the `HEVCDecoderConfigurationRecord` of these parameter sets (ISO/IEC 14496-15 8.3.3.1)?
///
/// All three kinds stand in it, complete: so the sample entry is hvc1, which Apple's players ask
/// for.
final class HevcConfig {
  private static final int SPS_HEADER_BYTES = 3; // NAL header; VPS number, sub-layers, nesting
  private static final int PROFILE_TIER_LEVEL_BYTES = 12; // general part, H.265 section 7.3.3
  private static final int TEMPORAL_LAYERS_AT = 21;

  private HevcConfig() {}

  /// @param extradata what an encoder gives as its headers: a byte stream, or the record itself
  /// @throws IOException when not all three kinds of parameter sets are in it
  static ByteBuffer of(ByteBuffer extradata) throws IOException {
    if (extradata.limit() > TEMPORAL_LAYERS_AT && extradata.get(0) == 1) {
      byte[] record = new byte[extradata.limit()];
      extradata.get(0, record);
      return ByteBuffer.wrap(record);
    }
    NalSplitter units = new NalSplitter(NalSyntax.HEVC).split(extradata);
    List<byte[]> vps = units.ofType(NalSyntax.HEVC_VPS);
    List<byte[]> sps = units.ofType(NalSyntax.HEVC_SPS);
    List<byte[]> pps = units.ofType(NalSyntax.HEVC_PPS);
    if (vps.isEmpty() || sps.isEmpty() || pps.isEmpty()) {
      throw new IOException(
          "it gave no parameter sets before its first picture (%d bytes of headers)"
              .formatted(extradata.limit()));
    }
    return ByteBuffer.wrap(write(vps, sps, pps));
  }

  /// How many temporal sub-layers a record tells of, at least one.
  static int temporalLayers(ByteBuffer record) {
    return Math.max(1, record.get(TEMPORAL_LAYERS_AT) >> 3 & 7);
  }

  private static byte[] write(List<byte[]> vps, List<byte[]> sps, List<byte[]> pps)
      throws IOException {
    byte[] set = EmulationPrevention.without(sps.getFirst(), 0, sps.getFirst().length);
    if (set.length < SPS_HEADER_BYTES + PROFILE_TIER_LEVEL_BYTES) {
      throw new IOException("its sequence parameter set has only %d bytes".formatted(set.length));
    }
    int layers = (set[2] >> 1 & 7) + 1;
    int nested = set[2] & 1;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(1);
    out.write(set, SPS_HEADER_BYTES, PROFILE_TIER_LEVEL_BYTES);
    out.write(0xF0); // min_spatial_segmentation_idc 0: nothing is promised
    out.write(0);
    out.write(0xFC); // parallelismType: unknown
    out.write(0xFC | 1); // chroma 4:2:0, which is what every encoder is fed with
    out.write(0xF8); // luma of 8 bits
    out.write(0xF8); // chroma of 8 bits
    out.write(0); // avgFrameRate: not told
    out.write(0);
    out.write(layers << 3 | nested << 2 | 3); // lengths of four bytes
    out.write(3);
    write(out, NalSyntax.HEVC_VPS, vps);
    write(out, NalSyntax.HEVC_SPS, sps);
    write(out, NalSyntax.HEVC_PPS, pps);
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, int type, List<byte[]> units) {
    out.write(0x80 | type); // complete: none stands in the pictures
    out.write(units.size() >> 8);
    out.write(units.size());
    for (byte[] unit : units) {
      out.write(unit.length >> 8);
      out.write(unit.length);
      out.writeBytes(unit);
    }
  }
}
