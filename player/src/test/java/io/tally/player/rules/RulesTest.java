// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each rule is silent about a stream that keeps to it, and speaks about one that does not.
class RulesTest {
  static Stream<RuleCase> cases() {
    return Stream.of(
            TextCases.all(),
            ManifestCases.all(),
            VariantCases.all(),
            LiveCases.all(),
            LowLatencyCases.all(),
            MediaCases.all(),
            DeliveryCases.all(),
            AgreementCases.all())
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void streamThatKeepsToTheRule_isNotBlamed(RuleCase given) {
    assertThat(given.good().get())
        .filteredOn(finding -> finding.rule().equals(given.rule()))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void streamThatBreaksTheRule_isBlamed_inASentence(RuleCase given) {
    List<Finding> found =
        given.bad().get().stream().filter(finding -> finding.rule().equals(given.rule())).toList();

    assertThat(found).isNotEmpty();
    assertThat(found)
        .allSatisfy(finding -> {
          assertThat(finding.seen()).isNotBlank().doesNotEndWith(".").doesNotContain("s3cret");
          assertThat(finding.url()).doesNotContain("s3cret");
        });
  }

  /// A line is one of the document that is named beside it.
  @Test
  void whatMediaShowOfTheirVariant_isFoundInTheMultivariantPlaylist_andAllElseInTheirOwn() {
    Set<Rule> ofVariants =
        Set.of(
            VariantRule.CODECS,
            VariantRule.RESOLUTION,
            VariantRule.VIDEO_RANGE,
            MediaRule.BANDWIDTH);
    assertThat(MediaCases.all().stream().flatMap(given -> given.bad().get().stream()))
        .allSatisfy(finding -> {
          URI where = ofVariants.contains(finding.rule()) ? RuleCase.ABOVE : RuleCase.HERE;
          assertThat(finding.url()).isEqualTo(MaskedAddress.of(where));
        });
  }

  /// Together with the two tests above: each has a stream that passes and one that does not.
  @Test
  void eachRuleOfTheList_hasACase() {
    assertThat(cases().map(given -> given.rule().id()).distinct().sorted())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 72).boxed().toList());
  }

  @Test
  void numbersAreUnique_andAdviceIsASentence() {
    assertThat(Rule.all()).extracting(Rule::id).doesNotHaveDuplicates().hasSize(73);
    assertThat(Rule.all())
        .allSatisfy(rule -> {
          assertThat(rule.advice()).endsWith(".").matches("[A-Z\"].*");
          assertThat(rule.section()).isNotBlank();
          assertThat(rule.profiles()).contains(Profile.APPLE);
        });
  }
}
