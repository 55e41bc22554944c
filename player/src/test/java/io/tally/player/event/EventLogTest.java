// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Breaks at places of a stream, in seconds.
class EventLogTest {
  private static final long SECOND_NS = 1_000_000_000L;

  private final List<TimedEvent> heard = new ArrayList<>();
  private final EventLog log = new EventLog(heard::add);

  private static TimedEvent.Message at(double second, String text) {
    return lasting(second, OptionalLong.empty(), text);
  }

  private static TimedEvent.Message lasting(double second, OptionalLong lasts, String text) {
    When when = new When(OptionalLong.of((long) (second * SECOND_NS)), Optional.empty(), lasts);
    return new TimedEvent.Message(when, "urn:x", "", text, text);
  }

  private List<String> heard() {
    return heard.stream().map(event -> ((TimedEvent.Message) event).text()).toList();
  }

  private void play(double to) {
    log.reached((long) (to * SECOND_NS));
  }

  @Test
  void event_isToldOnce_whenItIsReached() {
    log.add(List.of(at(2, "two"), at(1, "one")));
    log.goTo(0);

    play(0.5);
    assertThat(heard()).isEmpty();
    assertThat(log.isDue(SECOND_NS - 1)).isFalse();
    assertThat(log.isDue(SECOND_NS)).isTrue();
    play(2.5);
    play(3);

    assertThat(heard()).containsExactly("one", "two");
    assertThat(log.isDue(9 * SECOND_NS)).isFalse();
  }

  @Test
  void eventIsToldAgain_whenPlayingComesBack_andNotWhenItGoesOnWhereItWas() {
    log.add(List.of(lasting(1, OptionalLong.of(9 * SECOND_NS), "long")));
    log.goTo(0);
    play(5);

    log.goTo(5 * SECOND_NS);
    play(6);
    assertThat(heard()).containsExactly("long");
    log.goTo(0);
    play(2);

    assertThat(heard()).containsExactly("long", "long");
  }

  @Test
  void eventToldAgain_isKeptOnce() {
    log.add(List.of(at(1, "one")));
    log.add(List.of(at(1.2, "one"), at(1, "other"), at(4, "one")));

    assertThat(log.all()).hasSize(3);
  }

  @Test
  void eventThatComesALittleLate_isToldAtOnce_andAnOldOneIsNot() {
    log.goTo(0);
    play(10);

    log.add(List.of(at(9.5, "late"), at(3, "old")));
    play(10.1);

    assertThat(heard()).containsExactly("late");
  }

  @Test
  void whatLastsUntilThePlaceWherePlayingBegins_isToldThere() {
    log.add(List.of(lasting(1, OptionalLong.of(9 * SECOND_NS), "long"), at(1, "short")));

    log.goTo(5 * SECOND_NS);
    play(5);

    assertThat(heard()).containsExactly("long");
  }

  @Test
  void eventWithoutAPlace_isListed_andNeverReached() {
    When nowhere = new When(OptionalLong.empty(), Optional.empty(), OptionalLong.empty());
    log.add(List.of(new TimedEvent.Message(nowhere, "urn:x", "", "", ""), at(1, "one")));
    log.goTo(0);
    play(100);

    assertThat(heard()).containsExactly("one");
    assertThat(log.all()).hasSize(2);
  }

  @Test
  void ofTooMany_theEarliestAreForgotten() {
    IntStream.range(0, 2_500).forEach(i -> log.add(List.of(at(i, "" + i))));

    assertThat(log.all()).hasSize(2_000);
    assertThat(((TimedEvent.Message) log.all().getFirst()).text()).isEqualTo("500");
  }

  @Test
  void listener_mayAskTheLog() {
    List<Integer> sizes = new ArrayList<>();
    EventLog[] own = new EventLog[1];
    own[0] = new EventLog(_ -> sizes.add(own[0].all().size()));
    own[0].add(List.of(at(1, "one")));
    own[0].goTo(0);

    own[0].reached(2 * SECOND_NS);

    assertThat(sizes).containsExactly(1);
  }
}
