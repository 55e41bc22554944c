// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import io.tally.capture.ffmpeg.Ffmpeg;
import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.encoder.packet.nal.NalSyntax;
import io.tally.player.feed.LoadedSegment;
import io.tally.player.probe.Adts;
import io.tally.player.probe.container.Id3Time;
import io.tally.player.probe.picture.NalWalk;
import io.tally.player.probe.picture.SeiMessage;
import io.tally.player.timeline.PacketTimes;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/// Which packets does one segment hold?
///
/// Reads its initialization section and then its media from memory. One demuxer per segment: damage
/// in one cannot make FFmpeg read on into the next, and a segment's last picture does not wait for
/// the next segment. Threads: `demux` only.
final class Container implements AutoCloseable {
  private static final int BUFFER_BYTES = 32 << 10;
  private static final byte TS_SYNC = 0x47;
  private static final byte ADTS_SYNC = (byte) 0xFF;
  // Media only: no format that names other files, and no protocol at all.
  private static final String FORMATS = "mov,mp4,m4a,3gp,3g2,mj2,mpegts,aac,mp3,ac3,eac3";
  // Enough for PAT and PMT. The MPEG-TS demuxer reads this far before it gives its first packet,
  // and can only go back as far as its buffer reaches.
  private static final String PROBE_BYTES = "8192";
  // What stands before a picture's first slice is never longer but in damaged streams.
  private static final int MOST_OF_A_PICTURE = 8 << 10;
  private static final int AVC_LENGTH_AT = 4;
  private static final int HEVC_LENGTH_AT = 21;

  /// What FFmpeg reads through.
  private static final class Input extends Read_packet_Pointer_BytePointer_int {
    private final byte[] init;
    private final byte[] media;
    private int at; // over both

    Input(LoadedSegment segment) {
      media = untagged(segment.media());
      // EXT-X-MAP holds until the next one, and a change to MPEG-TS has none that would end it.
      boolean stale = isTs(media) && !isTs(segment.init());
      init = stale ? new byte[0] : segment.init();
    }

    @Override
    public int call(@Nullable Pointer opaque, BytePointer target, int size) {
      boolean inInit = at < init.length;
      byte[] bytes = inInit ? init : media;
      int from = inInit ? at : at - init.length;
      int now = Math.min(size, bytes.length - from);
      if (now <= 0) {
        return AVERROR_EOF;
      }
      target.put(bytes, from, now);
      at += now;
      return now;
    }

    /// Without the ID3 tag in front of packed audio: who needs its time reads it from the segment.
    private static byte[] untagged(byte[] bytes) {
      int end = Id3Time.read(bytes).end();
      return end == 0 ? bytes : Arrays.copyOfRange(bytes, end, bytes.length);
    }

    private static boolean isTs(byte[] bytes) {
      return bytes.length > 0 && bytes[0] == TS_SYNC;
    }

    byte[] beginning() {
      return init.length > 0 ? init : media;
    }
  }

  private final Input input; // FFmpeg calls it until the container is closed
  private final AVIOContext io;
  private @Nullable AVFormatContext format;

  private Container(Input input, AVIOContext io) {
    this.input = input;
    this.io = io;
  }

  /// Reads the headers.
  ///
  /// @throws FfmpegException when this is no container that can be played
  static Container open(LoadedSegment segment) throws FfmpegException {
    Ffmpeg.load(); // so that what FFmpeg says of a stream goes to the log
    Input input = new Input(segment);
    BytePointer memory = new BytePointer(av_malloc(BUFFER_BYTES));
    AVIOContext io = avio_alloc_context(memory, BUFFER_BYTES, 0, null, input, null, null);
    io.seekable(0);
    Container container = new Container(input, io);
    AVDictionary options = new AVDictionary(null);
    try {
      AVFormatContext context = avformat_alloc_context();
      context.pb(io);
      av_dict_set(options, "format_whitelist", FORMATS, 0);
      av_dict_set(options, "protocol_whitelist", "none", 0);
      av_dict_set(options, "probesize", PROBE_BYTES, 0);
      // The timeline unwraps 33-bit times itself, for all tracks alike.
      av_dict_set(options, "correct_ts_overflow", "0", 0);
      // On failure FFmpeg frees the context.
      FfmpegException.check(
          avformat_open_input(context, "", likelyFormat(input.beginning()), options),
          "Reading the segment's container");
      container.format = context;
      return container;
    } catch (FfmpegException e) {
      container.close();
      throw e;
    } finally {
      av_dict_free(options);
      options.close();
    }
  }

