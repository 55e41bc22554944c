// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.packet.nal;

import io.tally.encoder.packet.VideoCodec;
import java.util.Optional;

/// What does the header of a NAL unit say (H.264 section 7.3.1, H.265 section 7.3.1.2)?
public enum NalSyntax {
  /// One byte.
  H264 {
    @Override
    public int type(byte first) {
      return first & 0x1F;
    }

    @Override
    public boolean isKept(int type) {
      return type != SPS && type != PPS && type != 9 && type != 12; // delimiter, filler
    }

    @Override
    public boolean isSlice(int type) {
      return type >= 1 && type <= IDR;
    }

    @Override
    public boolean isRandomAccess(int type) {
      return type == IDR;
    }

    @Override
    public boolean isSei(int type) {
      return type == 6;
    }

    @Override
    public byte[] seiHeader(byte first, byte second) {
      return new byte[] {6};
    }

    @Override
    public int headerBytes() {
      return 1;
    }

    @Override
    public boolean isReferredTo(byte first, byte second, int highestTemporalId) {
      return (first & 0x60) != 0; // nal_ref_idc
    }
  },

  /// Two bytes.
  HEVC {
    @Override
    public int type(byte first) {
      return first >> 1 & 0x3F;
    }

    @Override
    public boolean isKept(int type) {
      // Parameter sets, delimiter, end marks, filler.
      return type < HEVC_VPS || type > 38;
    }

    @Override
    public boolean isSlice(int type) {
      return type < HEVC_VPS;
    }

    @Override
    public boolean isRandomAccess(int type) {
      return type == 19 || type == 20; // IDR_W_RADL, IDR_N_LP
    }

    @Override
    public boolean isSei(int type) {
      return type == PREFIX_SEI;
    }

    // Of the same layer and sub-layer as the picture.
    @Override
    public byte[] seiHeader(byte first, byte second) {
      return new byte[] {(byte) (PREFIX_SEI << 1 | (first & 1)), second};
    }

    @Override
    public int headerBytes() {
      return 2;
    }

    // Even types up to 14 are of pictures that none of the same sub-layer refers to (table 7-1);
    // those of higher sub-layers may.
    @Override
    public boolean isReferredTo(byte first, byte second, int highestTemporalId) {
      int type = type(first);
      boolean unreferred = type <= 14 && type % 2 == 0;
      return !unreferred || (second & 7) - 1 < highestTemporalId;
    }
  };

  /// Types of H.264 (table 7-1).
  public static final int SPS = 7;

  public static final int PPS = 8;

  /// Types of HEVC (table 7-1).
  public static final int HEVC_VPS = 32;

  public static final int HEVC_SPS = 33;
  public static final int HEVC_PPS = 34;

  private static final int IDR = 5;
  private static final int PREFIX_SEI = 39; // of HEVC

  /// How the units of a codec are read; empty for one that has other units.
  public static Optional<NalSyntax> of(VideoCodec codec) {
    return switch (codec) {
      case H264 -> Optional.of(H264);
      case HEVC -> Optional.of(HEVC);
      case AV1 -> Optional.empty();
    };
  }

  /// Its nal_unit_type.
  public abstract int type(byte first);

  /// Whether a receiver that has the codec header needs it.
  public abstract boolean isKept(int type);

  /// Whether it is a part of a picture.
  public abstract boolean isSlice(int type);

  /// Whether it is a part of a picture that forgets all before it.
  public abstract boolean isRandomAccess(int type);

  /// Whether it holds supplemental enhancement information that stands before its picture.
  public abstract boolean isSei(int type);

  /// The header of a unit of such information about a picture.
  ///
  /// @param first byte of a slice of the picture
  /// @param second byte of that slice; unused in H.264
  public abstract byte[] seiHeader(byte first, byte second);

  /// How long a unit's header is.
  public abstract int headerBytes();

  /// Whether other pictures may refer to that of this slice.
  ///
  /// @param first byte of the unit
  /// @param second byte of the unit; unused in H.264
  /// @param highestTemporalId of the stream's sub-layers; 0 where there are none
  public abstract boolean isReferredTo(byte first, byte second, int highestTemporalId);
}
