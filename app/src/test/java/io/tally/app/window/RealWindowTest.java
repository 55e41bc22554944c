// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.EncodingSettings;
import io.tally.app.settings.Input;
import io.tally.app.settings.Settings;
import io.tally.app.settings.SettingsFile;
import io.tally.app.settings.SourceSettings;
import io.tally.app.settings.WindowPlace;
import io.tally.app.settings.outlet.OutletSettings;
import io.tally.app.testing.TallyProcess;
import io.tally.app.window.Sight.Box;
import io.tally.capture.media.FrameRate;
import io.tally.capture.scene.CanvasFormat;
import io.tally.capture.testing.TestDisplay;
import io.tally.capture.testing.TestSoundServer;
import io.tally.protocol.peers.NginxRtmp;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Does a person at a real window, with pointer and keyboard, get on the air and see what viewers
/// see?
class RealWindowTest {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 800;
  private static final int RED = 0xE5383B; // the button to go live, and the lamp on the air
  private static final int RAISED = 0x232832; // the button that adds an endpoint
  private static final int SWITCHED_ON = 0x5D83C4; // of an endpoint
  private static final int DELIVERS = 0x3FB76B; // the dot of an endpoint that is live
  private static final int DOT_PIXELS = 30; // at least, of the eight by eight of a dot
  private static final int WARNING = 0x3A2A17; // under the sentence that says what failed
  private static final int KNOB = 0xE4E8EF; // of the monitor's volume
  private static final int GROUND = 0x101216;
  private static final int CARD = 0x181B21;
  private static final String KEY = "hush-4711-key";
  private static final int AUDIBLE = 2000; // of 32768; the beep has 8231

  @TempDir private Path home;
  @TempDir private Path temporary;
  private TestDisplay display;
  private TestSoundServer sound;
  private Hand hand;
  private SettingsFile settings;

  @BeforeEach
  void layTheScene() throws Exception {
    display = TestDisplay.start(WIDTH, HEIGHT);
    sound = TestSoundServer.start();
    hand = new Hand(display, WIDTH, HEIGHT);
    Files.createDirectories(home.resolve("config"));
    settings = new SettingsFile(home.resolve("config/settings.json"));
    settings.save(
        Settings.standard()
            .with(
                new BroadcastSettings(
                    new CanvasFormat(640, 360, FrameRate.of(15)),
                    List.of(
                        Input.of("pattern", new SourceSettings.PatternSource()),
                        Input.of("tone", new SourceSettings.ToneSource())),
                    EncodingSettings.STANDARD.withVideoBitrate(800_000)))
            .with(new WindowPlace(0, 0, WIDTH, HEIGHT, false)));
  }

  @AfterEach
  void clear() {
    sound.close();
    display.close();
  }

  private TallyProcess open() throws Exception {
    Map<String, String> environment = new HashMap<>(sound.environment());
    environment.put("DISPLAY", display.name());
    environment.put("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    environment.put("DBUS_SESSION_BUS_ADDRESS", ""); // no keychain of the person who runs the tests
    TallyProcess tally = TallyProcess.start(home, environment);
    hand.takeWindow();
    until(() -> preview().isPresent());
    return tally;
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(40)).until(condition);
  }

  private OptionalLong preview() throws Exception {
    Sight seen = hand.look();
    return seen.frameNumber(seen.part(0, 5, 50, 70));
  }

  private OptionalLong monitor() throws Exception {
    Sight seen = hand.look();
    return seen.frameNumber(seen.part(50, 5, 100, 70));
  }

  private boolean lampBurns() throws Exception {
    Sight seen = hand.look();
    return seen.count(RED, seen.part(0, 0, 25, 8)) > 1000;
  }

  private boolean isWarned() throws Exception {
    Sight seen = hand.look();
    return seen.count(WARNING, seen.part(0, 0, 100, 25)) > 10_000;
  }

  private void clickGoLive() throws Exception {
    Sight seen = hand.look();
    hand.click(seen.find(RED, 0, seen.part(70, 0, 100, 10)).orElseThrow());
  }

  private static void quit(Hand hand, TallyProcess tally) throws Exception {
    hand.press("ctrl+q");
    assertThat(tally.exitCode()).isZero();
    assertThat(tally.errors()).doesNotContain("Exception");
  }

  @Test
  void goLiveClicked_showsAndSoundsInTheMonitor_untilStop() throws Exception {
    try (TallyProcess tally = open()) {
      assertThat(monitor()).isEmpty();
      clickGoLive();
      until(this::lampBurns);
      until(() -> monitor().isPresent());

      long first = monitor().orElseThrow();
      assertThat(preview().orElseThrow())
          .as("what was sent before it is seen")
          .isGreaterThan(first);
      until(() -> monitor().orElse(first) > first + 15);

      Sight seen = hand.look();
      Box knob = seen.find(KNOB, 0, seen.part(90, 50, 100, 60)).orElseThrow();
      hand.click(knob.right() + 40, knob.middleY());
      assertThat(loudestOfTwoSeconds()).as("the beep, out of the speakers").isGreaterThan(AUDIBLE);

      hand.click(seen.part(93, 3, 94, 4)); // where it said Go live it says Stop now
      until(() -> !lampBurns() && monitor().isEmpty());
      long stopped = preview().orElseThrow();
      until(() -> preview().orElse(stopped) > stopped);
      quit(hand, tally);
    }
  }

