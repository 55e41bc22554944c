// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.control;

import io.tally.capture.mix.MixerChannel;
import java.util.List;

/// What can be asked of a programme while it is on the air, in one line of words?
sealed interface Order {
  /// End in order, as by Ctrl-C.
  record Stop() implements Order {}

  /// Send to an endpoint, or no longer.
  record Send(String endpoint, boolean on) implements Order {}

  /// Connect again at once.
  record Retry(String endpoint) implements Order {}

  /// Let a source be heard, or not.
  record Hear(String source, boolean on) implements Order {}

  /// Let a source be seen, or not.
  record Show(String source, boolean on) implements Order {}

  /// Make a source louder or quieter.
  record Gain(String source, double db) implements Order {}

  /// Code the picture at another bit rate.
  record Bitrate(int bps) implements Order {}

  /// Every form of a line.
  String FORMS =
      "on ENDPOINT, off ENDPOINT, retry ENDPOINT, mute SOURCE, unmute SOURCE, gain SOURCE DB, hide"
          + " SOURCE, show SOURCE, bitrate KBPS, stop";

  /// The order that a line gives.
  ///
  /// @throws IllegalArgumentException with a sentence when it is none
  static Order of(String line) {
    List<String> words = List.of(line.strip().split("\\s+"));
    String verb = words.getFirst();
    return switch (words.size()) {
      case 1 -> {
        if (!verb.equals("stop")) {
          throw unknown(line);
        }
        yield new Stop();
      }
      case 2 -> about(verb, words.get(1), line);
      case 3 -> {
        if (!verb.equals("gain")) {
          throw unknown(line);
        }
        yield new Gain(words.get(1), decibels(words.get(2)));
      }
      default -> throw unknown(line);
    };
  }

  private static Order about(String verb, String object, String line) {
    return switch (verb) {
      case "on", "off" -> new Send(object, verb.equals("on"));
      case "retry" -> new Retry(object);
      case "mute", "unmute" -> new Hear(object, verb.equals("unmute"));
      case "show", "hide" -> new Show(object, verb.equals("show"));
      case "bitrate" -> new Bitrate(bps(object));
      default -> throw unknown(line);
    };
  }

  private static double decibels(String word) {
    try {
      double db = Double.parseDouble(word);
      if (db <= MixerChannel.MAX_GAIN_DB) { // not for what is no number
        return db;
      }
    } catch (NumberFormatException _) {
      // Told below, as a number that is too large is.
    }
    throw new IllegalArgumentException(
        "A gain is \"%s\"; write decibels up to %.0f, such as -6."
            .formatted(word, MixerChannel.MAX_GAIN_DB));
  }

  private static int bps(String word) {
    try {
      return Math.multiplyExact(Integer.parseInt(word), 1000);
    } catch (ArithmeticException | NumberFormatException _) {
      throw new IllegalArgumentException(
          "A bit rate is \"%s\"; write kb/s, such as 2500.".formatted(word));
    }
  }

  private static IllegalArgumentException unknown(String line) {
    return new IllegalArgumentException(
        "\"%s\" is no order; an order is one of: %s.".formatted(line.strip(), FORMS));
  }
}
