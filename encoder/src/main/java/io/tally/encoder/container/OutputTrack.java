// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.container;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_OPUS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PROFILE_AAC_LOW;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.VideoCodec;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/// How does a track stand in a container, and which of its ticks is a time?
final class OutputTrack {
  // 90 kHz is exact for 24, 25, 30, 50, 60 and 30000/1001 frames a second, and for milliseconds.
  private static final int VIDEO_TICKS = 90_000;
  private static final int LARGEST_RATE = 1_001_000;
  private static final int AAC_FRAME = 1024;
  private static final int OPUS_FRAME = 960;
  private static final int HVC1 = 'h' | 'v' << 8 | 'c' << 16 | '1' << 24;
  private static final long NS = 1_000_000_000L;

  private final AVStream stream;
  private long nextDts = Long.MIN_VALUE;
  private long fragmentEnd = Long.MIN_VALUE;
  private boolean fragmentEnded;

  private OutputTrack(AVStream stream) {
    this.stream = stream;
  }

  static OutputTrack video(AVFormatContext format, Container container, CodecParameters.Video video)
      throws FfmpegException {
    AVStream stream = add(format, VIDEO_TICKS, video);
    stream
        .codecpar()
        .codec_type(AVMEDIA_TYPE_VIDEO)
        .codec_id(codecId(video.codec()))
        .width(video.width())
        .height(video.height());
    if (video.codec() == VideoCodec.HEVC && container == Container.FRAGMENTED_MP4) {
      // FFmpeg's own choice is hev1, which Apple's players refuse (HLS authoring 1.10).
      stream.codecpar().codec_tag(HVC1);
    }
    if (video.framesPerSecond() > 0) {
      stream.avg_frame_rate(av_d2q(video.framesPerSecond(), LARGEST_RATE));
    }
    return new OutputTrack(stream);
  }

  static OutputTrack audio(AVFormatContext format, CodecParameters.Audio audio)
      throws FfmpegException {
    AVStream stream = add(format, audio.sampleRate(), audio);
    AVCodecParameters codec = stream.codecpar();
    codec.codec_type(AVMEDIA_TYPE_AUDIO).sample_rate(audio.sampleRate());
    switch (audio.codec()) {
      case AAC -> codec.codec_id(AV_CODEC_ID_AAC).profile(AV_PROFILE_AAC_LOW).frame_size(AAC_FRAME);
      case OPUS -> codec.codec_id(AV_CODEC_ID_OPUS).frame_size(OPUS_FRAME);
    }
    av_channel_layout_default(stream.codecpar().ch_layout(), audio.channels());
    return new OutputTrack(stream);
  }

  private static int codecId(VideoCodec codec) {
    return switch (codec) {
      case H264 -> AV_CODEC_ID_H264;
      case HEVC -> AV_CODEC_ID_HEVC;
      case AV1 -> AV_CODEC_ID_AV1;
    };
  }

  private static AVStream add(AVFormatContext format, int ticks, CodecParameters parameters)
      throws FfmpegException {
    AVStream stream = avformat_new_stream(format, null);
    if (stream == null) {
      throw FfmpegException.refused("Adding a track");
    }
    stream.time_base().num(1).den(ticks);
    ByteBuffer config = parameters.config();
    int size = config.remaining();
    BytePointer extradata =
        new BytePointer(av_mallocz((long) size + AV_INPUT_BUFFER_PADDING_SIZE)).capacity(size);
    extradata.asByteBuffer().put(config);
    AVCodecParameters codec = stream.codecpar();
    codec.bit_rate(parameters.bitrateBps());
    codec.extradata(extradata);
    codec.extradata_size(size);
    return stream;
  }

  /// Gives a packet the track's number and times.
  void stamp(EncodedPacket coded, AVPacket packet) {
    AVRational base = stream.time_base(); // the muxer may have chosen another one than we asked for
    // Two times closer than a tick (an ingest's milliseconds, Matroska's) become neighbours. A
    // fragment that begins before the duration of the last one has ended begins at its end: the MP4
    // muxer would move it there too, but forget its pts.
    long earliest = fragmentEnded ? Math.max(nextDts, fragmentEnd) : nextDts;
    long dts = Math.max(ticks(coded.dtsNs(), base), earliest);
    // As the difference of two times, so that durations add up to where the next packet stands.
    long end = ticks(coded.dtsNs() + coded.durationNs(), base);
    packet.stream_index(stream.index());
    packet.dts(dts);
    packet.pts(Math.max(ticks(coded.ptsNs(), base), dts));
    packet.duration(Math.max(end - dts, 0));
    nextDts = dts + 1;
    fragmentEnd = Math.max(end, dts);
    fragmentEnded = false;
  }

  /// Tells that the next packet begins a fragment.
  void endFragment() {
    fragmentEnded = true;
  }

  private static long ticks(long ns, AVRational base) {
    return av_rescale(ns, base.den(), NS * base.num());
  }
}