  private static @Nullable AVInputFormat likelyFormat(byte[] beginning) {
    if (Input.isTs(beginning)) {
      return av_find_input_format("mpegts");
    }
    if (beginning.length >= 2 && beginning[0] == ADTS_SYNC && (beginning[1] & 0xF6) == 0xF0) {
      return av_find_input_format("aac");
    }
    if (beginning.length >= 8) {
      String box = new String(beginning, 4, 4, java.nio.charset.StandardCharsets.ISO_8859_1);
      if (box.equals("ftyp") || box.equals("styp") || box.equals("moov") || box.equals("moof")) {
        return av_find_input_format("mov");
      }
    }
    return null; // FFmpeg looks itself, among the formats allowed
  }

  /// Reads the next packet into an empty one.
  ///
  /// @return false at the end of the segment
  /// @throws FfmpegException when the bytes make no sense; the next call may succeed
  boolean read(AVPacket into) throws FfmpegException {
    int result = av_read_frame(open(), into);
    if (result == AVERROR_EOF) {
      return false;
    }
    FfmpegException.check(result, "Reading a packet");
    return true;
  }

  /// How many streams are known; MPEG-TS may announce more later.
  int streams() {
    return open().nb_streams();
  }

  /// What the container tells of a packet's time, and AAC of itself.
  PacketTimes.Told told(AVPacket packet) {
    AVStream stream = stream(packet.stream_index());
    boolean aac = stream.codecpar().codec_id() == AV_CODEC_ID_AAC;
    byte[] header = new byte[aac ? Math.min(Adts.HEADER, packet.size()) : 0];
    if (header.length > 0) {
      packet.data().get(header);
    }
    return new PacketTimes.Told(
        ticks(packet.pts()),
        ticks(packet.dts()),
        packet.duration(),
        new PacketTimes.Counter(
            stream.time_base().num(), stream.time_base().den(), stream.pts_wrap_bits()),
        aac ? OptionalLong.of(Adts.durationNs(header)) : OptionalLong.empty());
  }

  private static OptionalLong ticks(long told) {
    return told == AV_NOPTS_VALUE ? OptionalLong.empty() : OptionalLong.of(told);
  }

  AVStream stream(int index) {
    return open().streams(index);
  }

  /// What the sender wrote beside a picture; nothing in other codecs than H.264 and HEVC.
  ///
  /// @param packet of this container; borrowed
  List<SeiMessage> messages(AVPacket packet) {
    AVCodecParameters codec = stream(packet.stream_index()).codecpar();
    return switch (codec.codec_id()) {
      case AV_CODEC_ID_H264 -> messages(packet, NalSyntax.H264, lengthBytes(codec, AVC_LENGTH_AT));
      case AV_CODEC_ID_HEVC -> messages(packet, NalSyntax.HEVC, lengthBytes(codec, HEVC_LENGTH_AT));
      default -> List.of();
    };
  }

  private static List<SeiMessage> messages(AVPacket packet, NalSyntax syntax, int lengthBytes) {
    byte[] head = new byte[Math.min(packet.size(), MOST_OF_A_PICTURE)];
    packet.data().get(head);
    return SeiMessage.of(head, head.length, new NalWalk.Format(syntax, lengthBytes));
  }

  /// As the configuration record says (ISO/IEC 14496-15); 0 without one, for then there are start
  /// codes.
  private static int lengthBytes(AVCodecParameters codec, int at) {
    boolean record = codec.extradata_size() > at && codec.extradata().get(0) == 1;
    return record ? (codec.extradata().get(at) & 3) + 1 : 0;
  }

  private AVFormatContext open() {
    AVFormatContext context = format;
    if (context == null) {
      throw new IllegalStateException("The container is closed");
    }
    return context;
  }

  /// Frees the demuxer. Idempotent.
  @Override
  public void close() {
    AVFormatContext context = format;
    if (context != null) {
      avformat_close_input(context);
      format = null;
    }
    if (!io.isNull()) {
      BytePointer memory = io.buffer(); // FFmpeg may have put another in place of ours
      av_free(memory);
      avio_context_free(io);
      io.setNull();
    }
    input.close();
  }
}
