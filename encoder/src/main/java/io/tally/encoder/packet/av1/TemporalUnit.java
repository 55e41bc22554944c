// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.packet.av1;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Which units of an AV1 temporal unit does a receiver need, and can other pictures do without it?
///
/// @param data the units without temporal delimiters, padding and tile lists (AV1-ISOBMFF section
///   2.4), read-only; the given bytes, not copied, when nothing must go
/// @param keyframe it begins with a key frame that is shown
/// @param disposable no later picture refers to any of its frames (AV1 section 7.20: none refreshes
///   a reference); false when that is not known
public record TemporalUnit(ByteBuffer data, boolean keyframe, boolean disposable) {
  private static final int KEY_FRAME = 0;
  private static final int INTRA_ONLY_FRAME = 2;
  private static final int SWITCH_FRAME = 3;
  private static final int ALL_PLACES = 0xFF;

  /// Reads the units of one packet.
  ///
  /// @param header of the stream; null counts nothing as disposable
  /// @throws IllegalArgumentException when the units are damaged
  public static TemporalUnit read(ByteBuffer units, @Nullable SequenceHeader header) {
    ObuReader obu = new ObuReader(units);
    int keptBytes = 0;
    boolean keyframe = false;
    boolean frames = false;
    boolean disposable = header != null;
    while (obu.next()) {
      if (isNeeded(obu.type())) {
        keptBytes += obu.whole().remaining();
      }
      if (obu.type() == ObuReader.FRAME || obu.type() == ObuReader.FRAME_HEADER) {
        keyframe |= !frames && isShownKeyFrame(new Bits(obu.payload()), header);
        disposable =
            disposable
                && header != null
                && refreshed(new Bits(obu.payload()), header.frames()) == 0;
        frames = true;
      }
    }
    ByteBuffer data = keptBytes == units.remaining() ? units.slice() : kept(units, keptBytes);
    return new TemporalUnit(data.asReadOnlyBuffer(), keyframe, frames && disposable);
  }

  private static ByteBuffer kept(ByteBuffer units, int keptBytes) {
    ByteBuffer kept = ByteBuffer.allocate(keptBytes);
    ObuReader obu = new ObuReader(units);
    while (obu.next()) {
      if (isNeeded(obu.type())) {
        kept.put(obu.whole());
      }
    }
    return kept.flip();
  }

  private static boolean isNeeded(int type) {
    return switch (type) {
      case ObuReader.TEMPORAL_DELIMITER, ObuReader.PADDING, ObuReader.TILE_LIST -> false;
      default -> true;
    };
  }

  private static boolean isShownKeyFrame(Bits bits, @Nullable SequenceHeader header) {
    boolean reduced = header != null && header.frames().reduced();
    return reduced || (!bits.flag() && bits.number(2) == KEY_FRAME && bits.flag());
  }

  /// Which of the eight places for references this frame takes (AV1 section 5.9.2, up to
  /// refresh_frame_flags).
  private static int refreshed(Bits bits, SequenceHeader.FrameSyntax syntax) {
    if (syntax.reduced() || syntax.decoderModel()) {
      return ALL_PLACES; // or not known: the fields of a decoder model are not read
    }
    if (bits.flag()) { // show_existing_frame: a key frame that is shown again takes all places
      return ALL_PLACES;
    }
    int type = bits.number(2);
    boolean shown = bits.flag();
    if (!shown) {
      bits.skip(1); // showable_frame
    }
    boolean all = type == SWITCH_FRAME || (type == KEY_FRAME && shown);
    if (all) {
      return ALL_PLACES;
    }
    boolean resilient = bits.flag();
    bits.skip(1); // disable_cdf_update
    boolean screenContent =
        syntax.screenContent() == SequenceHeader.EACH_FRAME_SAYS
            ? bits.flag()
            : syntax.screenContent() == 1;
    if (screenContent && syntax.integerMotion() == SequenceHeader.EACH_FRAME_SAYS) {
      bits.skip(1); // force_integer_mv
    }
    bits.skip(syntax.frameIdBits());
    bits.skip(1); // frame_size_override_flag
    bits.skip(syntax.orderHintBits());
    boolean intra = type == KEY_FRAME || type == INTRA_ONLY_FRAME;
    if (!intra && !resilient) {
      bits.skip(3); // primary_ref_frame
    }
    return bits.number(8);
  }
}
