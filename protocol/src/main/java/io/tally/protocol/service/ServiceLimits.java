// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.service;

import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.VideoCodec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// What does a service take?
///
/// Each figure is absent where the service does not publish it. Lines are a picture's shorter side,
/// px, so that an upright picture counts as a lying one does.
///
/// @param leastTotalKbps of picture and sound together
/// @param mostTotalKbps of picture and sound together
/// @param mostVideoKbps of the picture, whatever its size
/// @param mostAudioKbps of the sound
/// @param pictures of the picture, by size and rate
/// @param leastLines of the smallest picture
/// @param mostLines of the largest picture
/// @param mostFramesPerSecond of the picture
/// @param leastKeyframeSeconds from one keyframe to the next
/// @param mostKeyframeSeconds from one keyframe to the next
/// @param advisedKeyframeSeconds what the service likes best
/// @param videoCodecs names of [VideoCodec]; empty where it is not known
/// @param audioCodecs names of [AudioCodec]; empty where it is not known
/// @param profile the H.264 profile that it asks for
/// @param mostBFrames between two other pictures; 0 forbids them
/// @param constantRate whether it asks for a constant bit rate, which every encoder here makes
public record ServiceLimits(
    OptionalInt leastTotalKbps,
    OptionalInt mostTotalKbps,
    OptionalInt mostVideoKbps,
    OptionalInt mostAudioKbps,
    List<PictureLimit> pictures,
    OptionalInt leastLines,
    OptionalInt mostLines,
    OptionalInt mostFramesPerSecond,
    OptionalDouble leastKeyframeSeconds,
    OptionalDouble mostKeyframeSeconds,
    OptionalDouble advisedKeyframeSeconds,
    List<String> videoCodecs,
    List<String> audioCodecs,
    Optional<String> profile,
    OptionalInt mostBFrames,
    boolean constantRate) {
  /// Nothing is known.
  public static final ServiceLimits NONE =
      new ServiceLimits(
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          List.of(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          List.of(),
          List.of(),
          Optional.empty(),
          OptionalInt.empty(),
          false);

  private static final int BITS = 1000; // of a kilobit
  // 59.94 and 60 are one rate to a service.
  private static final double RATE_TOLERANCE = 0.1;

  /// The most that a picture of some size and rate may take.
  ///
  /// @param lines of a picture up to that size
  /// @param framesPerSecond of a picture up to that rate; absent for any
  public record PictureLimit(int lines, OptionalInt framesPerSecond, int videoKbps) {
    boolean covers(int wantedLines, double wantedRate) {
      return wantedLines <= lines
          && (framesPerSecond.isEmpty()
              || wantedRate <= framesPerSecond.getAsInt() + RATE_TOLERANCE);
    }
  }

  public ServiceLimits {
    pictures = List.copyOf(pictures);
    videoCodecs = List.copyOf(videoCodecs);
    audioCodecs = List.copyOf(audioCodecs);
    ordered("total bit rates", leastTotalKbps, mostTotalKbps);
    ordered("lines", leastLines, mostLines);
    double least = leastKeyframeSeconds.orElse(0);
    double most = mostKeyframeSeconds.orElse(Double.POSITIVE_INFINITY);
    double advised = advisedKeyframeSeconds.orElse(Math.max(least, Math.min(most, 2)));
    if (!(least <= advised && advised <= most)) {
      throw new IllegalArgumentException(
          "Keyframe intervals of %s to %s s with %s s advised make no sense"
              .formatted(least, most, advised));
    }
  }

  private static void ordered(String what, OptionalInt least, OptionalInt most) {
    if (least.isPresent() && most.isPresent() && least.getAsInt() > most.getAsInt()) {
      throw new IllegalArgumentException(
          "The least %s is %d and the most %d".formatted(what, least.getAsInt(), most.getAsInt()));
    }
  }

  /// The most that a picture may take, bit/s, beside the total.
  ///
  /// @param lines its shorter side, px
  public OptionalInt mostVideoBps(int lines, double framesPerSecond) {
    IntStream bySize =
        pictures.stream()
            .filter(limit -> limit.covers(lines, framesPerSecond))
            .mapToInt(PictureLimit::videoKbps)
            .sorted()
            .limit(1);
    return bps(IntStream.concat(bySize, mostVideoKbps.stream()).min());
  }

  /// The most that sound may take, bit/s.
  public OptionalInt mostAudioBps() {
    return bps(mostAudioKbps);
  }

  /// The least that picture and sound must take together, bit/s.
  public OptionalInt leastTotalBps() {
    return bps(leastTotalKbps);
  }

  /// The most that picture and sound may take together, bit/s.
  public OptionalInt mostTotalBps() {
    return bps(mostTotalKbps);
  }

  /// Whether pictures of this codec are taken, as far as is known.
  public boolean takes(VideoCodec codec) {
    return videoCodecs.isEmpty() || videoCodecs.contains(codec.name());
  }

  /// Whether sound of this codec is taken, as far as is known.
  public boolean takes(AudioCodec codec) {
    return audioCodecs.isEmpty() || audioCodecs.contains(codec.name());
  }

  /// Whether this many pictures a second are taken, as far as is known.
  public boolean takesRate(double framesPerSecond) {
    return mostFramesPerSecond.isEmpty()
        || framesPerSecond <= mostFramesPerSecond.getAsInt() + RATE_TOLERANCE;
  }

  private static OptionalInt bps(OptionalInt kbps) {
    return kbps.isPresent() ? OptionalInt.of(kbps.getAsInt() * BITS) : kbps;
  }
}
