// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window;

import static io.tally.app.window.FxRoom.click;
import static io.tally.app.window.FxRoom.on;
import static io.tally.app.window.FxRoom.press;
import static io.tally.app.window.FxRoom.run;
import static io.tally.app.window.FxRoom.settle;
import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.PasswordTextField;
import io.tally.app.window.intent.EndpointIntent;
import io.tally.app.window.intent.Intent;
import io.tally.app.window.state.Air;
import io.tally.app.window.state.endpoint.Check;
import io.tally.app.window.state.endpoint.Draft;
import io.tally.protocol.endpoint.Secret;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Does the form ask for what a person types, and show what is found out about it?
class EndpointFormTest {
  private static final Draft EMPTY = Draft.of("custom");
  private static final Draft FILLED =
      Draft.of("youtube").withAddress("rtmps://a.example/live2").withKey(Secret.of("abcd-1234"));
  private WindowRoom window;

  @BeforeEach
  void openWindow() throws Exception {
    window = WindowRoom.open(Examples.state(new Air.Off()));
    run(() -> window.root().lookup("#add-endpoint").requestFocus());
  }

  @AfterEach
  void closeWindow() throws Exception {
    window.close();
  }

  private void showNew(Draft draft) throws Exception {
    window.show(Examples.state(Examples.form(Optional.empty(), draft, Check.NONE)));
  }

  private void showOld(Draft draft, Check check) throws Exception {
    window.show(Examples.state(Examples.form(Optional.of("channel"), draft, check)));
  }

  private List<EndpointIntent> asked() {
    return window.asked().stream()
        .filter(Intent.AboutEndpoints.class::isInstance)
        .map(wish -> ((Intent.AboutEndpoints) wish).wish())
        .toList();
  }

  private TextField field(String selector) throws Exception {
    return window.control(selector, TextField.class);
  }

  private void type(String selector, String text) throws Exception {
    TextField field = field(selector);
    run(() -> field.setText(text));
  }

  @Test
  void newEndpoint_isAddedByKeyboardAlone() throws Exception {
    showNew(EMPTY);
    assertThat(window.focused()).isSameAs(field("#service-search"));
    type("#service-search", "twi");
    press(KeyCode.ENTER);
    assertThat(asked()).containsExactly(new EndpointIntent.Change(EMPTY.withService("twitch")));
    Draft chosen = Draft.of("twitch").withAddress("rtmp://t.example/app");
    showNew(chosen);
    PasswordTextField key = window.control("#key", PasswordTextField.class);
    run(key::requestFocus);
    type("#key", "live_1");
    press(KeyCode.ENTER);
    assertThat(asked())
        .containsExactly(
            new EndpointIntent.Change(chosen.withKey(Secret.of("live_1"))),
            new EndpointIntent.Save());
  }

  @Test
  void escape_closesWithoutChange_andTheFocusGoesBack() throws Exception {
    showNew(EMPTY);
    press(KeyCode.ESCAPE);
    assertThat(asked()).containsExactly(new EndpointIntent.Cancel());
    window.show(Examples.state(new Air.Off()));
    assertThat(window.focused()).isSameAs(window.control("#add-endpoint", Button.class));
    assertThat(on(() -> window.root().lookup(".scrim").isVisible())).isFalse();
  }

  @Test
  void tabulator_neverLeavesTheForm() throws Exception {
    showNew(EMPTY);
    VBox panel = window.control("#endpoint-form", VBox.class);
    for (int i = 0; i < 25; i++) {
      press(KeyCode.TAB);
      var focused = window.focused();
      assertThat(on(() -> inside(focused, panel))).as("%s", focused).isTrue();
    }
  }

