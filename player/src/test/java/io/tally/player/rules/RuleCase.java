// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.parser.PlaylistParser;
import io.tally.player.playlist.parser.PlaylistParser.Context;
import io.tally.player.playlist.parser.PlaylistParser.Parsed;
import io.tally.player.rules.text.PlaylistCheck;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A rule with a stream that keeps to it and one that breaks it.
///
/// @param what the difference, in a few words
/// @param good what is found in the stream that keeps to it
/// @param bad what is found in the other
record RuleCase(Rule rule, String what, Supplier<List<Finding>> good, Supplier<List<Finding>> bad) {
  static final URI HERE = URI.create("https://cdn.example.com/live/list.m3u8?token=s3cret");
  static final URI ABOVE = URI.create("https://cdn.example.com/live/all.m3u8");
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Override
  public String toString() {
    return "rule " + rule.id() + ", " + rule.name() + ": " + what;
  }

  /// Of one playlist alone, by Apple's rules, which are all rules.
  static RuleCase text(Rule rule, String what, String good, String bad) {
    return new RuleCase(
        rule, what, () -> foundIn(Profile.APPLE, good), () -> foundIn(Profile.APPLE, bad));
  }

  static List<Finding> foundIn(Profile profile, String text) {
    return found(
        profile,
        out -> {
          Parsed parsed = parsed(text);
          out.report(parsed.playlist().flaws());
          PlaylistCheck.check(parsed, out);
        });
  }

  static List<Finding> found(Profile profile, Consumer<Reporter> checks) {
    FindingLog log = new FindingLog(profile, Clock.fixed(NOON, ZoneOffset.UTC));
    checks.accept(log.at(HERE, log.ofVariants(ABOVE)));
    return log.findings();
  }

  static List<Finding> found(Consumer<Reporter> checks) {
    return found(Profile.APPLE, checks);
  }

  static Parsed parsed(String text) {
    // Bytes above 127 stand for themselves, so that a case can show broken UTF-8.
    boolean latin = text.chars().allMatch(c -> c < 256);
    byte[] bytes = text.getBytes(latin ? StandardCharsets.ISO_8859_1 : UTF_8);
    return PlaylistParser.read(HERE, bytes, Context.NONE);
  }

  static MediaPlaylist media(String text) {
    return (MediaPlaylist) parsed(text).playlist();
  }

  /// A playlist after another: what a delta update builds on.
  static MediaPlaylist media(MediaPlaylist before, String text) {
    return (MediaPlaylist)
        PlaylistParser.read(
                HERE, text.getBytes(UTF_8), new Context(Optional.empty(), Optional.of(before)))
            .playlist();
  }
}
