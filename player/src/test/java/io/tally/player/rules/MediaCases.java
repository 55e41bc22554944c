// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import static io.tally.player.rules.RuleCase.found;
import static io.tally.player.rules.RuleCase.media;
import static io.tally.player.rules.RuleCase.parsed;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.MultivariantPlaylist.Variant;
import io.tally.player.playlist.Part;
import io.tally.player.probe.SegmentFacts;
import io.tally.player.probe.SegmentFacts.Kind;
import io.tally.player.probe.SegmentFacts.Span;
import io.tally.player.probe.SegmentFacts.Video;
import io.tally.player.rules.media.KeyframeCheck;
import io.tally.player.rules.media.MediaCheck;
import io.tally.player.rules.media.SeenSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/// The rules about what segments hold: 9, 13, 15, 20, 23, 24, 26, 32, 52 and 62 to 70.
final class MediaCases {
  private static final long SECOND = 1_000_000_000L;
  private static final String LIST = LiveCases.list(0, 4, "");

  private MediaCases() {}

  static List<RuleCase> all() {
    return List.of(
        pictures(
            TextRule.SEGMENT_LENGTH,
            "half a second above",
            p -> p.lasting(4.4),
            p -> p.lasting(4.6)),
        facts(
            TextRule.KEY_ENDS,
            "in the clear",
            "#EXT-X-KEY:METHOD=AES-128,URI=\"k\"\n",
            unknown(),
            good()),
        facts(TextRule.INIT_SECTION, "fragments", "", good(), of(Kind.FMP4, true, 0)),
        told(TextRule.BITRATE, "half as much", "#EXT-X-BITRATE:1000\n", "#EXT-X-BITRATE:500\n"),
        pictures(VariantRule.CODECS, "another format", p -> p, p -> p.codec("hvc1.1.6.L93.B0")),
        pictures(VariantRule.CODECS, "another profile", p -> p, p -> p.codec("avc1.4d401f")),
        pictures(VariantRule.RESOLUTION, "smaller", p -> p, p -> p.width(640)),
        pictures(VariantRule.RESOLUTION, "faster", p -> p, p -> p.rate(50)),
        pictures(VariantRule.VIDEO_RANGE, "PQ unsaid", p -> p, p -> p.transfer(16)),
        new RuleCase(
            VariantRule.INDEPENDENT,
            "unsaid",
            () -> four(LiveCases.list(0, 4, "#EXT-X-INDEPENDENT-SEGMENTS\n"), p -> p),
            () -> four(LIST, p -> p)),
        new RuleCase(
            LowLatencyRule.PART_INDEPENDENT,
            "no keyframe in it",
            () -> part(true, Pictures.good(0).facts()),
            () -> part(true, withoutKeyframe())),
        pictures(MediaRule.STARTS_WITH_IDR, "it needs others", p -> p, p -> p.idr(false)),
        new RuleCase(
            MediaRule.KEYFRAMES,
            "every four seconds",
            () -> four(LIST, p -> p),
            () -> four(LIST, p -> p.keyEvery(4))),
        run(MediaRule.DURATION_TRUE, "a tenth of a second a segment", n -> 4.0 * n, n -> 4.1 * n),
        run(
            MediaRule.TIME_RUNS_ON,
            "a jump of an hour",
            n -> 4.0 * n,
            n -> n < 2 ? 4.0 * n : 3600 + 4.0 * n),
        run(
            MediaRule.TIME_RUNS_ON,
            "a clock that begins again is no jump, one that falls is",
            n -> (Pictures.WRAP / 1e9 - 6 + 4.0 * n) % (Pictures.WRAP / 1e9),
            n -> 100 - 4.0 * n),
        facts(MediaRule.TIME_RUNS_ON, "lost packets", "", good(), of(Kind.TS, true, 3)),
        new RuleCase(
            MediaRule.SAME_MEDIA,
            "another size",
            () ->
                four(
                    LIST.replace("#EXTINF:4.0,\ns2", "#EXT-X-DISCONTINUITY\n#EXTINF:4.0,\ns2"),
                    MediaCases::smallFromTwo),
            () -> four(LIST, MediaCases::smallFromTwo)),
        new RuleCase(
            MediaRule.SAME_MEDIA,
            "another codec; a segment without parameter sets tells no more of it",
            () -> four(LIST, p -> p.startS() == 8 ? p.codec("avc1").width(0) : p),
            () -> four(LIST, p -> p.startS() == 8 ? p.codec("hvc1").width(0) : p)),
        new RuleCase(
            MediaRule.BANDWIDTH,
            "the peak is twice as high",
            () -> four(LIST, p -> p, 2_000_000),
            () -> four(LIST, p -> p, 500_000)),
        facts(MediaRule.TABLES_FIRST, "media first", "", good(), of(Kind.TS, false, 0)),
        facts(
            MediaRule.TIME_OF_AUDIO_AND_TEXT,
            "no timestamp",
            "",
            good(),
            of(Kind.PACKED_AUDIO, true, 0)),
        facts(MediaRule.TIME_OF_AUDIO_AND_TEXT, "no map", "", good(), of(Kind.WEBVTT, true, 0)),
        pictures(MediaRule.DECODABLE, "interlaced", p -> p, Pictures::fields),
        pictures(
            MediaRule.DECODABLE,
            "too fast",
            p -> p.codec("avc1.64002a").rate(60),
            p -> p.codec("avc1.64002a").rate(120)),
        pictures(
            VariantRule.RESOLUTION,
            "slower than FRAME-RATE says",
            p -> p.lasting(3.9),
            p -> p.rate(12)),
        new RuleCase(
            MediaRule.SAME_MEDIA,
            "another rate",
            () -> four(LIST, p -> p),
            () -> four(LIST, p -> p.startS() < 8 ? p : p.rate(50))),
        pictures(MediaRule.DECODABLE, "larger than its level", p -> p, p -> p.codec("avc1.64001e")),
        pictures(MediaRule.DECODABLE, "faster than its level", p -> p.rate(30), p -> p.rate(60)),
        facts(
            MediaRule.DECODABLE,
            "HEVC in MPEG-TS",
            "",
            hevc(Kind.FMP4, "hvc1.2.4.L120"),
            hevc(Kind.TS, "hvc1")),
        facts(
            MediaRule.DECODABLE,
            "HEVC above level 5.0",
            "",
            hevc(Kind.FMP4, "hvc1.2.4.L150"),
            hevc(Kind.FMP4, "hvc1.2.4.H153")),
        pictures(MediaRule.DECODABLE, "profile High 4:4:4", p -> p, p -> p.codec("avc1.f4001f")));
  }

