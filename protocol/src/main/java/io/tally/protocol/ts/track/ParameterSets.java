// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.track;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.encoder.packet.nal.NalSyntax;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Which codec header do the parameter sets in a byte stream make (ISO/IEC 14496-15 sections
/// 5.3.3.1 and 8.3.3.1)?
///
/// Memory: 64 sets at most. One thread at a time.
final class ParameterSets {
  private static final int MOST = 64;
  private static final int MOST_SPS = 31;
  private static final int HEVC_PROFILE_AT = 3; // NAL header; VPS number, sub-layers, nesting
  private static final int HEVC_PROFILE_BYTES = 12;
  private static final int HIGH = 100;

  private final NalSyntax syntax;
  private List<ByteBuffer> sets = List.of();

  ParameterSets(NalSyntax syntax) {
    this.syntax = syntax;
  }

  /// Takes the sets among the units of a picture: all anew when a sequence parameter set is there.
  ///
  /// @return whether something has changed
  boolean take(List<ByteBuffer> units) {
    var found = units.stream().filter(unit -> isSet(type(unit))).distinct().toList();
    if (found.isEmpty()) {
      return false;
    }
    var next = new ArrayList<ByteBuffer>();
    if (found.stream().noneMatch(unit -> type(unit) == sequence())) {
      next.addAll(sets);
    }
    found.stream().filter(unit -> !next.contains(unit)).map(ParameterSets::copy).forEach(next::add);
    if (next.size() > MOST) {
      throw new CorruptedFrameException(
          "Stream with %d parameter sets, at most %d are taken".formatted(next.size(), MOST));
    }
    var changed = !next.equals(sets);
    sets = List.copyOf(next);
    return changed;
  }

  /// Whether all kinds are there.
  boolean areComplete() {
    return !of(sequence()).isEmpty()
        && !of(syntax == NalSyntax.H264 ? NalSyntax.PPS : NalSyntax.HEVC_PPS).isEmpty()
        && (syntax == NalSyntax.H264 || !of(NalSyntax.HEVC_VPS).isEmpty());
  }

  /// The codec header.
  ByteBuffer record() {
    return ByteBuffer.wrap(syntax == NalSyntax.H264 ? avc() : hevc());
  }

  private int type(ByteBuffer unit) {
    return syntax.type(unit.get(unit.position()));
  }

  private int sequence() {
    return syntax == NalSyntax.H264 ? NalSyntax.SPS : NalSyntax.HEVC_SPS;
  }

  private boolean isSet(int type) {
    return syntax == NalSyntax.H264
        ? type == NalSyntax.SPS || type == NalSyntax.PPS
        : type >= NalSyntax.HEVC_VPS && type <= NalSyntax.HEVC_PPS;
  }

  private static ByteBuffer copy(ByteBuffer unit) {
    if (unit.remaining() > 0xFFFF) {
      throw new CorruptedFrameException(
          "Parameter set of %d bytes, at most 65535 are possible".formatted(unit.remaining()));
    }
    return ByteBuffer.allocate(unit.remaining()).put(unit.duplicate()).flip();
  }

  private List<ByteBuffer> of(int type) {
    return sets.stream().filter(unit -> type(unit) == type).toList();
  }

  private byte[] avc() {
    var out = new ByteArrayOutputStream();
    var sps = of(NalSyntax.SPS);
    var pps = of(NalSyntax.PPS);
    var first = sps.getFirst();
    if (first.remaining() < 4 || sps.size() > MOST_SPS) {
      throw new CorruptedFrameException(
          "Sequence parameter set of %d bytes, one of %d".formatted(first.remaining(), sps.size()));
    }
    out.write(1);
    for (var i = 1; i <= 3; i++) { // profile, compatibility, level
      out.write(first.get(i));
    }
    out.write(0xFC | 3); // lengths of four bytes
    out.write(0xE0 | sps.size());
    sps.forEach(unit -> write(out, unit));
    out.write(pps.size());
    pps.forEach(unit -> write(out, unit));
    if ((first.get(1) & 0xFF) == HIGH) {
      out.writeBytes(new byte[] {(byte) 0xFD, (byte) 0xF8, (byte) 0xF8, 0}); // 4:2:0, 8 bits
    }
    return out.toByteArray();
  }

  private byte[] hevc() {
    var set = plain(of(NalSyntax.HEVC_SPS).getFirst());
    if (set.length < HEVC_PROFILE_AT + HEVC_PROFILE_BYTES) {
      throw new CorruptedFrameException(
          "HEVC sequence parameter set of only %d bytes".formatted(set.length));
    }
    var layers = (set[2] >> 1 & 7) + 1;
    var nested = set[2] & 1;
    // Main 10 (profile 2) is the one profile in use with more than eight bits.
    var depth = (set[HEVC_PROFILE_AT] & 0x1F) == 2 ? 2 : 0;
    var out = new ByteArrayOutputStream();
    out.write(1);
    out.write(set, HEVC_PROFILE_AT, HEVC_PROFILE_BYTES);
    out.writeBytes(new byte[] {(byte) 0xF0, 0, (byte) 0xFC, (byte) 0xFD}); // 4:2:0
    out.write(0xF8 | depth);
    out.write(0xF8 | depth);
    out.write(0); // the frame rate is not told
    out.write(0);
    out.write(layers << 3 | nested << 2 | 3); // lengths of four bytes
    out.write(3);
    for (var type : new int[] {NalSyntax.HEVC_VPS, NalSyntax.HEVC_SPS, NalSyntax.HEVC_PPS}) {
      var units = of(type);
      out.write(0x80 | type); // none stands in the pictures
      out.write(0);
      out.write(units.size());
      units.forEach(unit -> write(out, unit));
    }
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, ByteBuffer unit) {
    out.write(unit.remaining() >> 8);
    out.write(unit.remaining());
    var bytes = new byte[unit.remaining()];
    unit.duplicate().get(bytes);
    out.writeBytes(bytes);
  }

  /// Without emulation prevention (H.265 section 7.4.2.1).
  private static byte[] plain(ByteBuffer unit) {
    var out = new ByteArrayOutputStream(unit.remaining());
    var zeros = 0;
    for (var i = 0; i < unit.remaining(); i++) {
      var value = unit.get(i);
      if (zeros >= 2 && value == 3) {
        zeros = 0;
        continue;
      }
      zeros = value == 0 ? zeros + 1 : 0;
      out.write(value);
    }
    return out.toByteArray();
  }
}
