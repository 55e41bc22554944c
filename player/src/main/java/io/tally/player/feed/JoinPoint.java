// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.feed;

import io.tally.player.follow.Alignment;
import io.tally.player.follow.PlaylistSnapshot;
import io.tally.player.playlist.LowLatency;
import io.tally.player.playlist.LowLatency.ServerControl;
import io.tally.player.playlist.MediaHeader;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Part;
import io.tally.player.playlist.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// At which segment or part does loading begin?
///
/// @param positionNs a place in the stream; empty for where the stream itself wants viewers: its
///   EXT-X-START, else the hold-back of a live one and the start of a recording
public record JoinPoint(OptionalLong positionNs) {
  /// Where the stream wants it.
  public static final JoinPoint DEFAULT = new JoinPoint(OptionalLong.empty());

  /// At a place in the stream.
  public static JoinPoint at(long positionNs) {
    return new JoinPoint(OptionalLong.of(positionNs));
  }

  static boolean isEmpty(MediaPlaylist playlist) {
    return playlist.segments().isEmpty() && playlist.lowLatency().open().isEmpty();
  }

  Cursor first(PlaylistSnapshot snapshot) {
    MediaPlaylist playlist = snapshot.playlist();
    if (positionNs.isPresent()) {
      return covering(playlist, positionNs.getAsLong() - snapshot.originNs());
    }
    if (playlist.header().start().isPresent()) {
      MediaHeader.Start start = playlist.header().start().get();
      long fromNs =
          start.offsetNs() < 0 ? playlist.durationNs() + start.offsetNs() : start.offsetNs();
      return covering(playlist, fromNs);
    }
    return live(playlist);
  }

  /// What is the first to be shown, where that may be later than what is the first to be loaded;
  /// empty where it is that. Decoding begins at a keyframe, but low latency cannot wait for one.
  public OptionalLong shownFromNs(PlaylistSnapshot snapshot) {
    MediaPlaylist playlist = snapshot.playlist();
    OptionalLong holdBackNs = partHoldBackNs(playlist);
    if (positionNs.isPresent() || holdBackNs.isEmpty() || playlist.header().start().isPresent()) {
      return positionNs;
    }
    return OptionalLong.of(Math.max(0, snapshot.edgeNs() - holdBackNs.getAsLong()));
  }

  /// What a playlist that is followed beside another must be aligned with.
  public Alignment.Wanted wanted(PlaylistSnapshot snapshot) {
    Cursor cursor = first(snapshot);
    Optional<Segment> segment = Chunk.at(snapshot.playlist(), cursor).map(Chunk::segment);
    return new Alignment.Wanted(
        cursor.sequence(),
        segment.map(snapshot::positionNs).orElse(snapshot.endNs()),
        segment.flatMap(Segment::programDateTime));
  }

  private static Cursor covering(MediaPlaylist playlist, long fromNs) {
    Cursor found = Cursor.of(playlist.mediaSequence());
    for (Segment segment : playlist.segments()) {
      if (segment.startNs() <= fromNs) {
        found = Cursor.of(segment.mediaSequence());
      }
    }
    return found;
  }

  /// Where a live stream is joined; the start of a recording.
  static Cursor live(MediaPlaylist playlist) {
    OptionalLong holdBackNs = partHoldBackNs(playlist);
    return playlist.isVod() || holdBackNs.isEmpty()
        ? Cursor.of(playlist.joinSequence())
        : live(playlist, holdBackNs.getAsLong());
  }

  /// How far from its end a stream of parts is to be played; empty for one without parts.
  public static OptionalLong partHoldBackNs(MediaPlaylist playlist) {
    LowLatency told = playlist.lowLatency();
    boolean parts =
        !told.openParts().isEmpty()
            || playlist.segments().stream().anyMatch(segment -> !segment.parts().isEmpty());
    if (told.partTargetNs().isEmpty() || !parts || playlist.ended()) {
      return OptionalLong.empty();
    }
    OptionalLong holdBack =
        told.control().map(ServerControl::partHoldBackNs).orElse(OptionalLong.empty());
    return OptionalLong.of(holdBack.orElse(3 * told.partTargetNs().getAsLong()));
  }

  /// The last place at which decoding can begin that is a hold-back before the end.
  private static Cursor live(MediaPlaylist playlist, long holdBackNs) {
    List<Segment> segments = new ArrayList<>(playlist.segments());
    playlist.lowLatency().open().ifPresent(segments::add);
    long endNs = playlist.durationNs();
    for (Part part : playlist.lowLatency().openParts()) {
      endNs += part.durationNs();
    }
    long latestNs = endNs - holdBackNs;
    Cursor found = Cursor.of(playlist.joinSequence());
    for (Segment segment : segments) {
      long atNs = segment.startNs();
      if (atNs <= latestNs && segment.durationNs() > 0) {
        found = Cursor.of(segment.mediaSequence());
      }
      for (int index = 0; index < segment.parts().size(); index++) {
        Part part = segment.parts().get(index);
        if (atNs <= latestNs && part.independent() && !part.gap()) {
          found = new Cursor(segment.mediaSequence(), index);
        }
        atNs += part.durationNs();
      }
    }
    return found;
  }
}