  private static boolean inside(javafx.scene.Node node, VBox panel) {
    for (var up = node; up != null; up = up.getParent()) {
      if (up.equals(panel)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void pastedAddress_isSentAtOnce_andWhatWasReadFromItIsShown() throws Exception {
    showNew(EMPTY);
    type("#url", "rtmps://a.example/live2/abcd-1234");
    assertThat(asked())
        .containsExactly(
            new EndpointIntent.Change(EMPTY.withAddress("rtmps://a.example/live2/abcd-1234")));
    showNew(FILLED);
    assertThat(field("#url").getText()).isEqualTo("rtmps://a.example/live2");
    PasswordTextField key = window.control("#key", PasswordTextField.class);
    String typed = on(key::getPassword);
    assertThat(typed).isEqualTo("abcd-1234");
    String seen = on(key::getText);
    assertThat(seen).doesNotContain("abcd");
    ListView<?> services = window.control("#services", ListView.class);
    assertThat(services.getSelectionModel().getSelectedItem()).isEqualTo(Examples.YOUTUBE);
    assertThat(asked()).isEmpty();
  }

  @Test
  void lineOfSrt_isSentWhole_andItsPassphraseStandsUnseenWhereKeysStand() throws Exception {
    String line = "srt://studio.example:9000?latency=800&streamid=cam&passphrase=hush-hush-hush";
    showNew(EMPTY);
    type("#url", line);
    assertThat(asked()).containsExactly(new EndpointIntent.Change(EMPTY.withAddress(line)));
    Secret both = Secret.of("streamid=cam&passphrase=hush-hush-hush");
    showNew(EMPTY.withAddress("srt://studio.example:9000?latency=800").withKey(both));
    assertThat(field("#url").getText()).isEqualTo("srt://studio.example:9000?latency=800");
    PasswordTextField key = window.control("#key", PasswordTextField.class);
    String typed = on(key::getPassword);
    assertThat(Secret.of(typed)).isEqualTo(both);
    String seen = on(key::getText);
    assertThat(seen).doesNotContain("hush").doesNotContain("cam");
    run(key::requestFocus);
    press(KeyCode.ENTER);
    assertThat(asked()).containsExactly(new EndpointIntent.Save());
  }

  @Test
  void addressAndKeyPastedBelowEachOther_areBothSent() throws Exception {
    showNew(EMPTY);
    TextField url = field("#url");
    run(() -> {
      ClipboardContent lines = new ClipboardContent();
      lines.putString("rtmps://a.example/live2\nabcd-1234\n");
      Clipboard.getSystemClipboard().setContent(lines);
      url.requestFocus();
    });
    press(KeyCode.CONTROL, KeyCode.V);
    assertThat(asked())
        .containsExactly(
            new EndpointIntent.Change(EMPTY.withAddress("rtmps://a.example/live2\nabcd-1234\n")));
    showNew(FILLED);
    assertThat(url.getText()).isEqualTo("rtmps://a.example/live2");
  }

  @Test
  void whatIsBeingTyped_isNotUndone_byTheAnswerToTheFieldBefore() throws Exception {
    showNew(EMPTY);
    type("#key", "hush");
    type("#proxy-host", "proxy.exa");
    showNew(EMPTY.withAddress("rtmp://studio.example/live"));
    PasswordTextField key = window.control("#key", PasswordTextField.class);
    String typed = on(key::getPassword);
    assertThat(typed).isEqualTo("hush");
    assertThat(field("#proxy-host").getText()).isEqualTo("proxy.exa");
  }

  @Test
  void otherServer_isChosenFromTheList() throws Exception {
    showOld(FILLED, Check.NONE);
    ComboBox<?> server = window.control("#server", ComboBox.class);
    run(() -> server.getSelectionModel().select(1));
    assertThat(asked())
        .containsExactly(new EndpointIntent.Change(FILLED.withAddress("rtmps://b.example/live2")));
  }

  @Test
  void proxy_isAskedForUnderAdvanced() throws Exception {
    showOld(FILLED, Check.NONE);
    assertThat(field("#bind").getParent().getParent().isVisible()).isFalse();
    run(window.control("#advanced", ToggleButton.class)::fire);
    settle();
    ComboBox<?> proxy = window.control("#proxy", ComboBox.class);
    run(() -> proxy.getSelectionModel().select(2));
    Draft.Way socks = new Draft.Way(Draft.Way.Proxy.SOCKS5, "", "", "", Secret.of(""), "");
    assertThat(asked()).containsExactly(new EndpointIntent.Change(FILLED.with(socks)));
  }

  @Test
  void test_asksBeforeItSends_withOneSentence() throws Exception {
    showOld(FILLED, Check.NONE);
    Button send = window.control("#test-send", Button.class);
    assertThat(on(() -> send.getParent().isVisible())).isFalse();
    run(window.control("#test-endpoint", Button.class)::fire);
    assertThat(asked()).containsExactly(new EndpointIntent.Test());
    showOld(FILLED, Check.asks(steps(7), "Viewers may see it."));
    assertThat(window.control("#test-question", Label.class).getText())
        .isEqualTo("Viewers may see it.");
    ScrollPane scroll = FxRoom.all(window.root(), ScrollPane.class).getLast();
    assertThat(on(() -> isSeen(send, scroll))).isTrue();
    click(send);
    assertThat(asked()).containsExactly(new EndpointIntent.SendTest());
  }

  private static List<Check.Step> steps(int count) {
    String sentence = "What was seen is longer than one line of this form has room for. ".repeat(2);
    return Collections.nCopies(count, new Check.Step("Step", Check.Outcome.PASSED, 14, sentence));
  }

  private static boolean isSeen(Node node, Node within) {
    Bounds seen = within.localToScene(within.getLayoutBounds());
    return seen.contains(node.localToScene(node.getLayoutBounds()));
  }

  @Test
  void stepsOfTheTest_areShownAsTheyHappen() throws Exception {
    showOld(FILLED, Check.NONE);
    Check.Step resolved = new Check.Step("Resolve", Check.Outcome.PASSED, 14, "1 address.");
    Check.Step connecting = new Check.Step("Connect", Check.Outcome.RUNNING, 0, "");
    showOld(FILLED, Check.runs(List.of(resolved, connecting)));
    VBox steps = window.control("#steps", VBox.class);
    assertThat(FxRoom.all(steps, Label.class))
        .extracting(Label::getText)
        .containsExactly("Resolve", "1 address.", "14 ms", "Connect", "0 ms");
    assertThat(window.control("#test-endpoint", Button.class).isDisabled()).isTrue();
  }

  @Test
  void unknownCertificate_isShown_andTrustedByOneClick() throws Exception {
    showOld(FILLED, Check.failed(List.of(), Optional.of("AB:CD")));
    assertThat(window.control("#fingerprint", Label.class).getText()).isEqualTo("AB:CD");
    run(window.control("#trust", Button.class)::fire);
    assertThat(asked()).containsExactly(new EndpointIntent.Trust("AB:CD"));
  }

  @Test
  void remove_asksOnce() throws Exception {
    showOld(FILLED, Check.NONE);
    Button remove = window.control("#remove-endpoint", Button.class);
    click(remove);
    assertThat(asked()).isEmpty();
    String question = on(remove::getText);
    assertThat(question).contains("and its key");
    click(remove);
    assertThat(asked()).containsExactly(new EndpointIntent.Remove());
  }
}
