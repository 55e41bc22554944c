// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window;

import static io.tally.app.window.FxRoom.all;
import static io.tally.app.window.FxRoom.click;
import static io.tally.app.window.FxRoom.find;
import static io.tally.app.window.FxRoom.on;
import static io.tally.app.window.FxRoom.press;
import static io.tally.app.window.FxRoom.run;
import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ToggleSwitch;
import io.tally.app.window.intent.EndpointIntent;
import io.tally.app.window.intent.Intent;
import io.tally.app.window.state.Air;
import io.tally.app.window.state.endpoint.Condition;
import io.tally.app.window.state.endpoint.EndpointItem;
import io.tally.app.window.state.endpoint.Figures;
import io.tally.app.window.state.endpoint.Remark;
import io.tally.app.window.state.endpoint.SrtNumbers;
import io.tally.protocol.Drops;
import io.tally.protocol.service.Fix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.shape.Polygon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Does each card tell how its endpoint does, and ask for what a person clicks on it?
class DestinationsViewTest {
  private static final Figures FIGURES =
      new Figures(
          2_400_000, 2_500_000, 12, 41_500, OptionalLong.of(23), Drops.NONE, 0, Optional.empty());
  private WindowRoom window;

  @BeforeEach
  void openWindow() throws Exception {
    window = WindowRoom.open(Examples.state(new Air.Off()));
  }

  @AfterEach
  void closeWindow() throws Exception {
    window.close();
  }

  private Parent show(Condition condition, Figures figures, Remark... remarks) throws Exception {
    EndpointItem item = Examples.channel(condition, figures, remarks);
    Air air = condition.active() ? new Air.OnAir() : new Air.Off();
    window.show(Examples.state(air, Examples.destinations(Examples.HERE, item)));
    return find(window.root(), "#endpoint-channel", Parent.class);
  }

  private static List<String> words(Parent card) throws Exception {
    return all(card, Label.class).stream().map(Label::getText).toList();
  }

  private static Button button(Parent card, String text) throws Exception {
    return all(card, Button.class).stream()
        .filter(each -> text.equals(each.getText()) || text.equals(each.getAccessibleText()))
        .findFirst()
        .orElseThrow();
  }

  private List<EndpointIntent> asked() {
    return window.asked().stream()
        .filter(Intent.AboutEndpoints.class::isInstance)
        .map(wish -> ((Intent.AboutEndpoints) wish).wish())
        .toList();
  }

  @Test
  void liveEndpoint_tellsSinceWhen_andHowItsLineDoes() throws Exception {
    Parent card = show(new Condition.Live(751), FIGURES);
    assertThat(words(card))
        .contains(
            "My channel",
            "YouTube",
            "Live since 00:12:31",
            "2400 of 2500 kb/s  ·  queue 12 ms  ·  RTT 23 ms");
  }

  @Test
  void historyOfALiveEndpoint_isDrawn_andNotWhileItIsOff() throws Exception {
    Parent card = show(new Condition.Live(751), FIGURES);
    Polygon area = (Polygon) on(() -> card.lookup(".history-bitrate"));
    assertThat(on(() -> area.getPoints().size())).isPositive();
    show(new Condition.Off(), Figures.NONE);
    assertThat(on(() -> area.getParent().isVisible())).isFalse();
  }

  @Test
  void switchClicked_asksToSwitchThatOne() throws Exception {
    Parent card = show(new Condition.Live(3), FIGURES);
    click(all(card, ToggleSwitch.class).getFirst());
    assertThat(asked()).containsExactly(new EndpointIntent.Switch("channel", false));
  }

  @Test
  void stateOfTheSwitch_isShown_withoutAskingForAnything() throws Exception {
    show(new Condition.Live(3), FIGURES);
    Parent card = show(new Condition.Off(), Figures.NONE);
    assertThat(all(card, ToggleSwitch.class).getFirst().isSelected()).isFalse();
    assertThat(asked()).isEmpty();
  }

  @Test
  void reconnecting_countsDown_saysWhy_andTryNowAsksForIt() throws Exception {
    Condition lost = new Condition.Reconnecting(12, 3, 4, "The connection broke.");
    Parent card = show(lost, FIGURES);
    assertThat(words(card)).contains("Reconnecting since 00:00:12: attempt 3 in 4 s");
    Label state =
        all(card, Label.class).stream()
            .filter(label -> label.getText().startsWith("Reconnecting"))
            .findFirst()
            .orElseThrow();
    assertThat(state.getTooltip().getText()).isEqualTo("The connection broke.");
    click(button(card, "Try now"));
    assertThat(asked()).containsExactly(new EndpointIntent.Retry("channel"));
  }

  @Test
  void failed_saysWhy_andTryAgainAsksForIt() throws Exception {
    Parent card = show(new Condition.Failed("The key was refused."), Figures.NONE);
    assertThat(words(card)).contains("Failed: The key was refused.");
    click(button(card, "Try again"));
    assertThat(asked()).containsExactly(new EndpointIntent.Retry("channel"));
  }

