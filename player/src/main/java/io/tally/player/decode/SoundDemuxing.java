// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.decode;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.encoder.packet.Track;
import io.tally.player.feed.LoadedSegment;
import io.tally.player.feed.SegmentBuffer;
import io.tally.player.probe.container.Id3Time;
import io.tally.player.timeline.Anchors;
import io.tally.player.timeline.MediaTimeline;
import io.tally.player.timeline.PacketTimes;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/// Which packets, at which run times, does sound with playlists of its own hold?
///
/// The body of the thread `demux-audio`. Its times are shifted as the picture's are at the same
/// place of the stream; where they are of another clock, the playlists say where they belong.
public final class SoundDemuxing implements Runnable {
  private static final long PATIENCE_NS = 10_000_000_000L;
  private static final long OTHER_CLOCK_NS = 5_000_000_000L;
  private static final long OVERLAP_NS = 10_000_000L;

  private final SegmentBuffer segments;
  private final PacketQueue packets;
  private final Anchors anchors;
  private final Consumer<String> notes;
  private final AtomicLong damaged = new AtomicLong();
  private @Nullable ByteBuffer format;
  private MediaTimeline timeline = new MediaTimeline(0);
  private PacketTimes times = new PacketTimes(timeline);
  private long endNs; // run time: nothing before it follows

  /// @param notes told in a sentence what was wrong with the sound
  public SoundDemuxing(
      SegmentBuffer segments, PacketQueue packets, Anchors anchors, Consumer<String> notes) {
    this.segments = segments;
    this.packets = packets;
    this.anchors = anchors;
    this.notes = notes;
  }

  /// Packets that made no sense.
  public long damaged() {
    return damaged.get();
  }

  @Override
  public void run() {
    try {
      for (LoadedSegment next = segments.peek(); next != null; next = segments.peek()) {
        if (next.newTimeline()) {
          timeline = new MediaTimeline(0);
        }
        if (next.newTimeline() || next.switched()) {
          times = new PacketTimes(timeline); // another track may be packed otherwise
        }
        try (Container container = Container.open(next)) {
          read(container, next);
        } catch (FfmpegException e) {
          damaged.incrementAndGet();
          notes.accept(
              "The sound of segment %d cannot be read: %s"
                  .formatted(next.segment().mediaSequence(), e.getMessage()));
        }
        segments.remove(next);
      }
      packets.put(Track.AUDIO, new PacketQueue.End());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed: that is how the thread ends
    }
  }

  private void read(Container container, LoadedSegment segment)
      throws InterruptedException, FfmpegException {
    AVPacket packet = av_packet_alloc();
    OptionalLong shiftNs = OptionalLong.empty();
    // Packed audio tells its time once, in front.
    OptionalLong packedNs = Id3Time.read(segment.media()).ns();
    if (packedNs.isPresent()) {
      times = PacketTimes.packed(packedNs.getAsLong());
    }
    try {
      boolean wanted = true;
      long firstNs = Long.MIN_VALUE;
      while (wanted && container.read(packet)) {
        AVStream stream = container.stream(packet.stream_index());
        if (stream.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
          Optional<PacketTimes.Times> told = times.of(container.told(packet));
          if (told.isPresent()) {
            announce(stream);
            PacketTimes.Times at = told.get();
            if (shiftNs.isEmpty()) {
              shiftNs = OptionalLong.of(shift(segment, at.ptsNs()));
            }
            firstNs = firstNs == Long.MIN_VALUE ? at.ptsNs() : firstNs;
            forward(packet, at, shiftNs.getAsLong());
            wanted = segments.read(segment, at.ptsNs() + at.durationNs() - firstNs);
          } else {
            damaged.incrementAndGet();
          }
        }
        av_packet_unref(packet);
      }
    } finally {
      av_packet_free(packet);
    }
  }

  private void announce(AVStream stream) throws InterruptedException, FfmpegException {
    ByteBuffer now = PacketQueue.Format.fingerprint(stream.codecpar());
    if (!now.equals(format)) {
      format = now;
      packets.put(Track.AUDIO, PacketQueue.Format.copy(stream.codecpar()));
    }
  }

  private long shift(LoadedSegment segment, long ptsNs) throws InterruptedException {
    Optional<Anchors.Anchor> found = anchors.at(segment.positionNs(), PATIENCE_NS);
    if (found.isEmpty()) {
      return endNs - ptsNs; // there is no picture: the sound is the clock
    }
    Anchors.Anchor anchor = found.get();
    long expectedNs = anchor.runNs() + segment.positionNs() - anchor.positionNs();
    boolean same = Math.abs(ptsNs + anchor.shiftNs() - expectedNs) < OTHER_CLOCK_NS;
    return same ? anchor.shiftNs() : expectedNs - ptsNs;
  }

  private void forward(AVPacket packet, PacketTimes.Times at, long shiftNs)
      throws InterruptedException {
    long runNs = at.ptsNs() + shiftNs;
    if (runNs + OVERLAP_NS < endNs) {
      return; // before the first picture, or of a place that was left out there
    }
    endNs = runNs + at.durationNs();
    AVPacket moved = av_packet_clone(packet);
    moved.pts(runNs);
    moved.dts(at.dtsNs() + shiftNs);
    moved.duration(at.durationNs());
    packets.put(Track.AUDIO, new PacketQueue.Coded(moved, at.durationNs()));
  }
}
