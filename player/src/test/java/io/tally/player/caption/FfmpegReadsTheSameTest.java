// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.caption;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.probe.picture.SeiMessage;
import io.tally.player.testing.data.CaptionScript;
import io.tally.player.testing.data.CaptionedStream;
import io.tally.player.testing.stream.PatternStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One script in CC1, which the ffmpeg program reads from pictures and we read from its bytes:
/// every character of the four sets, and each way of showing them.
class FfmpegReadsTheSameTest {
  private static final int SECONDS = 26;
  private static final Pattern CUE =
      Pattern.compile(
          "\\d+\\R(\\d+):(\\d+):(\\d+),(\\d+) --> (\\d+):(\\d+):(\\d+),(\\d+)\\R(.*)",
          Pattern.DOTALL);

  private record Cue(int fromMs, int toMs, List<String> rows) {}

  @TempDir Path folder;

  private static CaptionScript script() {
    CaptionScript script = new CaptionScript();
    CaptionScript.Line21 cc1 = script.channel(1);
    // The standard set, without the block that stands for what is damaged.
    TreeMap<Integer, String> rows = new TreeMap<>();
    rows.put(12, printable(0x20, 0x37));
    rows.put(13, printable(0x38, 0x4F));
    rows.put(14, printable(0x50, 0x67));
    rows.put(15, printable(0x68, 0x7E));
    cc1.popOn(0, 75, rows).from(110).mode(0x2C);
    set(cc1, 112, 0x11, 0x30, 0x3F);
    set(cc1, 212, 0x12, 0x20, 0x3F);
    set(cc1, 360, 0x13, 0x20, 0x3F);
    cc1.from(500).mode(0x2C).from(520).mode(0x25).mode(0x2D).row(15, 0).text("rolled");
    cc1.from(550).mode(0x25).mode(0x2D).row(15, 0).text("up");
    cc1.from(600).mode(0x2C).mode(0x29).row(2, 8).text("painted").from(625).mode(0x2C);
    return script;
  }

  private static String printable(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int code = from; code <= to; code++) {
      text.append((char) code);
    }
    return text.toString();
  }

  /// Characters of two bytes, each with a stand-in before it where it takes the place of one.
  private static void set(CaptionScript.Line21 cc1, int sent, int set, int from, int to) {
    cc1.from(sent).mode(0x20).mode(0x2E).row(15, 0);
    for (int code = from; code <= to; code++) {
      if (set != 0x11) {
        cc1.pair('x', 0);
      }
      cc1.code(set, code);
    }
    cc1.mode(0x2F);
  }

  private static Captions ours(CaptionScript script) {
    Captions captions = new Captions();
    for (int picture = 0; picture < SECONDS * PatternStream.RATE; picture++) {
      List<SeiMessage> coded =
          CaptionedStream.messages(script.triplets(picture), /* hevc= */ false);
      long ms = picture * 1_000L / PatternStream.RATE;
      captions.picture(coded, ms, ms);
    }
    return captions;
  }

  private static List<Cue> theirs(Path playlist) throws Exception {
    List<Cue> cues = new ArrayList<>();
    for (String text : CaptionedStream.subRip(playlist)) {
      Matcher cue = CUE.matcher(text.strip());
      if (cue.matches()) {
        List<String> rows =
            cue.group(9)
                .replaceAll("</?(font|[ibu])( [^>]*)?>|\\{\\\\an\\d\\}", "")
                .replace("\\h", " ")
                .replace('\u00a0', ' ')
                .lines()
                .map(FfmpegReadsTheSameTest::inOurShapes)
                .map(String::strip)
                .filter(row -> !row.isEmpty())
                .toList();
        cues.add(new Cue(ms(cue, 1), ms(cue, 5), rows));
      }
    }
    return cues;
  }

  /// Marks for which it has chosen others than the tables of CEA-608 name.
  private static String inOurShapes(String row) {
    return row.replace("¡*‘-©", "¡*'—©").replace('´', '‘').replace('·', '•');
  }

  private static int ms(Matcher cue, int group) {
    int minutes = number(cue, group) * 60 + number(cue, group + 1);
    return (minutes * 60 + number(cue, group + 2)) * 1_000 + number(cue, group + 3);
  }

  private static int number(Matcher cue, int group) {
    return Integer.parseInt(cue.group(group));
  }

  @Test
  void everyCharacter_isWhatFfmpegReads() throws Exception {
    CaptionScript script = script();
    CaptionedStream.record(folder, "mpegts", SECONDS, script);
    Captions ours = ours(script);

    List<Cue> theirs = theirs(folder.resolve("stream.m3u8"));

    assertThat(theirs).hasSize(7);
    for (Cue cue : theirs) {
      // What rolls or is painted it tells when it is whole.
      assertThat(ours.at("CC1", cue.toMs() - 1L))
          .as("until %d ms", cue.toMs())
          .isEqualTo(cue.rows());
    }
    assertThat(ours.at("CC1", 2_999)).isEmpty();
    assertThat(ours.at("CC1", 3_000)).hasSize(4);
    assertThat(ours.at("CC1", 4_400)).isEmpty();
  }
}
