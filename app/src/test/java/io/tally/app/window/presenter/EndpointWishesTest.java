// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.presenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.app.LocalIngest;
import io.tally.app.outlet.Outlet;
import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.Delivery;
import io.tally.app.settings.EncodingSettings;
import io.tally.app.settings.Input;
import io.tally.app.settings.KeyStore;
import io.tally.app.settings.Settings;
import io.tally.app.settings.SettingsFile;
import io.tally.app.settings.SourceSettings;
import io.tally.app.window.intent.EndpointIntent;
import io.tally.app.window.intent.Intent;
import io.tally.app.window.state.Air;
import io.tally.app.window.state.WindowState;
import io.tally.app.window.state.endpoint.Check;
import io.tally.app.window.state.endpoint.Condition;
import io.tally.app.window.state.endpoint.Draft;
import io.tally.app.window.state.endpoint.EndpointForm;
import io.tally.app.window.state.endpoint.EndpointItem;
import io.tally.app.window.state.endpoint.SrtNumbers;
import io.tally.capture.media.FrameRate;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.scene.CanvasFormat;
import io.tally.player.Player;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.hls.HlsStatus;
import io.tally.protocol.ingest.IngestServer;
import io.tally.protocol.ingest.IngestSettings;
import io.tally.protocol.service.Fix;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Do wishes about the endpoints reach a real broadcast and a real server?
class EndpointWishesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PASSPHRASE = "hush, this is a phrase";
  private final AtomicReference<@Nullable WindowState> shown = new AtomicReference<>();
  private final LocalIngest ingest = new LocalIngest();
  private final KeyStore keys = new KeyStore();
  private final Player player = new Player();
  @TempDir private Path folder;
  private IngestServer far;
  private Presenter presenter;

  @BeforeEach
  void open() throws Exception {
    IngestSettings settings = new IngestSettings("127.0.0.1", 0, 0);
    far = IngestServer.start(settings.withSrt(0, Secret.of(PASSPHRASE)));
    open(new Start(small(), Optional.empty(), Optional.of(file()), List.of(), false));
  }

  private void open(Start start) {
    shown.set(null);
    Engine engine = new Engine(ingest, keys, player, _ -> {}, Optional.empty());
    presenter = new Presenter(engine, start, shown::set);
    presenter.open();
    until(state -> state.air() instanceof Air.Off || start.goLive());
  }

  private SettingsFile file() {
    return new SettingsFile(folder.resolve("settings.json"));
  }

  /// A test picture and its tone: as light as a broadcast can be.
  private Settings small() {
    BroadcastSettings broadcast =
        new BroadcastSettings(
            new CanvasFormat(320, 180, FrameRate.of(10)),
            List.of(
                Input.of("pattern", new SourceSettings.PatternSource()),
                Input.of("tone", new SourceSettings.ToneSource())),
            EncodingSettings.STANDARD.withVideoBitrate(300_000));
    return Settings.standard().with(broadcast).with(Delivery.standard().withRecordFolder(folder));
  }

  @AfterEach
  void close() {
    presenter.close();
    player.close();
    ingest.close();
    keys.close();
    far.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  private void wish(EndpointIntent wish) {
    presenter.accept(new Intent.AboutEndpoints(wish));
  }

  private void until(Predicate<WindowState> condition) {
    await()
        .atMost(PATIENCE)
        .until(() -> {
          WindowState state = shown.get();
          return state != null && condition.test(state);
        });
  }

  private WindowState shown() {
    return Objects.requireNonNull(shown.get());
  }

  private void untilForm(Predicate<EndpointForm> condition) {
    until(state -> state.destinations().form().filter(condition).isPresent());
  }

  private void untilCondition(String id, Predicate<Condition> condition) {
    until(state -> condition.test(item(state, id).condition()));
  }

  private static EndpointItem item(WindowState state, String id) {
    return state.destinations().endpoints().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private Draft farAddress(String key) {
    return Draft.of("custom")
        .withAddress(far.rtmpUrl().toString())
        .withKey(Secret.of(key))
        .withName("Studio");
  }

  private void add(Draft draft) {
    wish(new EndpointIntent.Add());
    wish(new EndpointIntent.Change(draft));
    wish(new EndpointIntent.Save());
    until(state ->
        state.destinations().form().isEmpty() && state.destinations().endpoints().size() == 2);
  }

  @Test
  void addedEndpoint_goesLiveBesideThisComputer_andIsSwitchedOffAndOnMeanwhile() {
    add(farAddress("one"));
    presenter.accept(new Intent.GoLive());
    untilCondition("here", Condition.Live.class::isInstance);
    untilCondition("endpoint-1", Condition.Live.class::isInstance);
    until(state -> item(state, "endpoint-1").figures().bitrateBps() > 0);
    wish(new EndpointIntent.Switch("endpoint-1", false));
    untilCondition("endpoint-1", Condition.Off.class::isInstance);
    assertThat(item(shown(), "here").condition()).isInstanceOf(Condition.Live.class);
    wish(new EndpointIntent.Switch("endpoint-1", true));
    untilCondition("endpoint-1", Condition.Live.class::isInstance);
    assertThat(shown().notice()).isEmpty();
  }

  @Test
  void refusedEndpoint_isFailed_whileTheOthersGoOn_andIsTriedAgain() throws Exception {
    int port = far.rtmpUrl().getPort();
    add(farAddress("one"));
    far.close();
    presenter.accept(new Intent.GoLive());
    untilCondition("here", Condition.Live.class::isInstance);
    untilCondition(
        "endpoint-1",
        condition ->
            condition instanceof Condition.Failed || condition instanceof Condition.Reconnecting);
    far = IngestServer.start(new IngestSettings("127.0.0.1", port, 0));
    wish(new EndpointIntent.Retry("endpoint-1"));
    untilCondition("endpoint-1", Condition.Live.class::isInstance);
  }

  @Test
  void endpointAddedWhileLive_joins_andOneEditedIsSentToAnew() {
    presenter.accept(new Intent.GoLive());
    untilCondition("here", Condition.Live.class::isInstance);
    add(farAddress("one"));
    untilCondition("endpoint-1", Condition.Live.class::isInstance);
    wish(new EndpointIntent.Edit("endpoint-1"));
    untilForm(form -> form.id().isPresent());
    wish(new EndpointIntent.Change(farAddress("two")));
    wish(new EndpointIntent.Save());
    await().atMost(PATIENCE).until(() -> far.streams().containsKey("two"));
    untilCondition("endpoint-1", Condition.Live.class::isInstance);
    assertThat(item(shown(), "here").condition()).isInstanceOf(Condition.Live.class);
  }

  @Test
  void nothingSwitchedOn_saysWhatToDo_andStaysOffAir() {
    wish(new EndpointIntent.Switch("here", false));
    presenter.accept(new Intent.GoLive());
    until(state -> state.notice().isPresent());
    assertThat(shown().air()).isEqualTo(new Air.Off());
    assertThat(shown().notice().orElseThrow().sentence()).contains("Switch on This computer");
  }

  @Test
  void unusableAddress_keepsTheFormOpen_andSaysWhy() {
    wish(new EndpointIntent.Add());
    wish(new EndpointIntent.Save());
    untilForm(form -> form.problem().orElse("").contains("There is no address"));
    wish(new EndpointIntent.Change(farAddress("one")));
    untilForm(form -> form.problem().isEmpty());
    wish(new EndpointIntent.Cancel());
    until(state -> state.destinations().form().isEmpty());
    assertThat(shown().destinations().endpoints()).hasSize(1);
  }

  @Test
  void test_showsItsSteps_sendsWhenAgreed_andTellsTheRate() {
    wish(new EndpointIntent.Add());
    wish(new EndpointIntent.Change(farAddress("one")));
    wish(new EndpointIntent.Test());
    untilForm(form -> form.check().question().isPresent());
    Check looked = check();
    assertThat(looked.steps())
        .extracting(Check.Step::outcome)
        .contains(Check.Outcome.PASSED)
        .doesNotContain(Check.Outcome.FAILED);
    assertThat(looked.question().orElseThrow()).contains("Viewers may see");
    assertThat(looked.running()).isFalse();
    assertThat(far.streams()).isEmpty();
    wish(new EndpointIntent.SendTest());
    await().atMost(PATIENCE).until(() -> far.streams().containsKey("one"));
    untilForm(form -> form.check().verdict().isPresent());
    assertThat(check().steps().getLast().outcome()).isEqualTo(Check.Outcome.PASSED);
    assertThat(check().steps().getLast().sentence()).contains("The line carries");
    assertThat(check().verdict()).contains("It takes the programme.");
  }

  @Test
  void testOfAServiceWithATestMode_sendsInIt_withoutAQuestion_andEndsWithTheForm() {
    wish(new EndpointIntent.Add());
    wish(new EndpointIntent.Change(farAddress("one").withService("ivs-basic")));
    wish(new EndpointIntent.Test());
    await().atMost(PATIENCE).until(() -> sends("one"));
    assertThat(check().question()).isEmpty();
    assertThat(check().steps().getLast().outcome()).isEqualTo(Check.Outcome.RUNNING);
    wish(new EndpointIntent.Cancel());
    until(state -> state.destinations().form().isEmpty());
    await().atMost(PATIENCE).until(() -> !sends("one"));
  }

  private boolean sends(String name) {
    HlsStatus status = far.streams().get(name);
    return status != null
        && (status.state() == HlsStatus.State.STARTING || status.state() == HlsStatus.State.LIVE);
  }

  private Check check() {
    return shown().destinations().form().orElseThrow().check();
  }

  @Test
  void test_whereNobodyListens_saysAtWhichStepItFails() {
    far.close();
    wish(new EndpointIntent.Add());
    wish(new EndpointIntent.Change(farAddress("one")));
    wish(new EndpointIntent.Test());
    untilForm(form -> form.check().verdict().isPresent());
    Check check = shown().destinations().form().orElseThrow().check();
    assertThat(check.steps()).extracting(Check.Step::outcome).contains(Check.Outcome.FAILED);
  }

  @Test
  void addedEndpoint_isThereAtTheNextStart_withItsKey_whichIsInNoFile() {
    Draft draft = farAddress("hush-4711");
    add(draft);
    presenter.close();
    assertThat(folder.resolve("settings.json")).content().contains("Studio").doesNotContain("hush");
    Settings kept = file().load().settings();
    open(new Start(kept, Optional.empty(), Optional.of(file()), List.of(), false));
    wish(new EndpointIntent.Edit("endpoint-1"));
    untilForm(form -> form.draft().equals(draft));
  }

  @Test
  void lineOfSrt_isTestedSavedAndSentTo_andItsPassphraseIsInNoFile() {
    String address = far.srtUrl().orElseThrow() + "?latency=300";
    wish(new EndpointIntent.Add());
    wish(
        new EndpointIntent.Change(
            Draft.of("custom")
                .withAddress(address + "&streamid=cam-4711&passphrase=" + PASSPHRASE)));
    untilForm(form -> form.draft().address().equals(address));
    Draft read = shown().destinations().form().orElseThrow().draft();
    assertThat(read.key()).isEqualTo(Secret.of("streamid=cam-4711&passphrase=" + PASSPHRASE));
    wish(new EndpointIntent.Test());
    untilForm(form -> form.check().question().isPresent());
    assertThat(check().steps())
        .extracting(Check.Step::outcome)
        .contains(Check.Outcome.PASSED)
        .doesNotContain(Check.Outcome.FAILED);
    wish(new EndpointIntent.Save());
    until(state -> state.destinations().form().isEmpty());

    presenter.accept(new Intent.GoLive());
    untilCondition("endpoint-1", Condition.Live.class::isInstance);
    until(state -> item(state, "endpoint-1").figures().srt().isPresent());
    SrtNumbers told = item(shown(), "endpoint-1").figures().srt().orElseThrow();
    assertThat(told.latencyMs()).isEqualTo(300);
    assertThat(told.keyBits()).isEqualTo(128);
    await().atMost(PATIENCE).until(() -> sends("cam-4711"));
    assertThat(shown().toString()).doesNotContain("hush").doesNotContain("cam-4711");

    presenter.close();
    assertThat(folder.resolve("settings.json"))
        .content()
        .contains(address)
        .doesNotContain("hush")
        .doesNotContain("cam-4711");
    Settings kept = file().load().settings();
    open(new Start(kept, Optional.empty(), Optional.of(file()), List.of(), false));
    wish(new EndpointIntent.Edit("endpoint-1"));
    untilForm(form -> form.draft().equals(read));
  }

  @Test
  void removedEndpoint_isGone() {
    add(farAddress("one"));
    wish(new EndpointIntent.Edit("endpoint-1"));
    untilForm(form -> form.id().isPresent());
    wish(new EndpointIntent.Remove());
    until(state -> state.destinations().endpoints().size() == 1);
  }

  @Test
  void objection_isMendedByItsFix() {
    wish(new EndpointIntent.Mend(new Fix.SetVideoBitrate(250_000)));
    until(state -> state.picture().bitrateBps() == 250_000);
    wish(new EndpointIntent.Mend(new Fix.SetCanvas(160, 90)));
    until(state -> state.picture().width() == 160 && state.air() instanceof Air.Off);
  }

  @Test
  void endpointOfTheCommandLine_isInTheList_andAloneGoneLiveTo() throws Exception {
    presenter.close();
    ingest.start();
    open(
        new Start(
            small(),
            Optional.empty(),
            Optional.empty(),
            List.of(Outlet.of("given", ingest.endpoint())),
            true));
    until(state -> state.air() instanceof Air.OnAir);
    untilCondition("given", Condition.Live.class::isInstance);
    assertThat(item(shown(), "here").wanted()).isFalse();
    assertThat(shown().toString()).doesNotContain("key=live");
  }
}
