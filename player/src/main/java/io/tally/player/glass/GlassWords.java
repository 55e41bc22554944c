// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.glass;

import io.tally.player.glass.GlassFacts.Delay;
import io.tally.player.glass.GlassFacts.Likeness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How is it told how a programme arrives: to a person, and to a program?
public final class GlassWords {
  private static final double CLEAN = 0.95; // SSIM: hardly anybody sees a difference
  private static final double SOFT = 0.80; // grain and fine detail go first
  private static final double SECOND_NS = 1e9;

  private GlassWords() {}

  /// What is worth a place beside the delay, such as `0 lost · SSIM 0.97`; empty without stamps.
  public static String beside(GlassFacts facts) {
    if (facts.source().isEmpty()) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    if (!facts.source().get().own()) {
      parts.add("by the sender's clock");
    }
    parts.add(facts.lost() + " lost");
    facts.likeness().ifPresent(likeness -> parts.add(words(likeness)));
    return String.join(" · ", parts);
  }

  private static String words(Likeness likeness) {
    String ssim = String.format(Locale.ROOT, "SSIM %.2f", likeness.ssim());
    return isClean(likeness) ? ssim : ssim + ", " + verdict(likeness);
  }

  /// Whether hardly anybody would see a difference.
  public static boolean isClean(Likeness likeness) {
    return likeness.ssim() >= CLEAN;
  }

  /// How good that is.
  public static String verdict(Likeness likeness) {
    if (isClean(likeness)) {
      return "hardly different";
    }
    return likeness.ssim() >= SOFT ? "visibly softer" : "damaged";
  }

  /// Where the time goes, such as `0.1 s coding, 1.9 s on the way, 0.9 s waiting here`.
  public static String stages(Delay delay) {
    return String.format(
        Locale.ROOT,
        "%.2f s coding, %.2f s on the way, %.2f s waiting here",
        delay.codingNs() / SECOND_NS,
        delay.wayNs() / SECOND_NS,
        delay.waitNs() / SECOND_NS);
  }

  /// The peak signal to noise ratio, dB.
  public static String psnr(Likeness likeness) {
    return Double.isFinite(likeness.psnrDb())
        ? String.format(Locale.ROOT, "PSNR %.1f dB", likeness.psnrDb())
        : "every pixel the same";
  }

  /// All of it as numbers, times in seconds; empty without stamps.
  public static Map<String, Object> fields(GlassFacts facts) {
    Map<String, Object> fields = new LinkedHashMap<>();
    facts
        .source()
        .ifPresent(source -> {
          fields.put("session", source.name());
          fields.put("own", source.own());
          fields.put("shown", facts.shown());
          fields.put("lost", facts.lost());
          fields.put("leftOut", facts.leftOut());
        });
    facts
        .delay()
        .ifPresent(delay -> {
          fields.put("delay", seconds(delay.medianNs()));
          fields.put("delayP95", seconds(delay.p95Ns()));
          fields.put("coding", seconds(delay.codingNs()));
          fields.put("way", seconds(delay.wayNs()));
          fields.put("wait", seconds(delay.waitNs()));
        });
    facts
        .likeness()
        .ifPresent(likeness -> {
          fields.put("ssim", likeness.ssim());
          if (Double.isFinite(likeness.psnrDb())) {
            fields.put("psnr", likeness.psnrDb());
          }
        });
    return fields;
  }

  private static double seconds(long ns) {
    return Math.round(ns / 1e6) / 1e3;
  }
}
