// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.subtitle;

import io.tally.player.adapt.AbrController;
import io.tally.player.feed.JoinPoint;
import io.tally.player.feed.LoadedSegment;
import io.tally.player.feed.SegmentBuffer;
import io.tally.player.feed.SegmentLoader;
import io.tally.player.follow.Addresses;
import io.tally.player.follow.PlaylistSnapshot;
import io.tally.player.follow.Variants;
import io.tally.player.load.HttpLoader;
import io.tally.player.load.LoadException;
import io.tally.player.manifest.ManifestLoader;
import io.tally.player.timeline.Anchors;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What does one subtitle track say, from a place of the stream on?
///
/// Follows its playlist beside the picture's and reads a segment when the picture has come that
/// far, so that it never runs ahead. Loss: without its playlist there are no subtitles, with a
/// note; a segment that does not load or is no WebVTT is left out, with a note. Life: `start` once,
/// `close` at any point and twice. Threads: works on the virtual thread `subtitles`; the rest from
/// any.
final class SubtitleTrack implements AutoCloseable {
  private static final long GOAL_NS = 30_000_000_000L;
  private static final long GOAL_BYTES = 8 << 20;
  private static final long AS_LONG_AS_IT_TAKES_NS = Duration.ofDays(365).toNanos();

  /// What it is shown beside.
  ///
  /// @param main the playlists of the picture
  /// @param variables of the multivariant playlist
  /// @param anchors told by the picture
  /// @param notes told in a sentence what is wrong
  record Beside(
      Variants main,
      HttpLoader http,
      Optional<Map<String, String>> variables,
      Anchors anchors,
      Consumer<String> notes) {}

  private final Addresses addresses;
  private final Beside beside;
  private final JoinPoint from;
  private final SegmentBuffer segments = new SegmentBuffer(GOAL_NS, GOAL_BYTES);
  private final CueList cues = new CueList();
  private final Thread thread = Thread.ofVirtual().name("subtitles").unstarted(this::run);
  private boolean toldOfOther; // on the thread only

  SubtitleTrack(Addresses addresses, Beside beside, JoinPoint from) {
    this.addresses = addresses;
    this.beside = beside;
    this.from = from;
  }

  void start() {
    thread.start();
  }

  /// What is to be read at a moment of the run time.
  List<String> at(long runNs) {
    return cues.at(runNs);
  }

  private void run() {
    PlaylistSnapshot snapshot = beside.main().tracker().snapshot();
    try (Variants followed =
        Variants.beside(
            addresses,
            snapshot,
            from.wanted(snapshot),
            new ManifestLoader(beside.http()),
            beside.variables())) {
      long positionNs = from.wanted(snapshot).positionNs();
      try (SegmentLoader loader =
          new SegmentLoader(
              followed,
              AbrController.only(),
              beside.http(),
              segments,
              JoinPoint.at(positionNs),
              note -> beside.notes().accept("Subtitles: " + note))) {
        loader.start();
        for (LoadedSegment next = segments.peek(); next != null; next = segments.peek()) {
          read(next);
          segments.remove(next);
        }
      }
    } catch (LoadException e) {
      beside.notes().accept("The subtitles cannot be had: " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed: that is how the thread ends
    }
  }

  private void read(LoadedSegment segment) throws InterruptedException {
    Optional<WebVtt> file = WebVtt.read(segment.media());
    if (file.isEmpty() && !toldOfOther) {
      toldOfOther = true;
      beside
          .notes()
          .accept("The subtitles are not WebVTT, which is what can be shown; they are left out");
    }
    Optional<Anchors.Anchor> anchor =
        beside.anchors().at(segment.positionNs(), AS_LONG_AS_IT_TAKES_NS);
    if (file.isPresent() && anchor.isPresent()) {
      cues.add(
          CueTimes.place(file.get(), anchor.get(), segment.positionNs(), segment.durationNs()));
    }
  }

  /// Says no more. Idempotent.
  @Override
  public void close() {
    segments.close();
    thread.interrupt();
  }
}
