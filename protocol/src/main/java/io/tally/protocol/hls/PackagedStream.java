// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.hls;

import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import io.tally.protocol.hls.HlsStatus.State;
import io.tally.protocol.hls.playlist.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What do viewers of one stream find while its sender comes, changes, goes and comes back?
///
/// Within a playlist every new timeline (a reconnect, other codec headers, times set anew, packets
/// lost here) is a discontinuity with an initialisation segment of its own. When the sender has
/// been gone for the waiting time the playlist is closed for good, and the next run starts a new
/// one whose media sequence goes on. Threads: one at a time for all but [#file], [#status] and
/// [#limit]. Time is an argument, and never falls.
final class PackagedStream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PackagedStream.class);

  private final HlsSettings settings;
  private final SegmentWindow window;
  private final long firstSequence;
  private long nextSequence;
  private long epoch;
  private State state = State.ENDED;
  private Instant now;
  private Instant since;
  private Instant gone;
  private Instant nextDate = Instant.MIN;
  private volatile Presentation presentation;

  // Of the present timeline.
  private @Nullable StreamParameters parameters;
  private @Nullable Timeline timeline;
  private @Nullable RunMuxer muxer;
  private Segment.Init init = new Segment.Init(-1, ByteBuffer.allocate(0));
  private double framesPerSecond;
  private boolean complained;

  private volatile HlsStatus status;

  /// @param firstSequence the first media sequence number
  PackagedStream(HlsSettings settings, long firstSequence, Instant now) {
    this.settings = settings;
    this.firstSequence = firstSequence;
    this.now = now;
    nextSequence = firstSequence;
    window = new SegmentWindow(settings.window(), settings.memoryBytes());
    presentation = new Presentation(settings.segment());
    since = now;
    gone = now;
    status = describe();
  }

  /// The sender is here.
  void begin(Instant at) {
    tick(at);
    if (state == State.ENDED) {
      window.startAfresh(at);
      presentation = new Presentation(settings.segment());
    }
    since = at;
    complained = false;
    state = presentation.empty() ? State.STARTING : State.LIVE;
    status = describe();
  }

  /// The codec headers. The same ones again within a run change nothing.
  void parameters(StreamParameters newer, Instant at) {
    now = at;
    StreamParameters before = parameters;
    if (timeline == null || before == null || !sameHeaders(before, newer)) {
      endTimeline();
      parameters = newer;
      timeline = new Timeline(newer, presentation.cutter(), this::finished);
      status = describe();
    }
  }

  private static boolean sameHeaders(StreamParameters a, StreamParameters b) {
    return sameHeaders(a.video(), b.video()) && sameHeaders(a.audio(), b.audio());
  }

  private static boolean sameHeaders(@Nullable CodecParameters a, @Nullable CodecParameters b) {
    if (a == null || b == null) {
      return a == null && b == null;
    }
    return a.config().equals(b.config());
  }

  /// The next packet; without codec headers before it, it cannot be used.
  void packet(EncodedPacket packet, Instant arrived) {
    now = arrived;
    if (timeline == null) {
      return;
    }
    switch (timeline.fit(packet)) {
      case GOES_ON -> timeline.add(packet, arrived, nextDate);
      case STRAY -> {}
      case JUMPS -> {
        lost(arrived);
        timeline.add(packet, arrived, nextDate);
      }
    }
  }

  /// What follows does not go on from what was before: it is of use from the next keyframe on.
  void lost(Instant at) {
    now = at;
    if (timeline != null && parameters != null) {
      endTimeline();
      timeline = new Timeline(parameters, presentation.cutter(), this::finished);
    }
  }

  /// The sender is gone, perhaps for a moment.
  void end(Instant at) {
    now = at;
    endTimeline();
    gone = at;
    state = presentation.empty() ? State.ENDED : State.WAITING;
    status = describe();
  }

  private void endTimeline() {
    if (timeline != null) {
      timeline.finish();
      timeline = null;
    }
    close();
  }

  /// Lets time pass: closes the playlist of a sender that stays away, forgets old segments.
  void tick(Instant at) {
    now = at;
    window.expire(at);
    if (state == State.WAITING && !at.isBefore(gone.plus(settings.reconnect()))) {
      state = State.ENDED;
      presentation.end();
    }
    status = describe();
  }

  private void finished(Timeline.Piece piece) {
    StreamParameters present = parameters;
    if (present == null) {
      return;
    }
    try {
      boolean fresh = muxer == null;
      if (muxer == null) {
        muxer = RunMuxer.open(present);
        init = new Segment.Init(nextSequence, muxer.init());
        framesPerSecond = framesPerSecond(present, piece);
      }
      ByteBuffer bytes = muxer.segment(piece.packets());
      epoch += fresh && nextSequence > firstSequence ? 1 : 0;
      list(piece, fresh && !presentation.empty(), bytes, present);
    } catch (IOException e) {
      // The next piece gets a muxer of its own, and so is a discontinuity.
      close();
      if (!complained) {
        complained = true;
        LOG.warn("A segment could not be written and is left out; the stream goes on", e);
      }
    }
  }

  private void list(
      Timeline.Piece piece, boolean discontinuity, ByteBuffer bytes, StreamParameters present) {
    window.add(
        new Segment(
            nextSequence, epoch, discontinuity, piece.durationNs(), piece.dateTime(), init, bytes),
        presentation.cutter().targetSeconds(),
        now);
    nextSequence++;
    nextDate = piece.dateTime().plusNanos(piece.durationNs());
    String before = presentation.advice();
    presentation.add(window.listed(), piece.independent(), present, framesPerSecond);
    state = State.LIVE;
    status = describe();
    String advice = status.advice();
    if (advice != null && !advice.equals(before)) {
      LOG.info("{}", advice);
    }
  }

  /// As the sender says, else as counted.
  private static double framesPerSecond(StreamParameters parameters, Timeline.Piece piece) {
    CodecParameters.Video video = parameters.video();
    if (video == null || video.framesPerSecond() > 0) {
      return video == null ? 0 : video.framesPerSecond();
    }
    long pictures = piece.packets().stream().filter(p -> p.track() == Track.VIDEO).count();
    return piece.durationNs() == 0 ? 0 : pictures * 1e9 / piece.durationNs();
  }

  private HlsStatus describe() {
    return new HlsStatus(
        state,
        parameters,
        since,
        presentation.size(),
        window.heldBytes(),
        presentation.averageBps(),
        /* lostPackets= */ 0,
        presentation.advice());
  }

  /// A playlist, segment or initialisation segment. From any thread.
  Optional<HlsFile> file(String name) {
    return presentation.file(name).or(() -> window.file(name));
  }

  /// How it stands. From any thread.
  HlsStatus status() {
    return status;
  }

  /// Changes the memory limit. From any thread.
  void limit(long memoryBytes) {
    window.limit(memoryBytes);
  }

  /// Frees what is native; the segments stay.
  @Override
  public void close() {
    if (muxer != null) {
      muxer.close();
      muxer = null;
    }
  }
}