  private static SegmentFacts good() {
    return Pictures.good(0).facts();
  }

  private static SegmentFacts withoutKeyframe() {
    Span span = Span.untold(0, SECOND, 0, 25, Pictures.WRAP);
    Video video = new Video("avc1.64001f", 1280, 720, 1, false, span, false, List.of());
    return new SegmentFacts(Kind.TS, Optional.of(video), List.of(), true, 0, false, 1_000);
  }

  private static SegmentFacts hevc(Kind kind, String codec) {
    Video video = Pictures.good(0).codec(codec).facts().video().orElseThrow();
    return new SegmentFacts(kind, Optional.of(video), List.of(), true, 0, false, 500_000);
  }

  private static SegmentFacts unknown() {
    return of(Kind.UNKNOWN, true, 0);
  }

  private static SegmentFacts of(Kind kind, boolean tables, int errors) {
    return new SegmentFacts(kind, Optional.empty(), List.of(), tables, errors, false, 500_000);
  }

  private static Pictures smallFromTwo(Pictures pictures) {
    return pictures.startS() < 8 ? pictures : pictures.width(640);
  }

  private static Variant variant(long bandwidth) {
    String text =
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH="
            + bandwidth
            + ",CODECS=\"avc1.64001f,mp4a.40.2\",RESOLUTION=1280x720,FRAME-RATE=25.000\na\n";
    return ((MultivariantPlaylist) parsed(text).playlist()).variants().getFirst();
  }

  private static List<Finding> seen(String text, List<SegmentFacts> facts, long bandwidth) {
    MediaPlaylist playlist = media(text);
    return found(out -> {
      MediaCheck check = new MediaCheck(false);
      for (int i = 0; i < facts.size(); i++) {
        check.next(
            new SeenSegment(
                playlist,
                playlist.segments().get(i),
                facts.get(i),
                false,
                Optional.of(variant(bandwidth))),
            out);
      }
    });
  }

  private static List<Finding> four(String text, UnaryOperator<Pictures> change) {
    return four(text, change, 2_000_000);
  }

  private static List<Finding> four(String text, UnaryOperator<Pictures> change, long bandwidth) {
    List<SegmentFacts> facts =
        LongStream.range(0, 4)
            .mapToObj(number -> change.apply(Pictures.good((int) number)).facts())
            .toList();
    return seen(text, facts, bandwidth);
  }

  private static RuleCase pictures(
      Rule rule, String what, UnaryOperator<Pictures> good, UnaryOperator<Pictures> bad) {
    return new RuleCase(
        rule,
        what,
        () -> seen(LIST, List.of(good.apply(Pictures.good(0)).facts()), 2_000_000),
        () -> seen(LIST, List.of(bad.apply(Pictures.good(0)).facts()), 2_000_000));
  }

  private interface Start {
    double of(int number);
  }

  private static RuleCase run(Rule rule, String what, Start good, Start bad) {
    return new RuleCase(rule, what, () -> starting(good), () -> starting(bad));
  }

  private static List<Finding> starting(Start start) {
    List<SegmentFacts> facts = new ArrayList<>();
    for (int number = 0; number < 4; number++) {
      facts.add(Pictures.good(number).startingAt(start.of(number)).facts());
    }
    return seen(LIST, facts, 2_000_000);
  }

  private static RuleCase facts(
      Rule rule, String what, String tag, SegmentFacts good, SegmentFacts bad) {
    String text = LiveCases.list(0, 4, tag);
    return new RuleCase(
        rule,
        what,
        () -> seen(text, List.of(good), 2_000_000),
        () -> seen(text, List.of(bad), 2_000_000));
  }

  private static RuleCase told(Rule rule, String what, String good, String bad) {
    return new RuleCase(
        rule,
        what,
        () -> seen(LiveCases.list(0, 4, good), List.of(good()), 2_000_000),
        () -> seen(LiveCases.list(0, 4, bad), List.of(good()), 2_000_000));
  }

  private static List<Finding> part(boolean independent, SegmentFacts facts) {
    Part part = new Part(RuleCase.HERE, SECOND, Optional.empty(), independent, false, 7);
    return found(out -> KeyframeCheck.part(part, facts, out));
  }
}
