// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor;

import io.tally.player.LiveDistance;
import io.tally.player.check.trace.SegmentSample;
import io.tally.player.glass.GlassFacts;
import io.tally.player.glass.GlassWords;
import io.tally.player.monitor.sound.SoundFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// Which numbers tell how picture and sound are?
public final class MediaFigures {
  private static final double LONGEST_KEYFRAME_S = 2.05;
  private static final double MOST_APART_S = 0.1;
  private static final double MOMENT_S = 0.5;
  private static final double MOST_OFFSET_MS = 45; // what people begin to see (ITU-R BT.1359)
  private static final double MOST_OF_BANDWIDTH = 110; // percent
  private static final double HIGHEST_PEAK_DB = -1; // EBU R 128

  /// A number with what it is of.
  ///
  /// @param note what it means; may be empty
  /// @param bad it is not as it should be
  public record Figure(String title, String value, String note, boolean bad) {}

  private MediaFigures() {}

  /// All that are known.
  public static List<Figure> of(MonitorState state) {
    List<Figure> figures = new ArrayList<>();
    if (!state.playing().isEmpty()) {
      player(state.playing(), figures);
    }
    boolean live = !state.playing().isEmpty() && state.playing().getLast().behindS().isPresent();
    glass(state.glass(), live, figures);
    if (!state.segments().isEmpty()) {
      SegmentSample last = state.segments().getLast();
      segment(last, figures);
      continuity(
          state.segments().stream().filter(one -> one.track().equals(last.track())).toList(),
          figures);
    }
    picture(state.picture(), figures);
    sound(state.sound(), figures);
    return figures;
  }

  private static void player(List<PlaySample> samples, List<Figure> to) {
    PlaySample now = samples.getLast();
    now.against().ifPresent(measure -> behind(measure, now.behindS().orElse(0), to));
    to.add(
        figure(
            "A/V offset",
            "%+.0f ms",
            now.pictureOffsetMs(),
            "picture behind the sound's clock",
            Math.abs(now.pictureOffsetMs()) > MOST_OFFSET_MS));
    to.add(
        figure(
            "Decoded", "%.1f fps", now.decodedPerSecond(), "pictures, by " + now.decoder(), false));
    to.add(new Figure("Too late", count(now.dropped()), "pictures not shown", now.dropped() > 0));
    to.add(new Figure("Stalls", count(now.stalls()), "playing stopped", now.stalls() > 0));
    to.add(new Figure("Damaged", count(now.damaged()), "packets not decodable", now.damaged() > 0));
  }

  /// Of a stream that a Tally sent, the figures of the stamps say it better.
  private static void behind(LiveDistance.Measure measure, double seconds, List<Figure> to) {
    switch (measure) {
      case CAPTURE -> {}
      case PROGRAM_DATE_TIME ->
          to.add(figure("Behind live", "%.1f s", seconds, "by EXT-X-PROGRAM-DATE-TIME", false));
      case PLAYLIST_END ->
          to.add(figure("Behind live", "%.1f s", seconds, "by the playlist's end", false));
    }
  }

  /// @param live only then does the delay mean something
  private static void glass(GlassFacts glass, boolean live, List<Figure> to) {
    if (glass.source().isEmpty()) {
      return;
    }
    String clock = glass.source().get().own() ? "" : ", by the sender's clock";
    glass
        .delay()
        .filter(_ -> live)
        .ifPresent(delay ->
            to.add(
                figure(
                    "Glass to glass",
                    "%.2f s",
                    delay.medianNs() / 1e9,
                    String.format(Locale.ROOT, "95 %% in %.2f s", delay.p95Ns() / 1e9)
                        + ": "
                        + GlassWords.stages(delay)
                        + clock,
                    false)));
    to.add(
        new Figure(
            "Lost", count(glass.lost()), "pictures that did not come back", glass.lost() > 0));
    if (glass.leftOut() > 0) {
      to.add(new Figure("Not coded", count(glass.leftOut()), "the sender was too busy", true));
    }
    glass
        .likeness()
        .ifPresent(likeness ->
            to.add(
                new Figure(
                    "Likeness",
                    String.format(Locale.ROOT, "SSIM %.3f", likeness.ssim()),
                    GlassWords.psnr(likeness) + ", " + GlassWords.verdict(likeness),
                    !GlassWords.isClean(likeness))));
  }

