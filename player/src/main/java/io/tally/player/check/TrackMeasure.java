// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.MultivariantPlaylist.Variant;
import io.tally.player.playlist.Segment;
import io.tally.player.probe.SegmentFacts;
import io.tally.player.probe.SegmentFacts.Audio;
import io.tally.player.probe.SegmentFacts.Video;
import io.tally.player.rules.MaskedAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How much of one playlist was looked at, and what are its media?
///
/// Threads: any.
final class TrackMeasure {
  private final Track track;
  private Optional<MediaPlaylist> newest = Optional.empty();
  private int playlists;
  private int segments;
  private int failed;
  private long bytes;
  private long mediaNs;
  private long peakBps;
  private long pictures;
  private long picturesNs;
  private int keyframes;
  private long keyframesNs;
  private double longestKeyframeS;
  private String real = "";

  TrackMeasure(Track track) {
    this.track = track;
  }

  synchronized void loaded(MediaPlaylist playlist) {
    playlists++;
    newest = Optional.of(playlist);
  }

  synchronized void failed() {
    failed++;
  }

  synchronized void add(Segment segment, SegmentFacts facts) {
    segments++;
    bytes += facts.bytes();
    mediaNs += segment.durationNs();
    if (segment.durationNs() > 0) {
      peakBps = Math.max(peakBps, (long) (facts.bytes() * 8e9 / segment.durationNs()));
    }
    facts.video().ifPresent(this::add);
    real = real(facts);
  }

  private void add(Video video) {
    if (video.span().samples() > 1) {
      pictures += video.span().samples();
      picturesNs += video.span().durationNs();
    }
    List<Long> keys = video.keyframesNs();
    for (int i = 1; i < keys.size(); i++) {
      longestKeyframeS = Math.max(longestKeyframeS, (keys.get(i) - keys.get(i - 1)) / 1e9);
    }
    if (!keys.isEmpty()) {
      // The last one lasts to the end of the segment, where the next begins.
      longestKeyframeS =
          Math.max(longestKeyframeS, (video.span().endNs() - keys.getLast()) / 1e9);
      keyframes += keys.size();
      keyframesNs += video.span().durationNs();
    }
  }

  private static String real(SegmentFacts facts) {
    StringBuilder text = new StringBuilder(facts.kind().name());
    facts
        .video()
        .ifPresent(video -> text.append(' ').append(video.codec()).append(size(video.width(), video.height())));
    for (Audio audio : facts.audio()) {
      text.append(' ').append(audio.codec());
      if (audio.sampleRate() > 0) {
        text.append(' ').append(audio.sampleRate()).append(" Hz");
      }
    }
    return text.toString();
  }

  private static String size(int width, int height) {
    return width > 0 ? " " + width + "x" + height : "";
  }

  private static String told(Variant variant) {
    String rate =
        variant.framesPerSecond().isPresent()
            ? String.format(Locale.ROOT, " %.3f fps", variant.framesPerSecond().getAsDouble())
            : "";
    return variant.codecs() + size(variant.width(), variant.height()) + rate;
  }

  synchronized TrackSummary summary() {
    return new TrackSummary(
        track.name(),
        MaskedAddress.of(track.uri()),
        track.kind(),
        track.variant().map(TrackMeasure::told).orElse(""),
        real,
        newest.map(playlist -> !playlist.isVod()).orElse(false),
        newest.map(playlist -> playlist.targetDurationNs() / 1_000_000_000L).orElse(0L),
        playlists,
        segments,
        failed,
        mediaNs / 1e9,
        bytes,
        mediaNs == 0 ? 0 : (long) (bytes * 8e9 / mediaNs),
        peakBps,
        track.variant().map(Variant::bandwidthBps).orElse(0L),
        picturesNs == 0 ? 0 : pictures * 1e9 / picturesNs,
        keyframes == 0 ? 0 : keyframesNs / 1e9 / keyframes,
        longestKeyframeS);
  }
}
