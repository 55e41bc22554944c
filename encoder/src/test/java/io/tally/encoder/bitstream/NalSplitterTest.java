// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.bitstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.encoder.packet.nal.NalSyntax;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("ITU-T H.264 Annex B, ISO/IEC 14496-15 5.2.3")
class NalSplitterTest {
  private final NalSplitter splitter = new NalSplitter(NalSyntax.H264);

  @Test
  void startCodesOfThreeAndFourBytes_becomeLengths() {
    assertThat(converted("00000001 65aabb 000001 41cc"))
        .isEqualTo(hex("00000003 65aabb 00000002 41cc"));
  }

  @Test
  void zerosAfterUnit_areLeftOut() {
    assertThat(converted("000001 65aa 0000 00000001 41cc 0000"))
        .isEqualTo(hex("00000002 65aa 00000002 41cc"));
  }

  @Test
  void emulationPrevention_isNoStartCode() {
    assertThat(converted("000001 65 00000301 00000302 ff"))
        .isEqualTo(hex("0000000a 65 00000301 00000302 ff"));
  }

  @Test
  void parameterSetsDelimitersAndFiller_areLeftOut() {
    assertThat(converted("000001 09f0 000001 6742 000001 68ce 000001 06aa 000001 65bb 000001 0cff"))
        .isEqualTo(hex("00000002 06aa 00000002 65bb"));
  }

  @Test
  void unitsOneAfterTheOther_moreThanExpected_areAllFound() {
    assertThat(converted("000001 41aa ".repeat(50))).isEqualTo(hex("00000002 41aa ".repeat(50)));
  }

  @Test
  void accessUnit_isIdr_whenSliceOfType5IsIn() {
    assertThat(splitter.split(bytes("000001 06aa 000001 65bb")).randomAccess()).isTrue();
    assertThat(splitter.split(bytes("000001 41bb")).randomAccess()).isFalse();
  }

  @Test
  void accessUnit_isDisposable_whenNoSliceIsReferredTo() {
    assertThat(splitter.split(bytes("000001 06aa 000001 01bb 000001 01cc")).disposable(0)).isTrue();
    assertThat(splitter.split(bytes("000001 41bb")).disposable(0)).isFalse();
  }

  @Test
  void bytesWithoutStartCode_haveNoUnits() {
    assertThat(converted("65aabbcc")).isEmpty();
    assertThat(converted("")).isEmpty();
  }

  @Test
  @DisplayName("H.265 table 7-1")
  void hevc_parameterSetsAndDelimiters_areLeftOut() {
    NalSplitter hevc = new NalSplitter(NalSyntax.HEVC);

    assertThat(
            converted(hevc, "000001 4601 000001 4001aa 000001 4201aa 000001 4401aa 000001 2601bb"))
        .isEqualTo(hex("00000003 2601bb"));
    assertThat(hevc.randomAccess()).isTrue();
  }

  @Test
  @DisplayName("H.265 table 7-1: TRAIL_N of the highest sub-layer only")
  void hevc_unreferredSlice_isDisposable_inTheHighestSubLayer() {
    NalSplitter hevc = new NalSplitter(NalSyntax.HEVC).split(bytes("000001 0001bb"));

    assertThat(hevc.disposable(0)).isTrue();
    assertThat(hevc.disposable(1)).isFalse();
    assertThat(hevc.split(bytes("000001 0201bb")).disposable(0)).isFalse();
    assertThat(hevc.split(bytes("000001 0002bb")).disposable(1)).isTrue();
  }

  private String converted(String hex) {
    return converted(splitter, hex);
  }

  private static String converted(NalSplitter splitter, String hex) {
    ByteBuffer out = splitter.split(bytes(hex)).lengthPrefixed();
    byte[] all = new byte[out.remaining()];
    out.get(all);
    return HexFormat.of().formatHex(all);
  }

  private static String hex(String spaced) {
    return spaced.replace(" ", "");
  }

  private static ByteBuffer bytes(String spaced) {
    byte[] all = HexFormat.of().parseHex(hex(spaced));
    return ByteBuffer.allocateDirect(all.length).put(all).flip();
  }
}
