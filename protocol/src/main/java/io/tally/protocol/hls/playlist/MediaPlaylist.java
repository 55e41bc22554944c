// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.hls.playlist;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// What does the media playlist say? (rfc8216bis 4.4.3 to 4.4.5)
///
/// @param independent every segment of this playlist begins with a keyframe
/// @param ended no segment will be added
/// @param segments at least one, oldest first
public record MediaPlaylist(
    long targetSeconds, boolean independent, boolean ended, List<Segment> segments) {
  /// The name of the playlist beside its segments.
  public static final String FILE = "stream.m3u8";

  /// EXT-X-MAP in a playlist of whole segments asks for 6 (rfc8216bis 8).
  private static final int VERSION = 6;

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(UTC);

  public MediaPlaylist {
    segments = List.copyOf(segments);
  }

  /// The playlist as text.
  public String text() {
    StringBuilder out = new StringBuilder(200 + 100 * segments.size());
    Segment first = segments.getFirst();
    line(out, "#EXTM3U");
    line(out, "#EXT-X-VERSION:" + VERSION);
    line(out, "#EXT-X-TARGETDURATION:" + targetSeconds);
    line(out, "#EXT-X-MEDIA-SEQUENCE:" + first.sequence());
    line(out, "#EXT-X-DISCONTINUITY-SEQUENCE:" + discontinuitySequence(first));
    if (independent) {
      line(out, "#EXT-X-INDEPENDENT-SEGMENTS");
    }
    long init = -1;
    for (Segment segment : segments) {
      if (segment.discontinuity()) {
        line(out, "#EXT-X-DISCONTINUITY");
      }
      if (segment.init().number() != init) {
        init = segment.init().number();
        line(out, "#EXT-X-MAP:URI=\"" + segment.init().file() + "\"");
      }
      line(out, "#EXT-X-PROGRAM-DATE-TIME:" + dateTime(segment.dateTime()));
      line(out, "#EXTINF:" + seconds(segment.durationNs()) + ",");
      line(out, segment.file());
    }
    if (ended) {
      line(out, "#EXT-X-ENDLIST");
    }
    return out.toString();
  }

  /// The tag of the first segment counts only once it has left the playlist (rfc8216bis 6.2.2).
  private static long discontinuitySequence(Segment first) {
    return first.discontinuity() ? first.epoch() - 1 : first.epoch();
  }

  /// Rounded, not cut: the running sum of dates and of lengths must agree to the millisecond.
  private static String dateTime(Instant instant) {
    return DATE_TIME.format(instant.plusNanos(500_000));
  }

  private static String seconds(long durationNs) {
    long micros = Math.round(durationNs / 1e3);
    return String.format(Locale.ROOT, "%d.%06d", micros / 1_000_000, micros % 1_000_000);
  }

  private static void line(StringBuilder out, String text) {
    out.append(text).append('\n');
  }
}
