// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check.export;

import io.tally.player.check.CheckReport;
import io.tally.player.check.TrackSummary;
import io.tally.player.event.TimedEvent;
import io.tally.player.event.When;
import io.tally.player.glass.GlassWords;
import io.tally.player.rules.Finding;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What does a report look like to a program?
public final class JsonReport {
  private JsonReport() {}

  /// The report as one JSON object; times are UTC, durations seconds.
  public static String of(CheckReport report) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("url", report.url());
    all.put("profile", report.profile().toString());
    all.put("manifest", report.mpd() ? "mpd" : "hls");
    report.note().ifPresent(note -> all.put("note", note));
    all.put("started", report.started().toString());
    all.put("seconds", report.lasted().toMillis() / 1e3);
    all.put("complete", report.complete());
    report.problem().ifPresent(problem -> all.put("problem", problem));
    all.put("errors", report.errors());
    all.put("warnings", report.warnings());
    all.put("findingsNotKept", report.notKept());
    all.put("findings", report.findings().stream().map(JsonReport::finding).toList());
    all.put("tracks", report.tracks().stream().map(JsonReport::track).toList());
    all.put("events", report.events().stream().map(JsonReport::event).toList());
    all.put("requests", report.requests().size());
    if (report.arrival().words().isPresent()) {
      all.put("arrival", report.arrival().fields());
    }
    if (report.glass().source().isPresent()) {
      all.put("glass", GlassWords.fields(report.glass()));
    }
    return JsonText.of(all);
  }

  private static Map<String, Object> finding(Finding finding) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rule", finding.rule().id());
    fields.put("name", finding.rule().name().toLowerCase(Locale.ROOT));
    fields.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    fields.put("section", finding.rule().section());
    fields.put("url", finding.url());
    fields.put("line", finding.line());
    fields.put("seen", finding.seen());
    fields.put("advice", finding.rule().advice());
    fields.put("first", finding.first().toString());
    fields.put("last", finding.last().toString());
    fields.put("count", finding.count());
    return fields;
  }

  private static Map<String, Object> event(TimedEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", event.kind());
    When when = event.when();
    when.date().ifPresent(date -> fields.put("date", date.toString()));
    when.positionNs().ifPresent(ns -> fields.put("position", ns / 1e9));
    when.durationNs().ifPresent(ns -> fields.put("seconds", ns / 1e9));
    fields.put("words", event.words());
    fields.put("origin", event.origin());
    fields.put("raw", event.raw());
    return fields;
  }

  private static Map<String, Object> track(TrackSummary track) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", track.name());
    fields.put("kind", track.kind());
    fields.put("url", track.url());
    fields.put("told", track.told());
    fields.put("real", track.real());
    fields.put("live", track.live());
    fields.put("targetSeconds", track.targetSeconds());
    fields.put("playlists", track.playlists());
    fields.put("segments", track.segments());
    fields.put("failed", track.failed());
    fields.put("mediaSeconds", track.mediaSeconds());
    fields.put("bytes", track.bytes());
    fields.put("meanBps", track.meanBps());
    fields.put("peakBps", track.peakBps());
    fields.put("bandwidth", track.toldBps());
    fields.put("framesPerSecond", track.framesPerSecond());
    fields.put("keyframeSeconds", track.keyframeSeconds());
    fields.put("longestKeyframeSeconds", track.longestKeyframeSeconds());
    return fields;
  }
}
