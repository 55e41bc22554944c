// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.hls.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.VideoCodec;
import io.tally.protocol.hls.PlaylistRules;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaylistTextTest {
  private static final Instant DATE = Instant.parse("2026-01-02T03:04:05.678600Z");
  private static final Segment.Init INIT = new Segment.Init(7, ByteBuffer.allocate(1));
  private static final Segment.Init OTHER = new Segment.Init(8, ByteBuffer.allocate(1));

  private static Segment segment(
      long sequence, long epoch, boolean discontinuity, Segment.Init init) {
    return new Segment(
        sequence, epoch, discontinuity, 2_002_000_000L, DATE, init, ByteBuffer.allocate(100));
  }

  @Test
  void mediaPlaylist_saysWhatItsSegmentsAre() {
    MediaPlaylist playlist = new MediaPlaylist(2, true, false, List.of(segment(7, 3, false, INIT)));

    assertThat(playlist.text())
        .isEqualTo(
            """
            #EXTM3U
            #EXT-X-VERSION:6
            #EXT-X-TARGETDURATION:2
            #EXT-X-MEDIA-SEQUENCE:7
            #EXT-X-DISCONTINUITY-SEQUENCE:3
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-MAP:URI="init-7.mp4"
            #EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:05.679Z
            #EXTINF:2.002000,
            7.m4s
            """);
  }

  @Test
  void discontinuitySequence_growsOnlyWhenTheTagHasLeft() {
    List<Segment> all = List.of(segment(7, 0, false, INIT), segment(8, 1, true, OTHER));

    PlaylistRules.Read both = PlaylistRules.check(text(all.subList(0, 1)));
    PlaylistRules.Read tagFirst = PlaylistRules.check(text(all.subList(1, 2)));

    assertThat(both.headers()).containsEntry("#EXT-X-DISCONTINUITY-SEQUENCE", "0");
    assertThat(tagFirst.tagOnFirst()).isTrue();
    assertThat(tagFirst.headers()).containsEntry("#EXT-X-DISCONTINUITY-SEQUENCE", "0");
    assertThat(tagFirst.first().discontinuity()).isEqualTo(1);
  }

  private static String text(List<Segment> segments) {
    return new MediaPlaylist(2, true, false, segments).text();
  }

  @Test
  void multivariantPlaylist_namesCodecsSizeAndRates() {
    CodecParameters.Video video =
        new CodecParameters.Video(
            VideoCodec.H264, 1280, 720, 30, 2_500_000, bytes(1, 0x64, 0x00, 0x1F));
    CodecParameters.Audio audio =
        new CodecParameters.Audio(AudioCodec.AAC, 48_000, 2, 160_000, bytes(0x11, 0x90));

    String text =
        new MultivariantPlaylist(new StreamParameters(video, audio), 29.97003, 3_000_000, 2_600_000)
            .text();

    assertThat(text)
        .isEqualTo(
            """
            #EXTM3U
            #EXT-X-VERSION:6
            #EXT-X-STREAM-INF:BANDWIDTH=3300000,AVERAGE-BANDWIDTH=2600000,CODECS="avc1.64001F,mp4a.40.2",RESOLUTION=1280x720,FRAME-RATE=29.970
            stream.m3u8
            """);
  }

  // NullAway does not see the record's @Nullable on a nested type across modules.
  @SuppressWarnings("NullAway")
  @ParameterizedTest
  @DisplayName("ISO/IEC 14496-15 E.3, AV1-ISOBMFF 5")
  @CsvSource({
    "HEVC, 01 01 60000000 900000000000 5D, hvc1.1.6.L93.90",
    "HEVC, 01 01 60000000 B00000000000 99, hvc1.1.6.L153.B0",
    "HEVC, 01 22 20000000 900000000001 78, hvc1.2.4.H120.90.0.0.0.0.1",
    "HEVC, 01 41 60000000 000000000000 1E, hvc1.A1.6.L30",
    "AV1, 81 00 0C 00, av01.0.00M.08",
    "AV1, 81 0D CC 00, av01.0.13H.10"
  })
  void videoConfig_givesItsName(VideoCodec codec, String header, String name) {
    ByteBuffer config = ByteBuffer.wrap(HexFormat.of().parseHex(header.replace(" ", "")));
    CodecParameters.Video video = new CodecParameters.Video(codec, 16, 16, 30, 0, config);

    assertThat(CodecNames.of(new StreamParameters(video, null))).isEqualTo(name);
  }

  // NullAway does not see the record's @Nullable on a nested type across modules.
  @SuppressWarnings("NullAway")
  @ParameterizedTest
  @CsvSource({"11, 90, 2", "2B, 92, 5", "EB, 09, 29", "F8, 40, 34"})
  void audioConfig_givesItsObjectType(String first, String second, int type) {
    ByteBuffer config = bytes(Integer.parseInt(first, 16), Integer.parseInt(second, 16));
    CodecParameters.Audio audio = new CodecParameters.Audio(AudioCodec.AAC, 48_000, 2, 0, config);

    assertThat(CodecNames.of(new StreamParameters(null, audio))).isEqualTo("mp4a.40." + type);
  }

  private static ByteBuffer bytes(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length);
    for (int value : values) {
      buffer.put((byte) value);
    }
    return buffer.flip();
  }
}