  private int loudestOfTwoSeconds() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            "parec",
            "--device=" + TestSoundServer.SPEAKERS + ".monitor",
            "--format=s16le",
            "--rate=48000",
            "--channels=1");
    builder.environment().putAll(sound.environment());
    Process listener = builder.start();
    try (InputStream pipe = listener.getInputStream()) {
      byte[] bytes = pipe.readNBytes(2 * 2 * 48_000);
      ShortBuffer samples = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
      int loudest = 0;
      while (samples.hasRemaining()) {
        loudest = Math.max(loudest, Math.abs(samples.get()));
      }
      return loudest;
    } finally {
      listener.destroy();
    }
  }

  /// Adds an endpoint by pointer and keyboard.
  private void addEndpoint(String address, String key) throws Exception {
    Sight seen = hand.look();
    Box add = seen.find(RAISED, 0, seen.part(90, 62, 100, 67)).orElseThrow();
    hand.click(add);
    until(this::isFormOpen);
    hand.press("Tab", "Tab"); // past the search and the list of services
    hand.type(address);
    hand.press("Tab");
    hand.type(key);
    hand.press("Return");
    until(() -> !isFormOpen());
    until(this::isWarned); // that there is no keychain for the key
    dismiss();
  }

  private void dismiss() throws Exception {
    Sight warned = hand.look();
    Box bar = warned.find(WARNING, 0, warned.part(0, 0, 100, 25)).orElseThrow();
    hand.click(bar.right() - 22, bar.middleY());
    until(() -> !isWarned());
  }

  /// The button that keeps what stands in the form is the only large thing of its colour.
  private boolean isFormOpen() throws Exception {
    Sight seen = hand.look();
    return seen.count(SWITCHED_ON, seen.part(60, 70, 85, 90)) > 800;
  }

  private int liveEndpoints() throws Exception {
    Sight seen = hand.look();
    return seen.count(DELIVERS, seen.part(65, 62, 100, 96)) / DOT_PIXELS;
  }

  @Test
  void secondEndpoint_isAdded_goesLive_andIsSwitchedOffAndOnMeanwhile() throws Exception {
    try (NginxRtmp nginx = NginxRtmp.start(Files.createDirectories(home.resolve("nginx")));
        TallyProcess tally = open()) {
      String address = nginx.url(KEY);
      addEndpoint(address.substring(0, address.lastIndexOf('/')), KEY);
      clickGoLive();
      until(() -> lampBurns() && liveEndpoints() == 2);
      until(() -> Files.exists(nginx.record(KEY)) && Files.size(nginx.record(KEY)) > 10_000);

      Sight seen = hand.look();
      Box switches = seen.find(SWITCHED_ON, 0, seen.part(94, 62, 100, 96)).orElseThrow();
      hand.click(switches.middleX(), switches.bottom() - 5);
      until(() -> liveEndpoints() == 1);
      assertThat(lampBurns()).isTrue();
      until(() -> monitor().isPresent());
      hand.click(switches.middleX(), switches.bottom() - 5);
      until(() -> liveEndpoints() == 2);
      quit(hand, tally);
      assertThat(tally.errors()).doesNotContain(KEY);
    }
    assertThat(home.resolve("config/settings.json")).content().doesNotContain(KEY);
  }

  @Test
  void refusedEndpoint_isSaid_theWindowAnswers_andTheKeyStaysSecret() throws Exception {
    Settings loaded = settings.load().settings();
    settings.save(loaded.with(loaded.delivery().withEmbedded(false)));
    try (TallyProcess tally = open()) {
      addEndpoint("rtmp://127.0.0.1:1/live", KEY);
      clickGoLive();
      until(this::isWarned);
      assertThat(lampBurns()).isFalse();
      long before = preview().orElseThrow();
      until(() -> preview().orElse(before) > before);
      dismiss();
      quit(hand, tally);
      assertThat(tally.everythingSaid()).contains("rtmp://127.0.0.1:1/live").doesNotContain(KEY);
    }
    assertThat(settings.load().settings().delivery().outlets())
        .extracting(OutletSettings::url)
        .containsExactly("rtmp://127.0.0.1:1/live");
  }

  @Test
  void movedAndClosed_opensAgainAsItWasLeft() throws Exception {
    try (TallyProcess tally = open()) {
      hand.placeWindow(120, 60, 1100, 700);
      until(() -> {
        Sight seen = hand.look();
        return seen.count(0, seen.part(0, 0, 9, 100)) == seen.part(0, 0, 9, 100).right() * HEIGHT;
      });
      quit(hand, tally);
    }
    assertThat(settings.load().settings().window())
        .contains(new WindowPlace(120, 60, 1100, 700, false));
    try (TallyProcess tally = open()) {
      Sight seen = hand.look();
      Box everywhere = seen.part(0, 0, 100, 100);
      Box ground = seen.find(GROUND, 0, everywhere).orElseThrow();
      Box cards = seen.find(CARD, 0, everywhere).orElseThrow(); // the lowest is the status line
      assertThat(new Box(ground.left(), ground.top(), ground.right(), cards.bottom()))
          .isEqualTo(new Box(120, 60, 1220, 760));
      tally.terminate();
      assertThat(tally.exitCode()).isZero();
    }
  }

  @Test
  void window_hasTheClassOfTheDesktopEntry_soThatDocksKnowIt() throws Exception {
    try (TallyProcess tally = open()) {
      assertThat(hand.windowClass()).contains("\"" + DesktopName.NAME + "\"");
      quit(hand, tally);
    }
  }

  @Test
  void window_needsNoTemporaryFiles_thatWouldStayWhenItIsKilled() throws Exception {
    try (TallyProcess tally = open()) {
      assertThat(temporary).isEmptyDirectory();
      quit(hand, tally);
    }
  }
}
