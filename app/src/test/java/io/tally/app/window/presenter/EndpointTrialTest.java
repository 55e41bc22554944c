// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.presenter;

import static io.tally.app.window.presenter.EndpointRoom.PASSPHRASE;
import static io.tally.app.window.presenter.EndpointRoom.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.app.window.intent.EndpointIntent;
import io.tally.app.window.intent.Intent;
import io.tally.app.window.state.endpoint.Check;
import io.tally.app.window.state.endpoint.Condition;
import io.tally.app.window.state.endpoint.Draft;
import io.tally.app.window.state.endpoint.SrtNumbers;
import io.tally.protocol.endpoint.Secret;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Does a test of an endpoint say what a broadcast to it will meet?
class EndpointTrialTest {
  @TempDir private Path folder;
  private EndpointRoom room;

  @BeforeEach
  void open() throws Exception {
    room = new EndpointRoom(folder);
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void test_showsItsSteps_sendsWhenAgreed_andTellsTheRate() {
    room.wish(new EndpointIntent.Add());
    room.wish(new EndpointIntent.Change(room.farAddress("one")));
    room.wish(new EndpointIntent.Test());
    room.untilForm(form -> form.check().question().isPresent());
    Check looked = room.check();
    assertThat(looked.steps())
        .extracting(Check.Step::outcome)
        .contains(Check.Outcome.PASSED)
        .doesNotContain(Check.Outcome.FAILED);
    assertThat(looked.question().orElseThrow()).contains("Viewers may see");
    assertThat(looked.running()).isFalse();
    assertThat(room.far().streams()).isEmpty();
    room.wish(new EndpointIntent.SendTest());
    await().until(() -> room.far().streams().containsKey("one"));
    room.untilForm(form -> form.check().verdict().isPresent());
    assertThat(room.check().steps().getLast().outcome()).isEqualTo(Check.Outcome.PASSED);
    assertThat(room.check().steps().getLast().sentence()).contains("The line carries");
    assertThat(room.check().verdict()).contains("It takes the programme.");
  }

  @Test
  void testOfAServiceWithATestMode_sendsInIt_withoutAQuestion_andEndsWithTheForm() {
    room.wish(new EndpointIntent.Add());
    room.wish(new EndpointIntent.Change(room.farAddress("one").withService("ivs-basic")));
    room.wish(new EndpointIntent.Test());
    room.untilSent("one");
    assertThat(room.check().question()).isEmpty();
    assertThat(room.check().steps().getLast().outcome()).isEqualTo(Check.Outcome.RUNNING);
    room.wish(new EndpointIntent.Cancel());
    room.until(state -> state.destinations().form().isEmpty());
    await().until(() -> !room.sends("one"));
  }

  @Test
  void test_whereNobodyListens_saysAtWhichStepItFails() {
    room.far().close();
    room.wish(new EndpointIntent.Add());
    room.wish(new EndpointIntent.Change(room.farAddress("one")));
    room.wish(new EndpointIntent.Test());
    room.untilForm(form -> form.check().verdict().isPresent());
    Check check = room.check();
    assertThat(check.steps()).extracting(Check.Step::outcome).contains(Check.Outcome.FAILED);
  }

  @Test
  void lineOfSrt_isTestedSavedAndSentTo_andItsPassphraseIsInNoFile() {
    String address = room.far().srtUrl().orElseThrow() + "?latency=300";
    room.wish(new EndpointIntent.Add());
    room.wish(
        new EndpointIntent.Change(
            Draft.of("custom")
                .withAddress(address + "&streamid=cam-4711&passphrase=" + PASSPHRASE)));
    room.untilForm(form -> form.draft().address().equals(address));
    Draft read = room.shown().destinations().form().orElseThrow().draft();
    assertThat(read.key()).isEqualTo(Secret.of("streamid=cam-4711&passphrase=" + PASSPHRASE));
    room.wish(new EndpointIntent.Test());
    room.untilForm(form -> form.check().question().isPresent());
    assertThat(room.check().steps())
        .extracting(Check.Step::outcome)
        .contains(Check.Outcome.PASSED)
        .doesNotContain(Check.Outcome.FAILED);
    room.wish(new EndpointIntent.Save());
    room.until(state -> state.destinations().form().isEmpty());

    room.accept(new Intent.GoLive());
    room.untilCondition("endpoint-1", Condition.Live.class::isInstance);
    room.until(state -> item(state, "endpoint-1").figures().srt().isPresent());
    SrtNumbers told = item(room.shown(), "endpoint-1").figures().srt().orElseThrow();
    assertThat(told.latencyMs()).isEqualTo(300);
    assertThat(told.keyBits()).isEqualTo(128);
    room.untilSent("cam-4711");
    assertThat(room.shown().toString()).doesNotContain("hush").doesNotContain("cam-4711");

    room.closePresenter();
    assertThat(folder.resolve("settings.json"))
        .content()
        .contains(address)
        .doesNotContain("hush")
        .doesNotContain("cam-4711");
    room.openAgain();
    room.wish(new EndpointIntent.Edit("endpoint-1"));
    room.untilForm(form -> form.draft().equals(read));
  }
}
