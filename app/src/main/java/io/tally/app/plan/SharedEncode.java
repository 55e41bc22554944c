// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.plan;

import io.tally.app.outlet.Outlet;
import io.tally.app.settings.EncodingSettings;
import io.tally.capture.media.FrameRate;
import io.tally.capture.scene.CanvasFormat;
import io.tally.encoder.VideoSettings;
import io.tally.encoder.packet.AudioCodec;
import io.tally.protocol.service.ServiceLimits;
import io.tally.protocol.service.SettingsCheck;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Which one encode suits several outlets, if any does?
///
/// Keyframe interval and B-frames are tolerances: any value is good that all allow. Size, rate and
/// bit rate are what the smallest of them allows; where that is much less than another could get,
/// the two do not share.
final class SharedEncode {
  // Of what an outlet could get alone. A quarter less of bit rate is hardly seen, and a second
  // encode costs as much processor time as the first.
  private static final double ENOUGH = 0.75;
  private static final int LEAST_VIDEO_BPS = 100_000;

  private final Encode wanted;

  SharedEncode(Encode wanted) {
    this.wanted = wanted;
  }

  /// The best that one outlet can get. What it wants and cannot get, such as more lines than the
  /// canvas has, is left to `SettingsCheck`.
  Encode own(Outlet outlet) {
    return encode(List.of(outlet));
  }

  /// The encode for these, or empty when one of them would lose too much or take offence.
  Optional<Encode> of(List<Outlet> outlets) {
    if (leastSeconds(outlets) > mostSeconds(outlets)) {
      return Optional.empty();
    }
    Encode shared = encode(outlets);
    return outlets.stream().allMatch(outlet -> serves(shared, outlet))
        ? Optional.of(shared)
        : Optional.empty();
  }

  /// Whether an outlet does well enough with an encode.
  boolean serves(Encode encode, Outlet outlet) {
    Encode own = own(outlet);
    return encode.coding().encoder().equals(own.coding().encoder())
        && enough(encode.coding().videoBitrateBps(), own.coding().videoBitrateBps())
        && enough(encode.pixelsPerSecond(), own.pixelsPerSecond())
        && objections(encode, outlet) <= objections(own, outlet);
  }

  private static boolean enough(double given, double possible) {
    return given >= ENOUGH * possible;
  }

  private static int objections(Encode encode, Outlet outlet) {
    return outlet
        .service()
        .map(service -> SettingsCheck.of(encode.media(), service).size())
        .orElse(0);
  }

  /// The longest of the shortest keyframe intervals, s.
  static double leastSeconds(List<Outlet> outlets) {
    return outlets.stream()
        .mapToDouble(outlet -> outlet.limits().leastKeyframeSeconds().orElse(0))
        .max()
        .orElse(0);
  }

  /// The shortest of the longest keyframe intervals, s.
  static double mostSeconds(List<Outlet> outlets) {
    return outlets.stream()
        .mapToDouble(
            outlet -> outlet.limits().mostKeyframeSeconds().orElse(Double.POSITIVE_INFINITY))
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private Encode encode(List<Outlet> outlets) {
    List<ServiceLimits> limits = outlets.stream().map(Outlet::limits).toList();
    CanvasFormat picture = picture(limits);
    EncodingSettings coding = wanted.coding();
    int audioBps = smallest(coding.audioBitrateBps(), limits, ServiceLimits::mostAudioBps);
    int lines = Math.min(picture.width(), picture.height());
    double rate = picture.rate().perSecond();
    int videoBps =
        smallest(coding.videoBitrateBps(), limits, each -> each.mostVideoBps(lines, rate));
    int totalBps = smallest(videoBps + audioBps, limits, ServiceLimits::mostTotalBps);
    double most = mostSeconds(outlets);
    double least = Math.min(most, leastSeconds(outlets));
    return new Encode(
        picture,
        coding
            .withVideoBitrate(Math.max(LEAST_VIDEO_BPS, totalBps - audioBps))
            .withAudioBitrate(audioBps)
            .withKeyframeSeconds(Math.clamp(coding.keyframeSeconds(), least, most))
            .withBFrames(bFrames(limits))
            .withEncoder(encoder(limits))
            .withAudioCodec(audioCodec(limits)));
  }

  private OptionalInt bFrames(List<ServiceLimits> limits) {
    int usual = wanted.media().bFrames();
    int most = smallest(usual, limits, ServiceLimits::mostBFrames);
    return most == usual ? wanted.coding().bFrames() : OptionalInt.of(most);
  }

  /// The encoder that was asked for, where all take its codec; else the one of H.264 that every
  /// machine has, which all take.
  private String encoder(List<ServiceLimits> limits) {
    return limits.stream().allMatch(each -> each.takes(wanted.videoCodec()))
        ? wanted.coding().encoder()
        : VideoSettings.X264;
  }

  private AudioCodec audioCodec(List<ServiceLimits> limits) {
    return limits.stream().allMatch(each -> each.takes(wanted.coding().audioCodec()))
        ? wanted.coding().audioCodec()
        : AudioCodec.AAC;
  }

  private CanvasFormat picture(List<ServiceLimits> limits) {
    CanvasFormat canvas = wanted.picture();
    int lines = Math.min(canvas.width(), canvas.height());
    int fewest = smallest(lines, limits, ServiceLimits::mostLines);
    double scale = (double) fewest / lines;
    FrameRate rate = canvas.rate();
    while (!takenByAll(rate, limits)) {
      // Every second picture: other rates would be uneven.
      rate =
          rate.frames() % 2 == 0
              ? new FrameRate(rate.frames() / 2, rate.perSeconds())
              : new FrameRate(rate.frames(), rate.perSeconds() * 2);
    }
    return new CanvasFormat(even(canvas.width() * scale), even(canvas.height() * scale), rate);
  }

  private static boolean takenByAll(FrameRate rate, List<ServiceLimits> limits) {
    return rate.perSecond() < 2 || limits.stream().allMatch(l -> l.takesRate(rate.perSecond()));
  }

  private static int even(double px) {
    return (int) (2 * Math.round(px / 2));
  }

  private interface Most {
    OptionalInt of(ServiceLimits limits);
  }

  private static int smallest(int wanted, List<ServiceLimits> limits, Most most) {
    return limits.stream()
        .map(most::of)
        .filter(OptionalInt::isPresent)
        .mapToInt(OptionalInt::getAsInt)
        .reduce(wanted, Math::min);
  }
}
