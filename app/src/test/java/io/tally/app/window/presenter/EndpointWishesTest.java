// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.presenter;

import static io.tally.app.window.presenter.EndpointRoom.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.app.outlet.Outlet;
import io.tally.app.window.intent.EndpointIntent;
import io.tally.app.window.intent.Intent;
import io.tally.app.window.state.Air;
import io.tally.app.window.state.endpoint.Condition;
import io.tally.app.window.state.endpoint.Draft;
import io.tally.protocol.service.Fix;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Do wishes about the endpoints reach a real broadcast and a real server?
class EndpointWishesTest {
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
  void addedEndpoint_goesLiveBesideThisComputer_andIsSwitchedOffAndOnMeanwhile() {
    room.add(room.farAddress("one"));
    room.accept(new Intent.GoLive());
    room.untilCondition("here", Condition.Live.class::isInstance);
    room.untilCondition("endpoint-1", Condition.Live.class::isInstance);
    room.until(state -> item(state, "endpoint-1").figures().bitrateBps() > 0);
    room.wish(new EndpointIntent.Switch("endpoint-1", false));
    room.untilCondition("endpoint-1", Condition.Off.class::isInstance);
    assertThat(item(room.shown(), "here").condition()).isInstanceOf(Condition.Live.class);
    room.wish(new EndpointIntent.Switch("endpoint-1", true));
    room.untilCondition("endpoint-1", Condition.Live.class::isInstance);
    assertThat(room.shown().notice()).isEmpty();
  }

  @Test
  void refusedEndpoint_isFailed_whileTheOthersGoOn_andIsTriedAgain() throws Exception {
    int port = room.far().rtmpUrl().getPort();
    room.add(room.farAddress("one"));
    room.far().close();
    room.accept(new Intent.GoLive());
    room.untilCondition("here", Condition.Live.class::isInstance);
    room.untilCondition(
        "endpoint-1",
        condition ->
            condition instanceof Condition.Failed || condition instanceof Condition.Reconnecting);
    room.listenAt(port);
    room.wish(new EndpointIntent.Retry("endpoint-1"));
    room.untilCondition("endpoint-1", Condition.Live.class::isInstance);
  }

  @Test
  void endpointAddedWhileLive_joins_andOneEditedIsSentToAnew() {
    room.accept(new Intent.GoLive());
    room.untilCondition("here", Condition.Live.class::isInstance);
    room.add(room.farAddress("one"));
    room.untilCondition("endpoint-1", Condition.Live.class::isInstance);
    room.wish(new EndpointIntent.Edit("endpoint-1"));
    room.untilForm(form -> form.id().isPresent());
    room.wish(new EndpointIntent.Change(room.farAddress("two")));
    room.wish(new EndpointIntent.Save());
    await().until(() -> room.far().streams().containsKey("two"));
    room.untilCondition("endpoint-1", Condition.Live.class::isInstance);
    assertThat(item(room.shown(), "here").condition()).isInstanceOf(Condition.Live.class);
  }

  @Test
  void nothingSwitchedOn_saysWhatToDo_andStaysOffAir() {
    room.wish(new EndpointIntent.Switch("here", false));
    room.accept(new Intent.GoLive());
    room.until(state -> state.notice().isPresent());
    assertThat(room.shown().air()).isEqualTo(new Air.Off());
    assertThat(room.shown().notice().orElseThrow().sentence()).contains("Switch on This computer");
  }

  @Test
  void unusableAddress_keepsTheFormOpen_andSaysWhy() {
    room.wish(new EndpointIntent.Add());
    room.wish(new EndpointIntent.Save());
    room.untilForm(form -> form.problem().orElse("").contains("There is no address"));
    room.wish(new EndpointIntent.Change(room.farAddress("one")));
    room.untilForm(form -> form.problem().isEmpty());
    room.wish(new EndpointIntent.Cancel());
    room.until(state -> state.destinations().form().isEmpty());
    assertThat(room.shown().destinations().endpoints()).hasSize(1);
  }

  @Test
  void addedEndpoint_isThereAtTheNextStart_withItsKey_whichIsInNoFile() {
    Draft draft = room.farAddress("hush-4711");
    room.add(draft);
    room.closePresenter();
    assertThat(folder.resolve("settings.json")).content().contains("Studio").doesNotContain("hush");
    room.openAgain();
    room.wish(new EndpointIntent.Edit("endpoint-1"));
    room.untilForm(form -> form.draft().equals(draft));
  }

  @Test
  void removedEndpoint_isGone() {
    room.add(room.farAddress("one"));
    room.wish(new EndpointIntent.Edit("endpoint-1"));
    room.untilForm(form -> form.id().isPresent());
    room.wish(new EndpointIntent.Remove());
    room.until(state -> state.destinations().endpoints().size() == 1);
  }

  @Test
  void objection_isMendedByItsFix() {
    room.wish(new EndpointIntent.Mend(new Fix.SetVideoBitrate(250_000)));
    room.until(state -> state.picture().bitrateBps() == 250_000);
    room.wish(new EndpointIntent.Mend(new Fix.SetCanvas(160, 90)));
    room.until(state -> state.picture().width() == 160 && state.air() instanceof Air.Off);
  }

  @Test
  void endpointOfTheCommandLine_isInTheList_andAloneGoneLiveTo() throws Exception {
    room.closePresenter();
    room.ingest().start();
    room.open(
        new Start(
            room.small(),
            Optional.empty(),
            Optional.empty(),
            List.of(Outlet.of("given", room.ingest().endpoint())),
            true));
    room.until(state -> state.air() instanceof Air.OnAir);
    room.untilCondition("given", Condition.Live.class::isInstance);
    assertThat(item(room.shown(), "here").wanted()).isFalse();
    assertThat(room.shown().toString()).doesNotContain("key=live");
  }
}
