// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.bitstream;

import io.tally.encoder.packet.nal.NalSyntax;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// What is the `AVCDecoderConfigurationRecord` of these parameter sets (ISO/IEC 14496-15 5.3.3.1)?
final class AvcConfig {
  private static final int HIGH = 100;

  private AvcConfig() {}

  /// @param extradata what an encoder gives as its headers: a byte stream, or the record itself
  /// @throws IOException when there is no sequence or picture parameter set in it
  static ByteBuffer of(ByteBuffer extradata) throws IOException {
    if (extradata.limit() > 6 && extradata.get(0) == 1) {
      byte[] record = new byte[extradata.limit()];
      extradata.get(0, record);
      return ByteBuffer.wrap(record);
    }
    NalSplitter units = new NalSplitter(NalSyntax.H264).split(extradata);
    List<byte[]> sps = units.ofType(NalSyntax.SPS);
    List<byte[]> pps = units.ofType(NalSyntax.PPS);
    if (sps.isEmpty() || pps.isEmpty()) {
      throw new IOException(
          "it gave no parameter sets before its first picture (%d bytes of headers)"
              .formatted(extradata.limit()));
    }
    return ByteBuffer.wrap(write(sps, pps));
  }

  private static byte[] write(List<byte[]> sps, List<byte[]> pps) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] first = sps.getFirst();
    out.write(1);
    out.write(first, 1, 3); // profile, compatibility, level
    out.write(0xFC | 3); // lengths of four bytes
    out.write(0xE0 | sps.size());
    sps.forEach(unit -> write(out, unit));
    out.write(pps.size());
    pps.forEach(unit -> write(out, unit));
    if ((first[1] & 0xFF) == HIGH) {
      out.write(0xFC | 1); // chroma 4:2:0
      out.write(0xF8); // luma of 8 bits
      out.write(0xF8); // chroma of 8 bits
      out.write(0);
    }
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, byte[] unit) {
    out.write(unit.length >> 8);
    out.write(unit.length);
    out.writeBytes(unit);
  }
}
