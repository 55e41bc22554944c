// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.player.playlist.text.AttributeList;
import io.tally.player.playlist.text.Dates;
import io.tally.player.playlist.text.Flaws;
import java.util.stream.Collectors;

/// Can a text make the reader of attributes fail, or give some that cannot be written back?
public final class AttributesTarget {
  private AttributesTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    AttributeList read = parse(new String(data, UTF_8));
    read.values()
        .forEach((name, value) -> {
          Expect.that(read.number(name).orElse(0) >= 0, "A whole number is negative");
          Expect.that(read.seconds(name).orElse(0) >= 0, "A time is negative");
          Expect.that(read.decimal(name).orElse(0) >= 0, "A decimal number is negative");
          Dates.parse(value);
        });
    String written =
        read.values().entrySet().stream()
            .map(each -> each.getKey() + "=\"" + each.getValue() + "\"")
            .collect(Collectors.joining(","));
    // A quote inside ends a value, and stands there only when none began it.
    boolean quotes = read.values().values().stream().anyMatch(value -> value.indexOf('"') >= 0);
    Expect.that(quotes || parse(written).equals(read), "Written and read again it is another");
  }

  private static AttributeList parse(String text) {
    return AttributeList.parse(text, 1, new Flaws());
  }
}
