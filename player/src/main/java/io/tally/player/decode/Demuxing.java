// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.decode;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.encoder.packet.Track;
import io.tally.player.caption.Captions;
import io.tally.player.feed.LoadedSegment;
import io.tally.player.feed.PositionMap;
import io.tally.player.feed.SegmentBuffer;
import io.tally.player.probe.container.Id3Time;
import io.tally.player.probe.picture.SeiMessage;
import io.tally.player.probe.picture.SeiTaker;
import io.tally.player.timeline.Anchors;
import io.tally.player.timeline.MediaTimeline;
import io.tally.player.timeline.PacketTimes;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/// Which packets, at which run times, do the loaded segments hold?
///
/// The body of the thread `demux`: one [Container] per segment, one [MediaTimeline] for as long as
/// the times run on. A segment that makes no sense is left out with a note, and the next one begins
/// a timeline of its own.
public final class Demuxing implements Runnable {
  private static final int MOST_BAD_READS = 8;

  private final SegmentBuffer segments;
  private final PacketQueue packets;
  private final PositionMap positions;
  private final Anchors anchors;
  private final Beside beside;
  private final boolean ownSound;
  private final Consumer<String> notes;
  private final AtomicLong damaged = new AtomicLong();
  private volatile OptionalLong cutNs = OptionalLong.empty();

  /// Who is told what the segments hold beside packets? On the thread `demux`.
  ///
  /// @param glass told what stands beside each picture, as the captions are
  /// @param segments told each segment with its times
  public record Beside(
      SeiTaker glass, Captions captions, BiConsumer<LoadedSegment, Anchors.Anchor> segments) {}

  /// @param anchors told of the times
  /// @param ownSound whether the sound has playlists of its own: then none of what is in these
  ///   segments is played
  /// @param notes told in a sentence what was wrong with the stream
  public Demuxing(
      SegmentBuffer segments,
      PacketQueue packets,
      PositionMap positions,
      Anchors anchors,
      Beside beside,
      boolean ownSound,
      Consumer<String> notes) {
    this.anchors = anchors;
    this.beside = beside;
    this.ownSound = ownSound;
    this.segments = segments;
    this.packets = packets;
    this.positions = positions;
    this.notes = notes;
  }

  /// Leaves out what comes before a place in the stream; said before the thread runs.
  public void cutBefore(long positionNs) {
    cutNs = OptionalLong.of(positionNs);
  }

  /// Packets that made no sense.
  public long damaged() {
    return damaged.get();
  }

