// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.check.CheckReport;
import io.tally.player.check.TrackSummary;
import io.tally.player.check.WaterfallEntry;
import io.tally.player.event.TimedEvent;
import io.tally.player.event.When;
import io.tally.player.glass.Arrival;
import io.tally.player.glass.GlassFacts;
import io.tally.player.net.Exchange;
import io.tally.player.playlist.Flaw.Severity;
import io.tally.player.rules.Finding;
import io.tally.player.rules.Profile;
import io.tally.player.rules.Rule;
import io.tally.player.rules.TextRule;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// A stream that tries to be markup is text in every report.
class ReportsTest {
  private static final String EVIL = "</td><script>alert(\"x\")</script>&amp;\u0007'\n\\";
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static CheckReport report(Severity severity) {
    Finding finding =
        new Finding(TextRule.EXTINF, severity, "http://host/a?b=•••", 7, EVIL, NOON, NOON, 3);
    TrackSummary track =
        new TrackSummary(
            EVIL, EVIL, "variant", EVIL, EVIL, true, 2, 3, 4, 1, 8, 900_000, 900_000, 1_000_000,
            2_000_000, 25, 2, 2);
    URI uri = URI.create("http://host/a.ts?token=s3cret");
    Exchange exchange =
        new Exchange(
            uri,
            uri,
            NOON,
            1,
            OptionalLong.of(20),
            30,
            200,
            "HTTP/1.1",
            Optional.empty(),
            Map.of("user-agent", "Tally"),
            Map.of("x-cache", EVIL),
            5,
            6,
            0,
            Optional.empty());
    return new CheckReport(
        "http://host/a.m3u8",
        Profile.RFC,
        false,
        NOON,
        Duration.ofSeconds(9),
        Optional.empty(),
        true,
        List.of(track),
        List.of(finding),
        0,
        List.of(
            new TimedEvent.Message(
                new When(OptionalLong.of(1_500_000_000L), Optional.of(NOON), OptionalLong.empty()),
                EVIL,
                EVIL,
                EVIL,
                "c0ffee")),
        List.of(
            new WaterfallEntry(
                WaterfallEntry.Kind.SEGMENT, EVIL, exchange, OptionalLong.of(2_000_000_000L))),
        new Arrival(GlassFacts.NONE, OptionalLong.of(4_250_000_000L)),
        GlassFacts.NONE);
  }

  @Test
  void delay_isTold_withWhatItIsMeasuredBy() {
    assertThat(JsonReport.of(report(Severity.ERROR)))
        .contains("\"by\": \"program date time\"", "\"delay\": 4.25");
    assertThat(HtmlReport.of(report(Severity.ERROR)))
        .contains("<p>4.25 s until loaded, by program date time: ");
  }

  @Test
  void page_holdsNoMarkupOfTheStream_andLoadsNothing() {
    String page = HtmlReport.of(report(Severity.ERROR));

    assertThat(page).doesNotContain("<script").contains("&lt;script&gt;");
    assertThat(page).doesNotContain("src=").doesNotContain("href=").contains("default-src 'none'");
    assertThat(page).doesNotContain("s3cret");
  }

  @Test
  void events_areListed_withTheirBytes() {
    assertThat(JsonReport.of(report(Severity.ERROR)))
        .contains("\"kind\": \"Message\"", "\"position\": 1.500", "\"raw\": \"c0ffee\"");
    assertThat(HtmlReport.of(report(Severity.ERROR))).contains("<h2>Events", "1.500 s", "c0ffee");
  }

  @Test
  void junit_isXml_withACasePerRule_andAFailurePerBrokenOne() throws Exception {
    Document xml = xml(JunitReport.of(report(Severity.ERROR)));

    Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
    long ofProfile =
        Rule.all().stream()
            .filter(rule -> rule.profiles().contains(Profile.RFC) && rule.isAskedOf(false))
            .count();
    assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo((int) ofProfile + 1);
    assertThat(suite.getAttribute("tests")).isEqualTo(String.valueOf(ofProfile + 1));
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
    assertThat(xml.getElementsByTagName("failure").item(0).getTextContent())
        .contains("<script>", "line 7", "3 times");
  }

  @Test
  void junit_passesARuleThatOnlyWarns() throws Exception {
    Document xml = xml(JunitReport.of(report(Severity.WARNING)));

    assertThat(xml.getElementsByTagName("failure").getLength()).isZero();
    assertThat(xml.getElementsByTagName("system-out").getLength()).isEqualTo(1);
  }

  @Test
  void jsonAndArchive_escapeWhatJsonDoesNotAllow() {
    for (String json :
        List.of(
            JsonReport.of(report(Severity.ERROR)), HarReport.of(report(Severity.ERROR), "1.0"))) {
      assertThat(json)
          .contains("alert(\\\"x\\\")", "\\u0007'\\n\\\\")
          .doesNotContain("\u0007")
          .doesNotContain("s3cret");
    }
  }

  @Test
  void glassToGlass_isToldWhereThePicturesSayWhenTheyWereCaptured() {
    CheckReport plain = report(Severity.ERROR);
    GlassFacts glass =
        new GlassFacts(
            Optional.of(new GlassFacts.Source(0xABCL, true)),
            Optional.of(new GlassFacts.Delay(2_900_000_000L, 3_000_000_000L, 1, 2, 3)),
            900,
            12,
            0,
            Optional.of(new GlassFacts.Likeness(0.97, Double.POSITIVE_INFINITY, 899)));

    assertThat(JsonReport.of(plain)).doesNotContain("glass");
    assertThat(JsonReport.of(plain.with(glass)))
        .containsPattern("\"delay\":\\s*2.9")
        .containsPattern("\"lost\":\\s*12")
        .doesNotContain("psnr"); // JSON has no infinity
    assertThat(HtmlReport.of(plain)).doesNotContain("glass to glass");
    assertThat(HtmlReport.of(plain.with(glass)))
        .containsPattern("2\\.90* s glass to glass")
        .contains("12 lost · SSIM 0.97");
  }

  private static Document xml(String text) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }
}
