// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.container;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_AVOID_NEG_TS_MAKE_NON_NEGATIVE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISPOSABLE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

import io.tally.capture.ffmpeg.Ffmpeg;
import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/// Which bytes of a container do these packets become?
///
/// Life: [#open], then [#write] and [#cut] any number of times, [#finish] at most once (a live
/// segmenter needs none), [#close] at any point and twice. Threads: one at a time, any; the sink is
/// called on the same one, during the call. Order: packets are written as they come, nothing is
/// held back, so the caller interleaves the tracks by dts; within a track dts must not fall.
/// Failure: an `IOException`, the sink's own where the sink refused; after it only `close` is
/// allowed.
public final class Muxer implements AutoCloseable {
  private final Container container;
  private final SinkOutput output;
  private final AVFormatContext format;
  private final AVPacket packet;
  private final Map<Track, OutputTrack> tracks = new EnumMap<>(Track.class);
  private boolean closed;

  private Muxer(Container container, ByteSink out) throws FfmpegException {
    this.container = container;
    output = new SinkOutput(out);
    format = new AVFormatContext(null);
    packet = av_packet_alloc();
  }

  /// Starts a container. For [Container#FRAGMENTED_MP4] the init segment (ftyp, moov) is with the
  /// sink when this returns.
  ///
  /// @param out called until [#finish] or [#close]; not closed by the muxer
  /// @throws IOException when the container takes one of the codecs not, FFmpeg refuses the codec
  ///   headers, or the sink its bytes
  public static Muxer open(Container container, StreamParameters streams, ByteSink out)
      throws IOException {
    Optional<String> refusal = container.refusal(streams);
    if (refusal.isPresent()) {
      throw new IOException(refusal.get());
    }
    Ffmpeg.load();
    Muxer muxer = new Muxer(container, out);
    try {
      muxer.begin(streams);
      return muxer;
    } catch (IOException | RuntimeException e) {
      muxer.close();
      throw e;
    }
  }

  private void begin(StreamParameters streams) throws IOException {
    FfmpegException.check(
        avformat_alloc_output_context2(format, null, container.format(), (String) null),
        "Preparing the container " + container);
    format.pb(output.context());
    // Times stay as given; only a stream that starts before zero is moved.
    format.avoid_negative_ts(AVFMT_AVOID_NEG_TS_MAKE_NON_NEGATIVE);
    if (streams.video() != null) {
      tracks.put(Track.VIDEO, OutputTrack.video(format, container, streams.video()));
    }
    if (streams.audio() != null) {
      tracks.put(Track.AUDIO, OutputTrack.audio(format, streams.audio()));
    }
    AVDictionary options = new AVDictionary(null);
    try {
      container.options().forEach((name, value) -> av_dict_set(options, name, value, 0));
      output.run(
          () -> avformat_write_header(format, options), "Starting the container " + container);
    } finally {
      av_dict_free(options);
    }
  }

  /// Writes one packet. Its bytes may wait inside the container (an MP4 fragment, an MKV cluster)
  /// until [#cut]. Its duration should end where the next packet of the track begins: the last of a
  /// fragment is shown so long, and one that ends too late moves the next fragment's dts to its
  /// end.
  ///
  /// @throws IOException when FFmpeg refuses the packet, or the sink its bytes
  public void write(EncodedPacket coded) throws IOException {
    OutputTrack track = tracks.get(coded.track());
    if (track == null) {
      throw new IllegalArgumentException(
          "This container was opened without a track for " + coded.track());
    }
    FfmpegException.check(
        av_new_packet(packet, coded.size()), "Making room for " + coded.size() + " bytes");
    try {
      packet.data().capacity(coded.size()).asByteBuffer().put(coded.data());
      packet.flags(
          (coded.keyframe() ? AV_PKT_FLAG_KEY : 0)
              | (coded.disposable() ? AV_PKT_FLAG_DISPOSABLE : 0));
      track.stamp(coded, packet);
      output.run(() -> av_write_frame(format, packet), "Writing a packet of " + container);
    } finally {
      av_packet_unref(packet);
    }
  }

  /// Ends the fragment now: all packets written so far are with the sink when this returns, and
  /// what follows can be read without them (given the init segment). Without packets it does
  /// nothing.
  ///
  /// @throws IOException when the sink refuses the bytes
  public void cut() throws IOException {
    output.run(() -> av_write_frame(format, (AVPacket) null), "Ending a fragment of " + container);
    tracks.values().forEach(OutputTrack::endFragment);
    for (Map.Entry<String, String> option : container.optionsAfterCut().entrySet()) {
      FfmpegException.check(
          av_opt_set(format.priv_data(), option.getKey(), option.getValue(), 0),
          "Going on after a fragment of " + container);
    }
  }

  /// Ends the container: the last fragment, then its index where it has one (`mfra` in MP4).
  ///
  /// @throws IOException when the sink refuses the bytes
  public void finish() throws IOException {
    output.run(() -> av_write_trailer(format), "Ending the container " + container);
  }

  /// Frees everything; packets that no [#cut] or [#finish] brought out are lost. Idempotent.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    av_packet_free(packet);
    avformat_free_context(format);
    output.close();
  }
}
