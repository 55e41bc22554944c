// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.fuzz;

import io.tally.capture.testing.Corpus;
import io.tally.player.subtitle.WebVttTarget;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Does what fuzzing has found stay mended, and what lies near it?
///
/// The inputs lie in `src/test/resources` beside the targets. They are manifests, tags, texts and
/// pieces of segments that FFmpeg has made, the examples of SCTE 35, what the fixtures of the other
/// tests write, and what Jazzer made of them.
class CorpusTest {
  private enum Target {
    PLAYLIST(PlaylistTarget.class, PlaylistTarget::fuzzerTestOneInput),
    MANIFEST(ManifestTarget.class, ManifestTarget::fuzzerTestOneInput),
    ATTRIBUTES(AttributesTarget.class, AttributesTarget::fuzzerTestOneInput),
    WEB_VTT(WebVttTarget.class, WebVttTarget::fuzzerTestOneInput),
    ID3(Id3Target.class, Id3Target::fuzzerTestOneInput),
    SPLICE(SpliceTarget.class, SpliceTarget::fuzzerTestOneInput),
    CAPTION(CaptionTarget.class, CaptionTarget::fuzzerTestOneInput),
    TIMED_DATA(TimedDataTarget.class, TimedDataTarget::fuzzerTestOneInput),
    CIPHER(CipherTarget.class, CipherTarget::fuzzerTestOneInput);

    private final Class<?> target;
    private final Consumer<byte[]> takes;

    Target(Class<?> target, Consumer<byte[]> takes) {
      this.target = target;
      this.takes = takes;
    }
  }

  @ParameterizedTest
  @EnumSource
  void corpus_isTaken(Target each) throws Exception {
    Corpus.of(each.target, each.takes).replay();
  }

  @ParameterizedTest
  @EnumSource
  void mutations_areTaken(Target each) throws Exception {
    Corpus.of(each.target, each.takes).mutate();
  }
}
