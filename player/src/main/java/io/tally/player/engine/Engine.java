// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.engine;

import io.tally.capture.media.VideoFrame;
import io.tally.player.adapt.AbrController;
import io.tally.player.caption.Captions;
import io.tally.player.decode.Demuxing;
import io.tally.player.decode.GraphicsCard;
import io.tally.player.event.EventLog;
import io.tally.player.feed.JoinPoint;
import io.tally.player.feed.PositionMap;
import io.tally.player.feed.SegmentBuffer;
import io.tally.player.feed.SegmentLoader;
import io.tally.player.follow.PlaylistSnapshot;
import io.tally.player.follow.Variants;
import io.tally.player.glass.GlassWatch;
import io.tally.player.load.HttpLoader;
import io.tally.player.open.Opener;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.present.Goals;
import io.tally.player.present.LastPicture;
import io.tally.player.present.Phase;
import io.tally.player.present.Pipeline;
import io.tally.player.present.PresenterCounts;
import io.tally.player.seek.Whereabouts;
import io.tally.player.sound.Speaker;
import io.tally.player.subtitle.Subtitles;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// What plays an open stream from one place on?
///
/// A seek ends it and makes another. Life: made, `start`, `close` at any point and twice; what it
/// was made of stays the caller's. Threads: [#steer] on the thread `player`, the rest from any.
public final class Engine implements AutoCloseable {
  private static final long BUFFER_GOAL_NS = 30_000_000_000L;
  private static final long BUFFER_GOAL_BYTES = 64 << 20;

  /// Where the pictures go.
  ///
  /// @param sinks given each, borrowed, and tell the watch
  /// @param events told of what is attached to the stream's time
  public record Output(Consumer<VideoFrame> sinks, GlassWatch glass, EventLog events) {}

  /// What a player has from one stream to the next.
  public record Equipment(HttpLoader http, Speaker speaker, GraphicsCard card) {}

  /// What is there before it, and stays after it.
  public record Surroundings(
      Equipment equipment,
      Output output,
      LastPicture last,
      PresenterCounts counts,
      Consumer<String> notes,
      Runnable wake) {}

  private final Variants variants;
  private final Surroundings around;
  private final JoinPoint from;
  private final SegmentLoader loader;
  private final Optional<SegmentLoader> soundLoader;
  private final Pipeline pipeline;
  private final EventTeller events;
  private final Place place;
  private final LivePace pace;
  private final Captions captions = new Captions();
  private volatile boolean stays; // somebody paused it: it may be far behind live

  /// @param sound what is followed for the sound, when it has playlists of its own
  public Engine(
      Variants variants,
      Optional<Variants> sound,
      AbrController abr,
      Surroundings around,
      JoinPoint from) {
    this.variants = variants;
    this.around = around;
    this.from = from;
    events = new EventTeller(around.output().events());
    around.output().glass().restart();
    PlaylistSnapshot snapshot = variants.tracker().snapshot();
    MediaPlaylist playlist = snapshot.playlist();
    SegmentBuffer buffer = new SegmentBuffer(BUFFER_GOAL_NS, BUFFER_GOAL_BYTES);
    loader =
        new SegmentLoader(variants, abr, around.equipment().http(), buffer, from, around.notes());
    Optional<SegmentBuffer> ownSound =
        sound.map(_ -> new SegmentBuffer(BUFFER_GOAL_NS, BUFFER_GOAL_BYTES));
    long positionNs = from.wanted(snapshot).positionNs();
    soundLoader =
        sound.map(followed ->
            new SegmentLoader(
                followed,
                AbrController.only(),
                around.equipment().http(),
                ownSound.orElseThrow(),
                JoinPoint.at(positionNs),
                around.notes()));
    pipeline =
        new Pipeline(
            buffer,
            ownSound,
            new Demuxing.Beside(around.output().glass(), captions, events::begins),
            around.equipment().speaker(),
            around.equipment().card(),
            this::shown,
            around.last(),
            around.counts(),
            goals(playlist),
            around.notes(),
            around.wake());
    from.shownFromNs(snapshot).ifPresent(pipeline::cutBefore);
    around.output().events().goTo(from.positionNs().orElse(positionNs));
    place = new Place(variants, pipeline);
    boolean atEdge = from.positionNs().isEmpty() && !playlist.isVod();
    pace =
        new LivePace(
            place,
            pipeline,
            around.counts(),
            around.notes(),
            atEdge ? Optional.of(playlist) : Optional.empty());
  }

