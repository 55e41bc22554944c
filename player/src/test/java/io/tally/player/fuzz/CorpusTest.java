// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.fuzz;

import io.tally.capture.testing.fuzz.Corpus;
import io.tally.player.subtitle.WebVttTarget;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Does what fuzzing has found stay mended, and what lies near it?
///
/// The inputs lie in `src/test/resources` beside the targets. They are manifests, tags, texts and
/// pieces of segments that FFmpeg has made, the examples of SCTE 35, what the fixtures of the other
/// tests write, and what Jazzer made of them.
class CorpusTest {
  static final List<Class<?>> TARGETS =
      List.of(
          PlaylistTarget.class,
          ManifestTarget.class,
          AttributesTarget.class,
          WebVttTarget.class,
          Id3Target.class,
          SpliceTarget.class,
          CaptionTarget.class,
          TimedDataTarget.class,
          CipherTarget.class,
          SampleTarget.class);

  @ParameterizedTest
  @FieldSource("TARGETS")
  void corpus_isTaken(Class<?> target) throws Exception {
    Corpus.of(target).replay();
  }

  @ParameterizedTest
  @FieldSource("TARGETS")
  void mutations_areTaken(Class<?> target) throws Exception {
    Corpus.of(target).mutate();
  }
}