  @Test
  void drops_areCounted_withTheirReasonsInTheTooltip() throws Exception {
    Figures lossy =
        new Figures(
            900_000,
            2_500_000,
            800,
            250_000,
            OptionalLong.empty(),
            new Drops(3, 40, 0, 0),
            1,
            Optional.empty());
    Parent card = show(new Condition.Live(9), lossy);
    Label losses =
        all(card, Label.class).stream()
            .filter(label -> label.getText().contains("dropped"))
            .findFirst()
            .orElseThrow();
    assertThat(losses.getText()).isEqualTo("43 dropped, 1 reconnect");
    assertThat(losses.getTooltip().getText())
        .contains("3 pictures that no other needs", "40 pictures up to a keyframe");
  }

  @Test
  void outletOnTheSmallerEncode_saysWhy() throws Exception {
    String why = "Gets 1.2 Mb/s, smaller, because its line carries only 1.3 of 2.7 Mb/s.";
    Figures less =
        new Figures(
            1_200_000, 1_200_000, 10, 1_000, OptionalLong.empty(), Drops.NONE, 0, Optional.of(why));
    assertThat(words(show(new Condition.Live(9), less))).contains(why);
    assertThat(words(show(new Condition.Live(9), FIGURES))).doesNotContain(why);
  }

  @Test
  void details_foldOut_byKeyboard() throws Exception {
    Parent card = show(new Condition.Live(9), FIGURES);
    ToggleButton unfold = all(card, ToggleButton.class).getFirst();
    run(unfold::requestFocus);
    press(KeyCode.SPACE);
    assertThat(words(card)).contains("12 ms, 42 kB", "Round trip", "23 ms", "never");
    press(KeyCode.SPACE);
    assertThat(words(card)).doesNotContain("Round trip");
  }

  @Test
  void lineOfSrt_tellsItsOwnNumbers_andOthersDoNot() throws Exception {
    SrtNumbers srt = new SrtNumbers(1000, 180, 0, 50, 12, 34, 0, 12_300_000, 256);
    Figures figures =
        new Figures(
            2_400_000,
            2_500_000,
            12,
            41_500,
            OptionalLong.of(23),
            Drops.NONE,
            0,
            Optional.of(srt),
            Optional.empty());
    Parent card = show(new Condition.Live(9), figures);
    run(all(card, ToggleButton.class).getFirst()::fire);
    assertThat(words(card))
        .contains(
            "2400 of 2500 kb/s  ·  queue 12 ms  ·  RTT 23 ms  ·  loss 5.0 %",
            "1000 ms agreed, 180 ms not acknowledged",
            "5.0 % in the last 10 s, 1.2 % in all, 34 sent again",
            "about 12300 kb/s",
            "AES-256");
    show(new Condition.Live(10), FIGURES);
    assertThat(words(card)).contains("Round trip").doesNotContain("Latency", "Encryption");
  }

  @Test
  void objection_isShownAtItsEndpoint_andMendedByOneClick() throws Exception {
    Fix fix = new Fix.SetVideoBitrate(6_000_000);
    Remark remark = new Remark("YouTube takes at most 6000 kb/s.", Optional.of(fix));
    Parent card = show(new Condition.Ready(), Figures.NONE, remark);
    assertThat(words(card)).contains("YouTube takes at most 6000 kb/s.");
    assertThat(window.control("#remarks", Label.class).getText()).isEqualTo("1");
    click(button(card, "Set 6000 kb/s"));
    assertThat(asked()).containsExactly(new EndpointIntent.Mend(fix));
  }

  @Test
  void pencilClicked_asksToEditThatOne_andThisComputerHasNone() throws Exception {
    Parent card = show(new Condition.Ready(), Figures.NONE);
    click(button(card, "Edit My channel"));
    assertThat(asked()).containsExactly(new EndpointIntent.Edit("channel"));
    Parent here = find(window.root(), "#endpoint-here", Parent.class);
    assertThat(all(here, Button.class)).isEmpty();
  }

  @Test
  void addClicked_asksForTheForm() throws Exception {
    click(window.control("#add-endpoint", Button.class));
    assertThat(asked()).containsExactly(new EndpointIntent.Add());
  }

  @Test
  void testClicked_opensTheForm_andBegins() throws Exception {
    Parent card = show(new Condition.Off(), Figures.NONE);
    click(button(card, "Test My channel"));
    assertThat(asked())
        .containsExactly(new EndpointIntent.Edit("channel"), new EndpointIntent.Test());
  }

  @Test
  void everyCard_fitsIntoTheNarrowestWindow() throws Exception {
    Figures lossy =
        new Figures(
            9_900_000,
            10_000_000,
            1800,
            2_250_000,
            OptionalLong.of(250),
            new Drops(30, 400, 5, 9),
            12,
            Optional.of("Gets 1.2 Mb/s, smaller, because its line carries only 1.3 of 10.0 Mb/s."));
    Parent card = show(new Condition.Live(360_000), lossy);
    Node scroll = window.control("#endpoints", Node.class).getParent();
    double room = on(() -> scroll.getLayoutBounds().getWidth());
    assertThat(on(() -> card.getLayoutBounds().getWidth())).isLessThanOrEqualTo(room);
  }
}
