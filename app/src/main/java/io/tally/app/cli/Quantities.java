// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import io.tally.capture.media.FrameRate;
import io.tally.capture.screen.Region;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Which size, region, rate or bit rate is meant by a word on the command line?
final class Quantities {
  private Quantities() {}

  /// Width and height, px.
  record Size(int width, int height) {}

  /// A size such as `1280x720`.
  static final class SizeWord implements ITypeConverter<Size> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

    @Override
    public Size convert(String word) {
      Matcher match = matched(FORM, word, "a size such as 1280x720");
      return new Size(number(match, 1), number(match, 2));
    }
  }

  /// A region such as `1280x720+100+50`: size, then left and top edge.
  static final class RegionWord implements ITypeConverter<Region> {
    private static final Pattern FORM =
        Pattern.compile("(\\d{1,5})x(\\d{1,5})\\+(\\d{1,5})\\+(\\d{1,5})");

    @Override
    public Region convert(String word) {
      Matcher match = matched(FORM, word, "a region such as 1280x720+100+50");
      return new Region(number(match, 3), number(match, 4), number(match, 1), number(match, 2));
    }
  }

  /// A frame rate such as `30`, `29.97` or `30000/1001`.
  static final class RateWord implements ITypeConverter<FrameRate> {
    private static final Pattern WHOLE = Pattern.compile("(\\d{1,3})");
    private static final Pattern FRACTION = Pattern.compile("(\\d{1,6})/(\\d{1,6})");
    private static final Pattern DECIMAL = Pattern.compile("(23|29|59)\\.9\\d{1,3}");

    @Override
    public FrameRate convert(String word) {
      Matcher whole = WHOLE.matcher(word);
      if (whole.matches()) {
        return rate(number(whole, 1), 1);
      }
      Matcher decimal = DECIMAL.matcher(word);
      if (decimal.matches()) {
        return rate((number(decimal, 1) + 1) * 1000, 1001); // the three of NTSC
      }
      Matcher fraction = matched(FRACTION, word, "a rate such as 30, 29.97 or 30000/1001");
      return rate(number(fraction, 1), number(fraction, 2));
    }

    private static FrameRate rate(int frames, int seconds) {
      try {
        return new FrameRate(frames, seconds);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /// A bit rate, bit/s, from `2500` (kb/s), `2500k` or `6M`.
  static final class BitrateWord implements ITypeConverter<Integer> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)([kKmM]?)");

    @Override
    public Integer convert(String word) {
      Matcher match = matched(FORM, word, "a bit rate such as 2500, 2500k or 6M");
      double scale = match.group(2).equalsIgnoreCase("m") ? 1e6 : 1e3;
      return (int) Math.min(Integer.MAX_VALUE, Double.parseDouble(match.group(1)) * scale);
    }
  }

  private static Matcher matched(Pattern form, String word, String expected) {
    Matcher match = form.matcher(word);
    if (!match.matches()) {
      throw new TypeConversionException("'" + word + "' is not " + expected);
    }
    return match;
  }

  private static int number(Matcher match, int group) {
    return Integer.parseInt(match.group(group));
  }
}
