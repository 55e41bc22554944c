// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.faults;

import io.tally.player.testing.FaultServer.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;

/// What can be wrong with a recording of four segments, or with its server?
enum Trouble {
  NOTHING(_ -> {}),
  NOT_FOUND(scene -> fault(scene, 1, new Fault.Status(404), Trouble.ALWAYS)),
  BUSY_TWICE(scene -> fault(scene, 1, new Fault.Status(503), 2)),
  CUT_SHORT_ONCE(scene -> fault(scene, 1, new Fault.Truncated(), 1)),
  CUT_SHORT(scene -> fault(scene, 1, new Fault.Truncated(), Trouble.ALWAYS)),
  RESET_ONCE(scene ->
      fault(
          scene,
          1,
          new Fault.Broken(() -> scene.line().cutAnswersAfter(Trouble.HEAD_AND_SOME)),
          1)),
  SLOW(scene -> fault(scene, 2, new Fault.Late(Duration.ofSeconds(3)), 1)),
  WRONG_TYPE(Trouble::typed),
  GZIP(scene -> list(scene, new Fault.Gzip())),
  CHUNKED(Trouble::chunked),
  EXPIRED_TOKEN(scene -> {
    fault(scene, 2, new Fault.Status(403), Trouble.ALWAYS);
    fault(scene, 3, new Fault.Status(403), Trouble.ALWAYS);
  }),
  MOVED_EDGE(Trouble::moved),
  TIMES_FALL_BACK(scene -> again(scene, "")),
  TIMES_FALL_BACK_WITH_TAG(scene -> again(scene, "#EXT-X-DISCONTINUITY\n")),
  SEGMENT_NOT_LISTED(scene -> scene.edit(Pattern.quote(scene.linesOf(2)), "")),
  BAD_TARGET_DURATION(scene -> scene.edit("#EXTINF:[0-9.]+", "#EXTINF:1.6"));

  interface Arrangement {
    void make(Scene scene) throws IOException;
  }

  private static final int HEAD_AND_SOME = 4_000; // bytes of an answer

  private static final int ALWAYS = Integer.MAX_VALUE;

  private final Arrangement arrangement;

  Trouble(Arrangement arrangement) {
    this.arrangement = arrangement;
  }

  void arrange(Scene scene) throws IOException {
    arrangement.make(scene);
  }

  private static void fault(Scene scene, int segment, Fault fault, int times) {
    scene.server().fault(scene.segments().get(segment), fault, times);
  }

  private static void list(Scene scene, Fault fault) {
    scene.server().fault("stream.m3u8", fault, ALWAYS);
  }

  private static void chunked(Scene scene) {
    list(scene, new Fault.Chunked());
    for (int segment = 0; segment < Origins.SECONDS; segment++) {
      fault(scene, segment, new Fault.Chunked(), ALWAYS);
    }
  }

  private static void moved(Scene scene) throws IOException {
    for (String name : scene.segments()) {
      if (!Files.exists(scene.file("moved-" + name))) {
        Files.copy(scene.file(name), scene.file("moved-" + name));
      }
      scene.server().fault(name, new Fault.Redirect("moved-" + name), ALWAYS);
    }
  }

  /// The last segment is the first again.
  private static void again(Scene scene, String tag) {
    String last = scene.linesOf(3);
    String first = scene.linesOf(0).replaceAll("#EXT-X-(DISCONTINUITY|PROGRAM-DATE-TIME:.*)\n", "");
    String date = last.replaceAll("(?s)(#EXT-X-PROGRAM-DATE-TIME:[^\n]*\n)?.*", "$1");
    scene.edit(Pattern.quote(last), tag + date + first);
  }

  /// Neither name nor type say that it is a playlist.
  private static void typed(Scene scene) throws IOException {
    scene.name("watch");
    scene.server().fault("watch", new Fault.Typed("text/html"), ALWAYS);
  }
}
