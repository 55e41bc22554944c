// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.hls.playlist;

import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.StreamParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What does the multivariant playlist say about the one variant there is? (rfc8216bis 4.4.6.2)
///
/// @param framesPerSecond measured or declared; 0 when there is no picture
/// @param peakBps the highest bit rate of any segment so far, bit/s
/// @param averageBps over the listed segments, bit/s
public record MultivariantPlaylist(
    StreamParameters parameters, double framesPerSecond, long peakBps, long averageBps) {
  /// The name of the playlist that viewers open.
  public static final String FILE = "index.m3u8";

  /// Later segments may be heavier than those seen so far.
  private static final double HEADROOM = 1.1;

  /// The playlist as text.
  public String text() {
    List<String> attributes = new ArrayList<>();
    attributes.add("BANDWIDTH=" + Math.max(1, Math.round(HEADROOM * expectedPeakBps())));
    attributes.add("AVERAGE-BANDWIDTH=" + Math.max(1, averageBps));
    attributes.add("CODECS=\"" + CodecNames.of(parameters) + "\"");
    CodecParameters.Video video = parameters.video();
    if (video != null && video.width() > 0) {
      attributes.add("RESOLUTION=" + video.width() + "x" + video.height());
    }
    if (video != null && framesPerSecond > 0) {
      attributes.add(String.format(Locale.ROOT, "FRAME-RATE=%.3f", framesPerSecond));
    }
    return "#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-STREAM-INF:"
        + String.join(",", attributes)
        + "\n"
        + MediaPlaylist.FILE
        + "\n";
  }

  private long expectedPeakBps() {
    long declared = 0;
    CodecParameters.Video video = parameters.video();
    CodecParameters.Audio audio = parameters.audio();
    declared += video == null ? 0 : video.bitrateBps();
    declared += audio == null ? 0 : audio.bitrateBps();
    return Math.max(peakBps, declared);
  }
}
