// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.decode;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.encoder.packet.Track;
import io.tally.player.load.LoadedSegment;
import io.tally.player.load.PositionMap;
import io.tally.player.load.SegmentBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/// Which packets, at which run times, do the loaded segments hold?
///
/// The body of the thread `demux`: one [Container] per timeline, one after the other. A segment
/// that makes no sense is left out with a note, and the next one begins a timeline of its own.
public final class Demuxing implements Runnable {
  private static final int MOST_BAD_READS = 50;

  private final SegmentBuffer segments;
  private final PacketQueue packets;
  private final PositionMap positions;
  private final Consumer<String> notes;
  private final AtomicLong damaged = new AtomicLong();
  private long runNs;

  /// @param notes told in a sentence what was wrong with the stream
  public Demuxing(
      SegmentBuffer segments, PacketQueue packets, PositionMap positions, Consumer<String> notes) {
    this.segments = segments;
    this.packets = packets;
    this.positions = positions;
    this.notes = notes;
  }

  /// Packets that made no sense.
  public long damaged() {
    return damaged.get();
  }

  @Override
  public void run() {
    try {
      for (LoadedSegment first = segments.peek(); first != null; first = segments.peek()) {
        timeline(first);
      }
      for (Track track : Track.values()) {
        packets.put(track, new PacketQueue.End());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed: that is how the thread ends
    }
  }

  private void timeline(LoadedSegment first) throws InterruptedException {
    MediaTimeline timeline = new MediaTimeline(runNs);
    try (SegmentInput input = new SegmentInput(segments, first)) {
      try (Container container = Container.open(input)) {
        new Pump(input, container, timeline).run();
      } catch (FfmpegException e) {
        damaged.incrementAndGet();
        notes.accept(
            "Segment %d cannot be read: %s"
                .formatted(first.segment().mediaSequence(), e.getMessage()));
      } finally {
        // After a failure; at a timeline's end nothing is left. The next one starts anew.
        input.discardRest();
      }
    }
    runNs = timeline.endNs();
  }

  /// Moves the packets of one timeline.
  private final class Pump {
    private final SegmentInput input;
    private final Container container;
    private final MediaTimeline timeline;
    private final Map<Track, Integer> streams = new EnumMap<>(Track.class);
    private final Map<Track, PacketTimes> times = new EnumMap<>(Track.class);
    private int knownStreams;
    private int jumps;

    Pump(SegmentInput input, Container container, MediaTimeline timeline) {
      this.input = input;
      this.container = container;
      this.timeline = timeline;
    }

    void run() throws InterruptedException, FfmpegException {
      AVPacket packet = av_packet_alloc();
      try {
        packets.activate(streams.keySet());
        int badReads = 0;
        announce();
        while (true) {
          try {
            if (!container.read(packet)) {
              return;
            }
            badReads = 0;
          } catch (FfmpegException e) {
            damaged.incrementAndGet();
            if (++badReads > MOST_BAD_READS) {
              throw e;
            }
            continue;
          }
          announce();
          if (!forward(packet)) {
            return;
          }
          av_packet_unref(packet);
        }
      } finally {
        av_packet_free(packet);
      }
    }

    /// Chooses the first picture and the first sound track; MPEG-TS may tell of them late.
    private void announce() throws InterruptedException, FfmpegException {
      for (; knownStreams < container.streams(); knownStreams++) {
        AVStream stream = container.stream(knownStreams);
        int type = stream.codecpar().codec_type();
        boolean cover = (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
        if (type == AVMEDIA_TYPE_VIDEO && !cover) {
          choose(Track.VIDEO, stream);
        } else if (type == AVMEDIA_TYPE_AUDIO) {
          choose(Track.AUDIO, stream);
        }
      }
    }

    private void choose(Track track, AVStream stream) throws InterruptedException, FfmpegException {
      if (streams.putIfAbsent(track, stream.index()) != null) {
        return;
      }
      packets.activate(streams.keySet());
      AVCodecParameters copy = avcodec_parameters_alloc();
      FfmpegException.check(
          avcodec_parameters_copy(copy, stream.codecpar()), "Copying codec parameters");
      packets.put(track, new PacketQueue.Format(copy));
    }

    private boolean forward(AVPacket packet) throws InterruptedException {
      Integer index = packet.stream_index();
      Track track =
          index.equals(streams.get(Track.VIDEO))
              ? Track.VIDEO
              : index.equals(streams.get(Track.AUDIO)) ? Track.AUDIO : null;
      if (track == null) {
        return true;
      }
      Optional<PacketTimes.Times> told =
          times
              .computeIfAbsent(track, _ -> new PacketTimes(container.stream(index), timeline))
              .of(packet);
      if (told.isEmpty()) {
        damaged.incrementAndGet();
        return true;
      }
      PacketTimes.Times at = told.get();
      boolean hasVideo = streams.containsKey(Track.VIDEO);
      OptionalLong shift = timeline.shift(track, at.ptsNs(), at.dtsNs(), at.durationNs(), hasVideo);
      if (shift.isEmpty()) {
        damaged.incrementAndGet();
        return true;
      }
      noteJumps();
      if ((track == Track.VIDEO || !hasVideo) && packet.pos() >= 0) {
        LoadedSegment begun = input.begunBy(packet.pos());
        if (begun != null) {
          positions.add(at.ptsNs() + shift.getAsLong(), begun);
        }
      }
      AVPacket moved = av_packet_clone(packet);
      moved.pts(at.ptsNs() + shift.getAsLong());
      moved.dts(at.dtsNs() + shift.getAsLong());
      moved.duration(at.durationNs());
      return packets.put(track, new PacketQueue.Coded(moved, at.durationNs()));
    }

    private void noteJumps() {
      if (timeline.jumps() > jumps) {
        jumps = timeline.jumps();
        notes.accept("The stream's times jumped without EXT-X-DISCONTINUITY");
      }
    }
  }
}