  private static Goals goals(MediaPlaylist playlist) {
    OptionalLong partHoldBackNs = JoinPoint.partHoldBackNs(playlist);
    if (partHoldBackNs.isPresent()) {
      return Goals.ofParts(partHoldBackNs.getAsLong());
    }
    return playlist.ended()
        ? Goals.ofRecording(playlist.targetDurationNs())
        : Goals.ofLive(playlist.targetDurationNs());
  }

  /// Begins to load and to play. Where the sound has playlists of its own, a restart of either ends
  /// loading and wakes the caller: only together they can go on.
  public void start() {
    soundLoader.ifPresent(own -> {
      own.leaveRestarts(around.wake());
      loader.leaveRestarts(around.wake());
    });
    loader.start();
    soundLoader.ifPresent(SegmentLoader::start);
    pipeline.start();
  }

  /// Lets the subtitles go with what it plays.
  public void show(Subtitles subtitles, Opener.Opened opened) {
    subtitles.begin(
        opened,
        variants,
        around.equipment().http(),
        pipeline.anchors(),
        captions,
        from,
        around.notes());
  }

  private void shown(VideoFrame borrowed) {
    around.output().sinks().accept(borrowed);
    if (events.isDue(pipeline.anchors().positionNs(borrowed.ptsNs()))) {
      around.wake().run();
    }
  }

  /// Tells of the events that playing has come to. On `player` only.
  public void tellEvents() {
    events.learn(snapshot());
    if (pipeline.phase() != Phase.OPENING) {
      events.reached(pipeline.place().positionNs());
    }
  }

  /// What turns the loaded bytes into picture and sound.
  public Pipeline pipeline() {
    return pipeline;
  }

  /// What loads the picture.
  public SegmentLoader loader() {
    return loader;
  }

  /// Lets it stand still, or go on where it stood.
  ///
  /// @return false when it cannot go on there, because the server has dropped what comes next
  public boolean pause(boolean wanted) {
    if (wanted) {
      stays = true;
    } else if (stays) {
      Whereabouts now = whereabouts();
      if (now.live() && now.positionNs() + pipeline.bufferedNs() < now.startNs()) {
        around
            .notes()
            .accept(
                "The pause lasted longer than the %d s that the server keeps; joined live again"
                    .formatted(now.lengthNs() / 1_000_000_000L));
        return false;
      }
    }
    pipeline.pause(wanted);
    return true;
  }

  /// Where it is, and where it could be.
  public Whereabouts whereabouts() {
    return place.whereabouts();
  }

  /// Lets the sound go over to what its addresses give now.
  public void replaceSound() {
    soundLoader.ifPresent(SegmentLoader::replace);
  }

  /// From where another engine goes on as this one does.
  public JoinPoint here() {
    return pace.isNearLive() && !stays
        ? JoinPoint.DEFAULT
        : JoinPoint.at(pipeline.place().positionNs());
  }

  /// How far behind the live edge it plays, counting what came about since the playlist, ns.
  public long behindEdgeNs(PositionMap.Place shown) {
    return place.behindEdgeNs(shown);
  }

  /// Plays a little faster or slower, so that the distance from the live edge is what it should be.
  ///
  /// @param wishedRate of a person; only at 1 is there anything to correct
  /// @return true when it is too far from the edge for that
  public boolean steer(double wishedRate) {
    return pace.steer(wishedRate) && !stays;
  }

  /// What keeps the stream from coming as it should, while something does.
  public Optional<String> problem() {
    return variants.tracker().health().trouble().or(loader::problem);
  }

  /// The playlist that the picture comes from.
  public PlaylistSnapshot snapshot() {
    return variants.tracker().snapshot();
  }

  /// What tells how late the pictures are.
  public GlassWatch glass() {
    return around.output().glass();
  }

  /// Ends everything that it started, within two seconds. Idempotent.
  @Override
  public void close() {
    loader.close();
    soundLoader.ifPresent(SegmentLoader::close);
    pipeline.close();
  }
}
