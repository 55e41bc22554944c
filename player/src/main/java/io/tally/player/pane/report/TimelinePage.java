// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.report;

import io.tally.player.Choices;
import io.tally.player.LiveDistance;
import io.tally.player.adapt.Decision;
import io.tally.player.adapt.Rung;
import io.tally.player.check.trace.SegmentSample;
import io.tally.player.glass.GlassFacts.Likeness;
import io.tally.player.glass.GlassWords;
import io.tally.player.monitor.MonitorState;
import io.tally.player.monitor.PlaySample;
import io.tally.player.pane.draw.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// How do bit rate, buffer and latency go, and which variant was chosen when?
///
/// Segments of the track that came last over what was announced, and below them the player's buffer
/// and distance from live, all with the newest at the right; of what this program sent itself also
/// how much it still looks like it. Changes of the variant are marked on those; the table below
/// says why, and is there only for a stream that offers a choice. The size of the pane may limit
/// the choice, and a tester may lift that.
final class TimelinePage implements Page {
  private static final int MOST_SEGMENTS = 60;
  private static final int MOST_SAMPLES = 180;
  private static final double MOST_DB = 100; // of pictures that are the same it is infinite
  private static final double TABLE_LEAST = 70; // px: its head and two rows
  private static final double TABLE_WANTED = 116;

  private final Plot rates = new Plot("Bit rate of each segment, kbit/s");
  private final Plot times = new Plot("Player, s");
  private final Plot likeness =
      new Plot("Pictures against those that were sent: SSIM in % (green), PSNR in dB (blue)");
  private final TableView<Decision> decisions = DecisionTable.make();
  private final Choices choices;
  private final CheckBox fit = new CheckBox("Load nothing larger than is shown");
  private final Label shown = new Label();
  private final VBox box;

  /// @param choices of the player
  TimelinePage(Choices choices) {
    this.choices = choices;
    fit.setId("report-fit");
    fit.setSelected(choices.isFittedToShown());
    fit.setOnAction(_ -> choices.fitToShown(fit.isSelected()));
    shown.getStyleClass().add("muted");
    HBox limit = new HBox(fit, shown);
    limit.getStyleClass().add("report-line");
    likeness.setId("report-likeness");
    box = new VBox(limit, rates, times, likeness, decisions);
    box.getStyleClass().add("report-page");
    VBox.setVgrow(rates, Priority.ALWAYS);
    VBox.setVgrow(times, Priority.ALWAYS);
    VBox.setVgrow(likeness, Priority.ALWAYS);
    VBox.setVgrow(decisions, Priority.SOMETIMES);
    decisions.setMinHeight(TABLE_LEAST);
    decisions.setPrefHeight(TABLE_WANTED);
    offer(List.of());
    likeness(List.of());
  }

  @Override
  public String title() {
    return "Timeline";
  }

  @Override
  public Region node() {
    return box;
  }

  @Override
  public void render(MonitorState state) {
    rates(state.segments());
    times(state.playing(), state.decisions());
    likeness(state.playing());
    offer(state.decisions());
    shown.setText(choices.shownHeight() == 0 ? "" : choices.shownHeight() + " lines of the screen");
  }

  private void offer(List<Decision> all) {
    boolean choice = all.stream().anyMatch(one -> one.isChange() || !one.rejected().isEmpty());
    decisions.setVisible(choice);
    decisions.setManaged(choice);
    Columns.fill(decisions, choice ? all.reversed() : List.of(), DecisionTable::isSame);
  }

  private void rates(List<SegmentSample> all) {
    String track = all.isEmpty() ? "" : all.getLast().track();
    List<SegmentSample> segments = all.stream().filter(one -> one.track().equals(track)).toList();
    List<SegmentSample> newest = last(segments, MOST_SEGMENTS);
    double[] bars = newest.stream().mapToDouble(one -> one.bitrateBps() / 1e3).toArray();
    double told = newest.isEmpty() ? 0 : newest.getLast().bandwidthBps() / 1e3;
    rates.bars(bars, MOST_SEGMENTS, told);
    rates.legend(
        newest.isEmpty()
            ? ""
            : String.format(
                Locale.ROOT,
                "%s: segment %d has %.0f%s",
                track,
                newest.getLast().number(),
                bars[bars.length - 1],
                told > 0 ? String.format(Locale.ROOT, ", BANDWIDTH says %.0f", told) : ""));
  }

  private void times(List<PlaySample> all, List<Decision> chosen) {
    List<PlaySample> newest = last(all, MOST_SAMPLES);
    times.lines(
        newest.stream().mapToDouble(PlaySample::bufferS).toArray(),
        newest.stream().mapToDouble(one -> one.behindS().orElse(Double.NaN)).toArray(),
        MOST_SAMPLES);
    times.marks(marks(newest, chosen));
    if (newest.isEmpty()) {
      times.legend("");
      return;
    }
    OptionalDouble behind = newest.getLast().behindS();
    times.legend(
        String.format(Locale.ROOT, "buffer %.1f", newest.getLast().bufferS())
            + (behind.isPresent()
                ? String.format(
                    Locale.ROOT, ", %s %.1f", measure(newest.getLast()), behind.getAsDouble())
                : ""));
  }

  private void likeness(List<PlaySample> all) {
    List<PlaySample> newest = last(all, MOST_SAMPLES);
    boolean any = newest.stream().anyMatch(one -> one.likeness().isPresent());
    likeness.setVisible(any);
    likeness.setManaged(any);
    likeness.lines(
        of(newest, one -> 100 * one.ssim()),
        of(newest, one -> Math.min(MOST_DB, one.psnrDb())),
        MOST_SAMPLES);
    likeness.legend(
        last(newest, 1).stream()
            .flatMap(one -> one.likeness().stream())
            .map(one ->
                String.format(Locale.ROOT, "SSIM %.2f, %s", one.ssim(), GlassWords.psnr(one)))
            .findFirst()
            .orElse(""));
  }

  private static double[] of(List<PlaySample> samples, ToDoubleFunction<Likeness> value) {
    return samples.stream()
        .mapToDouble(one -> one.likeness().map(value::applyAsDouble).orElse(Double.NaN))
        .toArray();
  }

  private static String measure(PlaySample sample) {
    boolean glass = sample.against().equals(Optional.of(LiveDistance.Measure.CAPTURE));
    return glass ? "glass to glass" : "behind live";
  }

  /// Each change stands at the first moment after it.
  private static List<Plot.Mark> marks(List<PlaySample> samples, List<Decision> chosen) {
    List<Plot.Mark> marks = new ArrayList<>();
    for (Decision decision : chosen) {
      for (int i = 0; decision.isChange() && i < samples.size(); i++) {
        boolean first = i == 0 || samples.get(i - 1).at().isBefore(decision.at());
        if (first && !samples.get(i).at().isBefore(decision.at())) {
          long before = decision.from().map(Rung::peakBps).orElse(0L);
          marks.add(new Plot.Mark(i, decision.to().peakBps() > before));
        }
      }
    }
    return marks;
  }

  private static <T> List<T> last(List<T> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }
}