  @Override
  public void run() {
    try {
      Pump pump = new Pump(0);
      boolean good = true;
      LoadedSegment first = segments.peek();
      if (first != null && cutNs.isPresent()) {
        for (Track track : Track.values()) {
          packets.put(track, new PacketQueue.From(cutNs.getAsLong() - first.positionNs()));
        }
      }
      for (LoadedSegment next = segments.peek(); next != null; next = segments.peek()) {
        if (next.newTimeline() || !good) {
          pump = new Pump(pump.timeline.endNs());
        } else if (next.switched()) {
          pump.expect(next);
        }
        good = read(next, pump);
        pump.ended(next);
        segments.remove(next);
      }
      beside.captions().end();
      packets.put(Track.VIDEO, new PacketQueue.End());
      if (!ownSound) {
        packets.put(Track.AUDIO, new PacketQueue.End());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed: that is how the thread ends
    } finally {
      anchors.end();
    }
  }

  /// Moves the packets of one segment; false when it had none.
  private boolean read(LoadedSegment segment, Pump pump) throws InterruptedException {
    String problem;
    try (Container container = Container.open(segment)) {
      if (pump.run(container, segment)) {
        return true;
      }
      problem = "there is neither picture nor sound in its " + segment.media().length + " bytes";
    } catch (FfmpegException e) {
      damaged.incrementAndGet();
      problem = String.valueOf(e.getMessage());
    }
    notes.accept("Segment " + segment.segment().mediaSequence() + " cannot be read: " + problem);
    return false;
  }

  /// Moves the packets of one timeline, segment by segment.
  private final class Pump {
    private final MediaTimeline timeline;
    private final Map<Track, PacketTimes> times = new EnumMap<>(Track.class);
    private final Map<Track, ByteBuffer> formats = new EnumMap<>(Track.class);
    private int jumps;
    private long endPositionNs; // in the stream, of the segment before

    // Of the present segment.
    private final Map<Track, Integer> streams = new EnumMap<>(Track.class);
    private int knownStreams;
    private long number;
    private boolean placed;
    private long placedNs;

    Pump(long startNs) {
      timeline = new MediaTimeline(startNs);
      for (Track track : Track.values()) {
        times.put(track, new PacketTimes(timeline));
      }
    }

    /// Says that a segment comes from another variant, whose times should run on, and may not.
    void expect(LoadedSegment segment) {
      timeline.expect(timeline.endNs() + segment.positionNs() - endPositionNs);
    }

    void ended(LoadedSegment segment) {
      endPositionNs = segment.positionNs() + segment.durationNs();
    }

    /// True when there was anything to move.
    boolean run(Container container, LoadedSegment segment)
        throws InterruptedException, FfmpegException {
      streams.clear();
      knownStreams = 0;
      number = segment.segment().mediaSequence();
      Id3Time.read(segment.media())
          .ns()
          .ifPresent(startNs -> times.put(Track.AUDIO, PacketTimes.packed(startNs)));
      placed = false;
      AVPacket packet = av_packet_alloc();
      try {
        int badReads = 0;
        boolean more = true;
        while (more) {
          try {
            more = container.read(packet);
            badReads = 0;
          } catch (FfmpegException e) {
            damaged.incrementAndGet();
            if (++badReads > MOST_BAD_READS) {
              throw e;
            }
            continue;
          }
          announce(container);
          more = more && forward(packet, container, segment);
          av_packet_unref(packet);
        }
      } finally {
        av_packet_free(packet);
      }
      return placed;
    }

    /// Chooses the first picture and the first sound track; MPEG-TS may tell of them late.
    private void announce(Container container) throws InterruptedException, FfmpegException {
      for (; knownStreams < container.streams(); knownStreams++) {
        AVStream stream = container.stream(knownStreams);
        int type = stream.codecpar().codec_type();
        boolean cover = (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
        if (type == AVMEDIA_TYPE_VIDEO && !cover) {
          choose(Track.VIDEO, stream);
        } else if (type == AVMEDIA_TYPE_AUDIO && !ownSound) {
          choose(Track.AUDIO, stream);
        }
      }
    }

    private void choose(Track track, AVStream stream) throws InterruptedException, FfmpegException {
      if (streams.putIfAbsent(track, stream.index()) != null) {
        return;
      }
      ByteBuffer format = PacketQueue.Format.fingerprint(stream.codecpar());
      if (format.equals(formats.put(track, format))) {
        return; // the decoder goes on
      }
      packets.activate(ownSound ? EnumSet.allOf(Track.class) : formats.keySet());
      packets.put(track, PacketQueue.Format.copy(stream.codecpar()));
    }

    private boolean forward(AVPacket packet, Container container, LoadedSegment segment)
        throws InterruptedException {
      int index = packet.stream_index();
      boolean isVideo = isStream(Track.VIDEO, index);
      if (!isVideo && !isStream(Track.AUDIO, index)) {
        return true;
      }
      Track track = isVideo ? Track.VIDEO : Track.AUDIO;
      Optional<PacketTimes.Times> told =
          Objects.requireNonNull(times.get(track)).of(container.told(packet));
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
      long runNs = at.ptsNs() + shift.getAsLong();
      long dtsNs = at.dtsNs() + shift.getAsLong();
      if (isVideo || !hasVideo) {
        if (!placed) {
          placed = true;
          placedNs = runNs;
          positions.add(runNs, segment);
          tell(segment, runNs, shift.getAsLong());
        }
        segments.read(segment, runNs - placedNs);
      }
      if (isVideo) {
        List<SeiMessage> said = container.messages(packet);
        beside.glass().take(runNs, segment.loaded(), said);
        beside.captions().picture(said, runNs, dtsNs);
      }
      AVPacket moved = av_packet_clone(packet);
      moved.pts(runNs);
      moved.dts(dtsNs);
      moved.duration(at.durationNs());
      return packets.put(track, new PacketQueue.Coded(moved, at.durationNs()));
    }

    private void tell(LoadedSegment segment, long runNs, long shiftNs) {
      long endNs = segment.positionNs() + segment.durationNs();
      Anchors.Anchor anchor = new Anchors.Anchor(segment.positionNs(), endNs, runNs, shiftNs);
      anchors.add(anchor);
      beside.segments().accept(segment, anchor);
    }

    private boolean isStream(Track track, int index) {
      return streams.getOrDefault(track, -1) == index;
    }

    private void noteJumps() {
      if (timeline.jumps() > jumps) {
        jumps = timeline.jumps();
        notes.accept(
            "The stream's times jumped without EXT-X-DISCONTINUITY, in or before segment "
                + number);
      }
    }
  }
}