  private static void segment(SegmentSample segment, List<Figure> to) {
    long told = segment.bandwidthBps();
    double share = told == 0 ? 0 : 100.0 * segment.bitrateBps() / told;
    to.add(
        figure(
            "Bit rate",
            "%.0f kbit/s",
            segment.bitrateBps() / 1e3,
            told == 0
                ? "segment " + segment.number() + "; none was announced"
                : String.format(Locale.ROOT, "%.0f %% of BANDWIDTH", share),
            share > MOST_OF_BANDWIDTH));
    if (segment.framesPerSecond() > 0) {
      to.add(
          figure("In the stream", "%.2f fps", segment.framesPerSecond(), "by timestamps", false));
      to.add(
          figure(
              "Keyframes",
              "%.2f s",
              segment.keyframeS(),
              "longest in segment " + segment.number(),
              segment.keyframeS() > LONGEST_KEYFRAME_S));
    }
    OptionalDouble ahead = segment.soundAheadS();
    if (ahead.isPresent()) {
      to.add(
          figure(
              "Sound begins",
              "%+.3f s",
              -ahead.getAsDouble(),
              "after the pictures of a segment",
              Math.abs(ahead.getAsDouble()) > MOST_APART_S));
    }
  }

  private static void continuity(List<SegmentSample> segments, List<Figure> to) {
    SegmentSample last = segments.getLast();
    if (last.pictures() > 0) {
      long without = segments.stream().filter(one -> !one.startsWithIdr()).count();
      to.add(
          new Figure(
              "GOP",
              last.keyframes() == 0
                  ? "no keyframe"
                  : Math.round((double) last.pictures() / last.keyframes()) + " pictures",
              without == 0
                  ? "segments begin with an IDR"
                  : "%d of %d segments begin without an IDR".formatted(without, segments.size()),
              without > 0));
    }
    long jumps = segments.stream().filter(one -> !one.runsOn()).count();
    to.add(
        new Figure(
            "Timestamps",
            last.gapS().isEmpty()
                ? "begin anew"
                : String.format(Locale.ROOT, "%+.3f s", last.gapS().getAsDouble()),
            jumps == 0
                ? "run on from the segment before"
                : "%d of %d segments do not run on".formatted(jumps, segments.size()),
            jumps > 0));
  }

  private static void picture(PictureFacts picture, List<Figure> to) {
    if (picture.brightness().isEmpty()) {
      return;
    }
    double mean = 100 * picture.brightness().getAsDouble();
    to.add(figure("Brightness", "%.0f %%", mean, "mean of luma", false));
    to.add(
        new Figure(
            "Black",
            picture.blackS() >= MOMENT_S ? seconds(picture.blackS()) : "no",
            times(picture.blackTimes()),
            picture.blackS() >= MOMENT_S));
    to.add(
        new Figure(
            "Frozen",
            picture.frozenS() >= MOMENT_S ? seconds(picture.frozenS()) : "no",
            times(picture.frozenTimes()),
            picture.frozenS() >= MOMENT_S));
  }

  private static void sound(SoundFacts sound, List<Figure> to) {
    if (sound.heardS() == 0) {
      return;
    }
    to.add(
        new Figure(
            "Loudness",
            level(sound.integratedLufs(), "LUFS"),
            "now %s, in 3 s %s"
                .formatted(level(sound.momentaryLufs(), ""), level(sound.shortTermLufs(), "")),
            false));
    OptionalDouble peak = sound.truePeakDb();
    to.add(
        new Figure(
            "True peak",
            level(peak, "dBTP"),
            "highest so far",
            peak.isPresent() && peak.getAsDouble() > HIGHEST_PEAK_DB));
    boolean silent = sound.silentS() >= SoundFacts.SILENCE_S;
    to.add(
        new Figure(
            "Silent",
            silent ? seconds(sound.silentS()) : "no",
            times(sound.silentTimes()),
            silent));
  }

  private static String level(OptionalDouble level, String unit) {
    return level.isEmpty()
        ? "none"
        : String.format(Locale.ROOT, "%.1f %s", level.getAsDouble(), unit).strip();
  }

  private static Figure figure(String title, String form, double value, String note, boolean bad) {
    return new Figure(title, String.format(Locale.ROOT, form, value), note, bad);
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "for %.0f s", seconds);
  }

  private static String count(long number) {
    return Long.toString(number);
  }

  private static String times(int number) {
    return number == 1 ? "once so far" : number + " times so far";
  }
}
