// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.service;

import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.VideoCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Would a service take what is to be sent, and if not, what mends it?
///
/// Only what the service publishes is checked.
public final class SettingsCheck {
  private static final int BITS = 1000; // of a kilobit
  private static final int LEAST_VIDEO_BPS = 100_000; // less is no picture

  private static final double WIDE = 16.0 / 9;
  private static final double NEARLY = 0.01;

  private final SentMedia sent;
  private final ServiceLimits limits;
  private final String service;
  private final List<Objection> objections = new ArrayList<>();

  private SettingsCheck(SentMedia sent, Service service) {
    this.sent = sent;
    this.limits = service.limits();
    this.service = service.name();
  }

  /// Every objection, the gravest first; none when all is well as far as is known.
  public static List<Objection> of(SentMedia sent, Service service) {
    SettingsCheck check = new SettingsCheck(sent, service);
    check.codecs();
    check.picture();
    check.videoBitrate();
    check.audioBitrate();
    check.total();
    check.keyframes();
    check.bFrames();
    return List.copyOf(check.objections);
  }

  private void codecs() {
    if (!limits.takes(sent.videoCodec())) {
      Optional<Fix> fix =
          Arrays.stream(VideoCodec.values())
              .filter(limits::takes)
              .<Fix>map(Fix.SetVideoCodec::new)
              .findFirst();
      object(
          "takes %s pictures only, and %s is set"
              .formatted(String.join(", ", limits.videoCodecs()), sent.videoCodec().label()),
          fix);
    }
    if (sent.audioBps() > 0 && !limits.takes(sent.audioCodec())) {
      Optional<Fix> fix =
          Arrays.stream(AudioCodec.values())
              .filter(limits::takes)
              .<Fix>map(Fix.SetAudioCodec::new)
              .findFirst();
      object(
          "takes %s sound only, and %s is set"
              .formatted(String.join(", ", limits.audioCodecs()), sent.audioCodec().label()),
          fix);
    }
  }

  private void picture() {
    limits.mostLines().ifPresent(most -> lines(sent.lines() > most, "at most", most));
    limits.leastLines().ifPresent(least -> lines(sent.lines() < least, "no less than", least));
    if (!limits.takesRate(sent.framesPerSecond())) {
      int most = limits.mostFramesPerSecond().orElseThrow();
      object(
          "takes at most %d pictures a second, and %s are set"
              .formatted(most, shown(sent.framesPerSecond())),
          Optional.of(new Fix.SetFrameRate(most)));
    }
  }

  private void lines(boolean wrong, String how, int lines) {
    if (wrong) {
      object(
          "takes pictures of %s %d lines, and %dx%d is set"
              .formatted(how, lines, sent.width(), sent.height()),
          Optional.of(canvas(lines)));
    }
  }

  /// The same shape with so many lines, in even numbers; what is nearly 16:9 becomes that, so that
  /// 852x480 becomes 1920x1080.
  private Fix canvas(int lines) {
    double scale = (double) lines / sent.lines();
    if (Math.abs((double) sent.width() / sent.height() - WIDE) < NEARLY) {
      return new Fix.SetCanvas(even(lines * WIDE), even(lines));
    }
    return new Fix.SetCanvas(even(sent.width() * scale), even(sent.height() * scale));
  }

  private static int even(double px) {
    return (int) (2 * Math.round(px / 2));
  }

  private void videoBitrate() {
    OptionalInt most = limits.mostVideoBps(sent.lines(), sent.framesPerSecond());
    if (most.isPresent() && sent.videoBps() > most.getAsInt()) {
      object(
          "takes at most %d kb/s of picture at %dx%d and %s fps, and %d are set"
              .formatted(
                  most.getAsInt() / BITS,
                  sent.width(),
                  sent.height(),
                  shown(sent.framesPerSecond()),
                  sent.videoBps() / BITS),
          Optional.of(new Fix.SetVideoBitrate(most.getAsInt())));
    }
  }

  private void audioBitrate() {
    OptionalInt most = limits.mostAudioBps();
    if (most.isPresent() && sent.audioBps() > most.getAsInt()) {
      object(
          "takes at most %d kb/s of sound, and %d are set"
              .formatted(most.getAsInt() / BITS, sent.audioBps() / BITS),
          Optional.of(new Fix.SetAudioBitrate(most.getAsInt())));
    }
  }

  private void total() {
    limits.leastTotalBps().ifPresent(least -> total(sent.totalBps() < least, "at least", least));
    limits.mostTotalBps().ifPresent(most -> total(sent.totalBps() > most, "at most", most));
  }

  private void total(boolean wrong, String how, int bps) {
    if (wrong) {
      int video = bps - sent.audioBps();
      object(
          "takes %s %d kb/s of picture and sound together, and %d are set"
              .formatted(how, bps / BITS, sent.totalBps() / BITS),
          video < LEAST_VIDEO_BPS ? Optional.empty() : Optional.of(new Fix.SetVideoBitrate(video)));
    }
  }

  private void keyframes() {
    double seconds = sent.keyframeSeconds();
    boolean tooFew =
        limits.mostKeyframeSeconds().isPresent()
            && seconds > limits.mostKeyframeSeconds().getAsDouble();
    boolean tooMany =
        limits.leastKeyframeSeconds().isPresent()
            && seconds < limits.leastKeyframeSeconds().getAsDouble();
    if (tooFew || tooMany) {
      double nearest =
          tooFew
              ? limits.mostKeyframeSeconds().getAsDouble()
              : limits.leastKeyframeSeconds().getAsDouble();
      object(
          "wants a keyframe every %s s %s, and %s s are set"
              .formatted(shown(nearest), tooFew ? "at most" : "at least", shown(seconds)),
          Optional.of(new Fix.SetKeyframeSeconds(nearest)));
    }
  }

  private void bFrames() {
    if (limits.mostBFrames().isPresent() && sent.bFrames() > limits.mostBFrames().getAsInt()) {
      object(
          "takes no B-frames, and up to %d in a row are set".formatted(sent.bFrames()),
          Optional.of(new Fix.NoBFrames()));
    }
  }

  private void object(String what, Optional<Fix> fix) {
    objections.add(new Objection(service + " " + what + ".", fix));
  }

  private static String shown(double number) {
    return number == Math.rint(number)
        ? Integer.toString((int) number)
        : String.format(Locale.ROOT, "%.2f", number);
  }
}
