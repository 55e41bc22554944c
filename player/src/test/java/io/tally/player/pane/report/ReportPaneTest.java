// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.report;

import static io.tally.player.pane.FxStage.onFx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.capture.media.VideoFrame;
import io.tally.player.Player;
import io.tally.player.PlayerSettings;
import io.tally.player.adapt.Decision;
import io.tally.player.adapt.Decision.Cause;
import io.tally.player.event.TimedEvent;
import io.tally.player.monitor.PlaylistDiff.DiffLine;
import io.tally.player.monitor.RequestRow;
import io.tally.player.monitor.StreamMonitor;
import io.tally.player.pane.FxStage;
import io.tally.player.rules.Finding;
import io.tally.player.rules.Profile;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.FaultServer.Fault;
import io.tally.player.testing.stream.DashStream;
import io.tally.player.testing.stream.DashStream.Form;
import io.tally.player.testing.stream.PatternStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person sees of a stream with one segment missing, page after page.
class ReportPaneTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path recording;
  private FaultServer server;
  private Player player;
  private StreamMonitor monitor;
  private ReportPane pane;
  private FxStage stage;

  @SuppressWarnings("NullAway.Init")
  ReportPaneTest() {}

  @BeforeAll
  static void record() throws Exception {
    PatternStream.record(recording, "mpegts", 0, 4);
    DashStream.record(Files.createDirectory(recording.resolve("dash")), 4);
    Files.writeString(
        recording.resolve("events.m3u8"),
        Files.readString(recording.resolve("stream.m3u8"))
            .replaceFirst(
                "#EXTINF",
                "#EXT-X-PROGRAM-DATE-TIME:2026-11-21T12:00:00.000Z\n"
                    + "#EXT-X-DATERANGE:ID=\"tea\",START-DATE=\"2026-11-21T12:00:01.000Z\",DURATION=2\n"
                    + "#EXTINF"));
    // The same pictures under two names, for a choice needs no more.
    Files.writeString(
        recording.resolve("choice.m3u8"),
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=300000,RESOLUTION=320x180\nstream.m3u8\n"
            + "#EXT-X-STREAM-INF:BANDWIDTH=310000,RESOLUTION=640x360\nstream.m3u8?high\n");
  }

  @BeforeEach
  void open() throws Exception {
    server = new FaultServer(recording);
    server.fault("2.ts", new Fault.Status(404), 99);
    player = new Player(PlayerSettings.DEFAULT.withSound(false));
    monitor = new StreamMonitor(player);
    pane = FxStage.make(() -> new ReportPane(monitor, "1.0"));
    stage = new FxStage(pane.node(), 1000, 320);
    onFx(() -> {
      pane.open();
      return true;
    });
    player.play(server.uri("stream.m3u8"));
    await().atMost(PATIENCE).until(() -> onFx(() -> !findings().getItems().isEmpty()));
  }

  @AfterEach
  void nothingLeaks() throws Exception {
    monitor.close();
    player.close();
    stage.close();
    server.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  private <T extends Node> T find(String selector, Class<T> type) {
    return type.cast(pane.node().lookup(selector));
  }

  @SuppressWarnings("unchecked")
  private TableView<Finding> findings() {
    return find(".findings", TableView.class);
  }

  private Label note() {
    return find(".findings-note", Label.class);
  }

  private void choose(String title) throws Exception {
    onFx(() -> {
      pane.node().lookupAll(".report-tab").stream()
          .map(ToggleButton.class::cast)
          .filter(tab -> tab.getText().equals(title))
          .findFirst()
          .orElseThrow()
          .fire();
      return true;
    });
    FxStage.pulses(3);
  }

  @Test
  void chosenFinding_saysWhatHelps_andStaysChosenAsTheReportGrows() throws Exception {
    onFx(() -> {
      findings().getSelectionModel().select(0);
      return true;
    });

    assertThat(onFx(() -> find(".finding-advice", Label.class).getText()))
        .contains("Segment 2 is listed, and the server answers 404")
        .contains("Upload before listing, delete later")
        .contains("RFC 8216bis 6.2.1");
    player.play(server.uri("stream.m3u8"));
    FxStage.pulses(3);
    assertThat(onFx(() -> findings().getSelectionModel().getSelectedItem())).isNotNull();
    assertThat(onFx(() -> find(".report-sentence", Label.class).getText())).startsWith("1 error,");
  }

  @Test
  void ofAnMpd_isSaidThatRulesForPlaylistsDoNotApply_andOfHlsNothing() throws Exception {
    assertThat(onFx(() -> note().isVisible())).isFalse();

    player.play(server.uri("dash/" + Form.TIMELINE.mpd()));

    await().atMost(PATIENCE).until(() -> onFx(() -> note().isVisible()));
    assertThat(onFx(() -> note().getText()))
        .contains("MPEG-DASH", "rules for the playlists of HLS do not apply");
  }

  @Test
  @SuppressWarnings("unchecked")
  void requests_haveABarEach_andTheFailedOneIsMarked() throws Exception {
    choose("Requests");

    TableView<RequestRow> table = onFx(() -> find(".requests", TableView.class));
    assertThat(onFx(() -> List.copyOf(table.getItems())))
        .anyMatch(row -> row.failed() && row.answer().equals("404"));
    await()
        .atMost(PATIENCE)
        .until(() -> onFx(() -> pane.node().lookupAll(".waterfall > .failed").size() == 1));
    assertThat(onFx(() -> find(".waterfall > .wait", Node.class).getLayoutBounds().getWidth()))
        .isPositive();
  }

  @Test
  void playlist_standsThereAsItCame() throws Exception {
    choose("Playlist");

    @SuppressWarnings("unchecked")
    ListView<DiffLine> lines = onFx(() -> find(".playlist-text", ListView.class));
    await().atMost(PATIENCE).until(() -> onFx(() -> !lines.getItems().isEmpty()));
    assertThat(onFx(() -> lines.getItems().getFirst().text())).isEqualTo("#EXTM3U");
    assertThat(onFx(() -> List.copyOf(lines.getItems())))
        .extracting(DiffLine::text)
        .contains("2.ts", "#EXT-X-ENDLIST");
  }

  @Test
  void timelineAndFigures_areDrawn() throws Exception {
    choose("Timeline");
    await()
        .atMost(PATIENCE)
        .until(() ->
            onFx(() ->
                pane.node().lookupAll("*").stream()
                    .map(Node::getAccessibleText)
                    .anyMatch(text -> text != null && text.contains("segment 3 has"))));

    choose("Picture & sound");
    await()
        .atMost(PATIENCE)
        .until(() ->
            onFx(() ->
                pane.node().lookupAll(".figure-title").stream()
                    .map(node -> ((Label) node).getText())
                    .toList()
                    .containsAll(List.of("Decoded", "Keyframes", "Black"))));
  }

  @Test
  void smallPictures_standBelowTheFigures_andLeadBack() throws Exception {
    choose("Picture & sound");
    await()
        .atMost(PATIENCE)
        .until(() -> onFx(() -> pane.node().lookupAll(".thumbnail").size() >= 2));
    Button first =
        onFx(() -> (Button) pane.node().lookupAll(".thumbnail").stream().findFirst().orElseThrow());
    assertThat(onFx(first::getText)).isEqualTo("0:00");
    assertThat(onFx(first::getAccessibleText)).isEqualTo("Go to 0:00");

    onFx(() -> {
      first.fire();
      return true;
    });

    await()
        .atMost(PATIENCE)
        .until(
            () -> player.whereabouts().filter(at -> at.positionNs() < 1_000_000_000L).isPresent());
  }

  @Test
  void limitToWhatIsShown_isLiftedOnTheTimeline() throws Exception {
    choose("Timeline");
    CheckBox fit = onFx(() -> find("#report-fit", CheckBox.class));
    assertThat(onFx(fit::isSelected)).isTrue();

    onFx(() -> {
      fit.fire();
      return true;
    });

    assertThat(player.choices().isFittedToShown()).isFalse();
  }

  @Test
  @SuppressWarnings("unchecked")
  void choicesOfTheVariant_standBelowTheTimeline_withTheReason() throws Exception {
    choose("Timeline");
    TableView<Decision> table = onFx(() -> find(".decisions", TableView.class));
    assertThat(onFx(table::isVisible)).as("nothing to choose from").isFalse();

    player.play(server.uri("choice.m3u8"));

    await().atMost(PATIENCE).until(() -> onFx(() -> !table.getItems().isEmpty()));
    assertThat(onFx(table::isVisible)).isTrue();
    assertThat(onFx(() -> table.getItems().getLast()))
        .satisfies(first -> {
          assertThat(first.cause()).isEqualTo(Cause.START);
          assertThat(first.reason()).isNotBlank();
        });
  }

  @Test
  @SuppressWarnings("unchecked")
  void events_areListed_andTheChosenOneShowsWhatItIsMadeOf() throws Exception {
    choose("Events");
    TableView<TimedEvent> table = onFx(() -> find(".events", TableView.class));
    assertThat(onFx(() -> find(".event-raw", TextArea.class).isVisible())).isFalse();

    player.play(server.uri("events.m3u8"));
    await().atMost(PATIENCE).until(() -> onFx(() -> !table.getItems().isEmpty()));
    onFx(() -> {
      table.getSelectionModel().select(0);
      return true;
    });

    assertThat(onFx(() -> find(".event-raw", TextArea.class).getText()))
        .startsWith("tea\n")
        .contains("START-DATE=2026-11-21T12:00:01.000Z");
    assertThat(onFx(() -> find(".event-raw", TextArea.class).isVisible())).isTrue();
    FxStage.pulses(3);
    assertThat(
            onFx(() ->
                table.lookupAll(".table-cell").stream()
                    .map(cell -> ((TableCell<?, ?>) cell).getText())
                    .toList()))
        .contains("1.000 s", "2.000 s", "Date range", "EXT-X-DATERANGE");
  }

  @Test
  void otherProfile_isMeasuredBy() throws Exception {
    onFx(() -> {
      @SuppressWarnings("unchecked")
      ComboBox<Profile> profiles = find("#report-profile", ComboBox.class);
      profiles.setValue(Profile.APPLE);
      return true;
    });

    await()
        .atMost(PATIENCE)
        .until(() -> onFx(() -> findings().getItems().stream().anyMatch(f -> f.rule().id() == 71)));
  }

  @Test
  void export_offersEveryForm() throws Exception {
    MenuButton export = onFx(() -> find("#report-export", MenuButton.class));

    assertThat(export.isDisabled()).isFalse();
    assertThat(export.getItems())
        .extracting(item -> item.getText())
        .containsExactly("Page (HTML)", "JSON", "JUnit XML", "Requests (HAR)");
  }
}
