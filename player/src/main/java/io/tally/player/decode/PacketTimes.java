// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale;

import io.tally.player.timeline.MediaTimeline;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.BytePointer;

/// When does a packet of one track begin and end, where the container tells only half of it?
///
/// MPEG-TS times a PES packet, and one may hold sixteen blocks of AAC: FFmpeg cuts it into them,
/// times the first, and knows a block's duration only after a probing that would hold up the start.
/// So the others follow from the header of each block (ISO/IEC 13818-7 6.2, ADTS). One object per
/// track and timeline. Threads: `demux` only.
final class PacketTimes {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long MOST_REORDERING_NS =
      5 * SECOND_NS; // sixteen pictures at three a second
  private static final long LONGEST_NS = 10 * SECOND_NS; // a damaged header may say hours
  private static final int ADTS_HEADER_BYTES = 7;
  private static final int SAMPLES_PER_BLOCK = 1024;
  private static final int[] ADTS_RATES = {
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
    7_350
  };

  /// In the timeline's own time, with counters unwrapped, ns.
  record Times(long ptsNs, long dtsNs, long durationNs) {}

  private final MediaTimeline timeline;
  private boolean begun;
  private boolean packed; // times are told by nothing but the tag in front
  private long lastDtsNs;
  private long lastDurationNs;

  PacketTimes(MediaTimeline timeline) {
    this.timeline = timeline;
  }

  /// Those of packed audio, whose first packet begins at a time and the others follow from it.
  static PacketTimes packed(long startNs) {
    PacketTimes times = new PacketTimes(new MediaTimeline(0));
    times.begun = true;
    times.packed = true;
    times.lastDtsNs = startNs;
    return times;
  }

  /// The times of the next packet; empty when nothing tells them, or they cannot be.
  Optional<Times> of(AVPacket packet, AVStream stream) {
    boolean aac = stream.codecpar().codec_id() == AV_CODEC_ID_AAC;
    boolean untimed = packed || (packet.pts() == AV_NOPTS_VALUE && packet.dts() == AV_NOPTS_VALUE);
    if (untimed && !packed && (!aac || !begun)) {
      return Optional.empty();
    }
    long dtsNs = lastDtsNs + lastDurationNs;
    long ptsNs = dtsNs;
    if (!untimed) {
      dtsNs = unwrappedNs(packet.dts() == AV_NOPTS_VALUE ? packet.pts() : packet.dts(), stream);
      ptsNs = unwrappedNs(packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts(), stream);
    }
    if (Math.abs(ptsNs - dtsNs) > MOST_REORDERING_NS) {
      return Optional.empty(); // damaged; shown at such a time it would hold up all that follow
    }
    long durationNs = durationNs(packet, stream, dtsNs, aac);
    begun = true;
    lastDtsNs = dtsNs;
    lastDurationNs = durationNs;
    return Optional.of(new Times(ptsNs, dtsNs, durationNs));
  }

  private long durationNs(AVPacket packet, AVStream stream, long dtsNs, boolean aac) {
    long toldNs = ns(packet.duration(), stream);
    if (toldNs > 0 && toldNs <= LONGEST_NS) {
      return toldNs;
    }
    long blockNs = aac ? adtsDurationNs(packet) : 0;
    if (blockNs > 0) {
      return blockNs;
    }
    long stepNs = dtsNs - lastDtsNs;
    return begun && stepNs > 0 && stepNs < SECOND_NS ? stepNs : lastDurationNs;
  }

  private static long adtsDurationNs(AVPacket packet) {
    BytePointer data = packet.data();
    if (packet.size() < ADTS_HEADER_BYTES
        || (data.get(0) & 0xFF) != 0xFF
        || (data.get(1) & 0xF0) != 0xF0) {
      return 0;
    }
    int rateIndex = data.get(2) >> 2 & 0xF;
    int blocks = (data.get(6) & 3) + 1;
    return rateIndex < ADTS_RATES.length
        ? SECOND_NS * blocks * SAMPLES_PER_BLOCK / ADTS_RATES[rateIndex]
        : 0;
  }

  private long unwrappedNs(long ticks, AVStream stream) {
    return ns(timeline.unwrap(ticks, stream.pts_wrap_bits()), stream);
  }

  private static long ns(long ticks, AVStream stream) {
    // 128 bits inside: a decode time counted from 1970 times 10^9 does not fit in 64.
    return av_rescale(ticks, SECOND_NS * stream.time_base().num(), stream.time_base().den());
  }
}
