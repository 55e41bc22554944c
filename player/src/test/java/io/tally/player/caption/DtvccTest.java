// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.caption;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.probe.picture.SeiMessage;
import io.tally.player.testing.data.CaptionScript;
import io.tally.player.testing.data.CaptionedStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Services of CEA-708 that draw windows; picture N is shown at N times 100 ms.
class DtvccTest {
  private static final long STEP_NS = 100_000_000L;
  private static final int LAST = 60;
  private final CaptionScript script = new CaptionScript();

  /// The codes of a service.
  private static final class Codes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Codes of(int... codes) {
      for (int code : codes) {
        bytes.write(code);
      }
      return this;
    }

    Codes text(String text) {
      bytes.writeBytes(text.getBytes(ISO_8859_1));
      return this;
    }

    /// A window of some rows, anchored by its lower edge at a height in percent.
    Codes window(int number, boolean visible, int rows, int height) {
      return of(0x98 + number, visible ? 0x20 : 0, 0x80 | height, 50, 6 << 4 | rows - 1, 31, 0);
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }
  }

  private Captions played() {
    Captions captions = new Captions();
    for (int picture = 0; picture < LAST; picture++) {
      List<SeiMessage> coded = CaptionedStream.messages(script.triplets(picture), /* hevc= */ true);
      long atNs = picture * STEP_NS;
      captions.picture(coded, atNs, atNs);
    }
    captions.end();
    return captions;
  }

  private static java.util.List<String> at(Captions captions, String channel, int picture) {
    return captions.at(channel, picture * STEP_NS);
  }

  @Test
  @DisplayName("CEA-708: a hidden window is written and then displayed")
  void hiddenWindow_isShownWhenDisplayed_andGoesWhenDeleted() {
    script.service(1, 2, new Codes().window(0, false, 2, 90).text("Hello,\rworld").bytes());
    script.service(1, 10, new Codes().of(0x89, 1).bytes());
    script.service(1, 20, new Codes().of(0x8C, 1).bytes());

    Captions captions = played();

    assertThat(at(captions, "SERVICE1", 9)).isEmpty();
    assertThat(at(captions, "SERVICE1", 10)).containsExactly("Hello,", "world");
    assertThat(at(captions, "SERVICE1", 20)).isEmpty();
    assertThat(captions.found()).containsExactly("SERVICE1");
  }

  @Test
  @DisplayName("CEA-708: a carriage return in the last row rolls the window")
  void fullWindow_rolls() {
    script.service(1, 1, new Codes().window(0, true, 2, 90).text("one\rtwo\rthree").bytes());

    assertThat(at(played(), "SERVICE1", 5)).containsExactly("two", "three");
  }

  @Test
  @DisplayName("CEA-708: windows stand from the top down, whatever their numbers")
  void windows_areReadFromTheTop() {
    script.service(1, 1, new Codes().window(0, true, 1, 90).text("below").bytes());
    script.service(1, 2, new Codes().window(5, true, 1, 20).text("above").bytes());

    assertThat(at(played(), "SERVICE1", 5)).containsExactly("above", "below");
  }

  @Test
  @DisplayName(
      "CEA-708 7.1: extended codes, and those that are passed over with what belongs to them")
  void codes_areReadWithTheirArguments() {
    Codes codes =
        new Codes()
            .window(0, true, 2, 90)
            .of(0x91, 1, 2, 3, 0x90, 1, 2, 0x97, 1, 2, 3, 4) // pens and windows
            .text("a")
            .of(0x10, 0x39, 0x10, 0x08, 'x', 0x10, 0x90, 2, 'x', 'x', 0x7F, 0xE9)
            .of(0x92, 1, 0)
            .text("ab")
            .of(0x08)
            .of(0x18, 0x4E, 0x2D);
    script.service(1, 1, codes.bytes());

    assertThat(at(played(), "SERVICE1", 5)).containsExactly("a™♪é", "a中");
  }

  @Test
  @DisplayName("CEA-708: what is delayed comes later")
  void delayedText_appearsAfterTheDelay() {
    script.service(1, 1, new Codes().window(0, true, 1, 90).text("now").bytes());
    script.service(1, 10, new Codes().of(0x8D, 10).text(", later").bytes());

    Captions captions = played();

    assertThat(at(captions, "SERVICE1", 19)).containsExactly("now");
    assertThat(at(captions, "SERVICE1", 20)).containsExactly("now, later");
  }

  @Test
  void sixServices_saySomethingOfTheirOwn() {
    for (int service = 1; service <= 6; service++) {
      Codes codes = new Codes().window(0, true, 1, 90).text("service " + service);
      script.service(service, service, codes.bytes());
    }

    Captions captions = played();

    for (int service = 1; service <= 6; service++) {
      assertThat(at(captions, "SERVICE" + service, 30)).containsExactly("service " + service);
    }
  }

  @Test
  void longText_isReadOverSeveralBlocks() {
    String words = "a row of forty-two columns is the longest.";
    script.service(2, 1, new Codes().window(0, true, 1, 90).text(words).bytes());

    assertThat(at(played(), "SERVICE2", 5)).containsExactly(words);
  }
}
