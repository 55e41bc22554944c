// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.documented;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tally.app.testing.TallyProcess;
import io.tally.capture.testing.FakeCamera;
import io.tally.capture.testing.TestDisplay;
import io.tally.capture.testing.TestSoundServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Does each command do what it is there for, that the README and the documents tell a reader to
/// type?
///
/// A shell runs each line as it stands, in the order of its document and in one folder for that
/// document, on a computer on which the hosts that are named are there ([FarSide]). What ends by
/// Ctrl-C only is ended so, once it has shown that it works. A script is run as a whole, a search
/// in the sources too; of a bench, which takes minutes, it is seen that it is there and that a
/// shell can read it. A command that is none of these and in no table below fails.
@Tag("peers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedCommandsRunTest {
  /// Commands that are too large for a test or need another system, and the file of this repository
  /// that runs them.
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("./tally", ".github/workflows/packages.yml"),
          Map.entry("./check", ".github/workflows/packages.yml"),
          Map.entry("./mvnw -Pinstaller package", ".github/workflows/packages.yml"),
          Map.entry("./mvnw verify", "check"),
          Map.entry("sudo scripts/package-check.sh", ".github/workflows/packages.yml"),
          Map.entry("sudo apt install ./tally_*.deb", "scripts/package-check.sh"),
          Map.entry("xcrun notarytool store-credentials", ".github/workflows/packages.yml"));

  /// Commands of other programs, for a reader in trouble; nothing here runs them.
  private static final Set<String> OTHERS =
      Set.of(
          "./check --peers", // which runs this test
          "sudo dnf install ./tally-*.rpm", // package-check.sh looks into the .rpm
          "apt install libxcb1",
          "dnf install libxcb",
          "fuser -v /dev/video*",
          "sudo usermod -aG video $USER",
          "pactl info");

  /// What a reader puts in the place of an ellipsis, one after the other.
  private static final List<String> SECRETS = List.of("the-first-key", FarSide.PASSPHRASE);

  /// What a reader has in files.
  private static final Map<String, String> FILES =
      Map.of(
          "key.txt", "the-key-of-all",
          "one.txt", "key-one",
          "two.txt", "key-two",
          "streamid.txt", "cam",
          "phrase.txt", "a phrase of the house");

  /// The line after which a command that goes on for ever, or for long, has shown that it works.
  private static final Map<String, Pattern> WORKS =
      Map.of(
          "stream", Pattern.compile("live 0:00:0[2-9] .*|.*\"statistics\",\"seconds\":[2-9],.*"),
          "play", Pattern.compile("playing [2-9] s .*"),
          "check", Pattern.compile("([4-9]|\\d\\d) s .*"),
          "record-session", Pattern.compile("\\d{2,} answers.*"),
          "replay-session", Pattern.compile("\\d+ s of .* at http.*"),
          "serve", Pattern.compile("publish to rtmp://.*"));

  private static final Set<String> END_THEMSELVES = Set.of("test", "services", "devices", "doctor");
  private static final Pattern CALL =
      Pattern.compile("(?:[A-Z_0-9]+=\\S+ +)*tally(?: +(?<command>[a-z][a-z-]*))?(?: .*)?");
  private static final Pattern WRITTEN = Pattern.compile("--(?:record|html|junit|har) (\\S+)");
  private static final Pattern PROGRAM =
      Pattern.compile(
          "(?:sudo|apt|dnf|fuser|pactl|curl|grep|ssh|git|ping|xcrun|\\./\\w+|tally) .*|\\./\\w+");
  // What another computer is asked to do, it does as this one would.
  private static final Pattern ELSEWHERE_BY_SSH = Pattern.compile("^ssh \\S+ (?=tally )");
  private static final Pattern SCRIPT = Pattern.compile("(scripts|\\w+/bench)/[\\w.-]+");
  // A span such as `tally window FILE` shows a form, and `tally stream` is a name.
  private static final Pattern NAME_OR_FORM =
      Pattern.compile("tally( [a-z][a-z-]*)?|.*(\\b[A-Z]+\\b|…).*");

  private Path home = Path.of("");
  private final Map<String, String> environment = new HashMap<>();

  /// By Apple's rules a stream of one variant has errors, on a busy machine it may stand still for
  /// a while, and a check that finds something says so.
  private static final Set<Integer> CHECKED = Set.of(0, 1);

  private static final String COMMENT = " +# .*$";

  private final List<AutoCloseable> staff = new ArrayList<>();
  private TestDisplay display;
  private FarSide farSide;

  @SuppressWarnings("NullAway.Init")
  DocumentedCommandsRunTest() {}

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    home = folder;
    display = kept(TestDisplay.start(1440, 900));
    TestSoundServer sound = kept(TestSoundServer.start());
    FakeCamera camera =
        kept(FakeCamera.forChildren(Files.createDirectories(home.resolve("camera"))));
    environment.putAll(sound.environment());
    environment.putAll(camera.environment());
    environment.put("DISPLAY", display.name());
    environment.put("DBUS_SESSION_BUS_ADDRESS", ""); // no keychain of the person who runs the tests
    farSide = kept(FarSide.start(Files.createDirectories(home.resolve("far"))));
    TallyProcess studio =
        kept(
            TallyProcess.startLine(
                Files.createDirectories(home.resolve("studio")),
                Map.of(),
                farSide.inside(),
                home,
                List.of(),
                "tally stream --pattern --tone --size 640x360 --json --to " + FarSide.STUDIO));
    // So that every player finds some segments at once.
    studio.awaitEvent(event -> event.has("seconds") && event.get("seconds").asInt() >= 8);
    studio.leave();
  }

  private <S extends AutoCloseable> S kept(S one) {
    staff.add(one);
    return one;
  }

  @AfterAll
  void close() throws Exception {
    for (AutoCloseable one : staff.reversed()) {
      one.close();
    }
  }

  @TestFactory
  Stream<DynamicNode> everyDocument() {
    return Documents.all().stream()
        .map(document ->
            dynamicContainer(
                document.getFileName().toString(),
                Stream.concat(
                    Stream.concat(
                            Documents.shell(document).stream(),
                            Documents.spans(document).stream().filter(this::isCommand).distinct())
                        .map(line -> dynamicTest(line, () -> run(line, document))),
                    Documents.scripts(document).stream()
                        .map(script -> dynamicTest(script, () -> runScript(script, document))))));
  }

  private boolean isCommand(String span) {
    return SCRIPT.matcher(span.replaceFirst(" .*", "")).matches()
        || (PROGRAM.matcher(span).matches() && !NAME_OR_FORM.matcher(span).matches());
  }

  private void runScript(String script, Path document) throws Exception {
    Path folder = Files.createDirectories(home.resolve("at-" + document.getFileName()));
    try (TallyProcess shell =
        TallyProcess.startLine(
            folder.resolve(".home"),
            environment,
            farSide.inside(),
            folder,
            farSide.trust(),
            "set -e\n" + script)) {
      assertThat(shell.exitCode()).as("%s%n%s", shell.lines(), shell.errors()).isZero();
      assertThat(shell.errors()).doesNotContain("tally:", "at io.tally.", "went wrong");
    }
  }

  private void run(String documented, Path document) throws Exception {
    String line = ELSEWHERE_BY_SSH.matcher(documented).replaceFirst("");
    Matcher call = CALL.matcher(line);
    String bare = line.replaceFirst(COMMENT, "");
    if (call.matches()) {
      runTally(line, call.group("command"), document);
    } else if (ELSEWHERE.containsKey(bare)) {
      assertThat(Documents.TOP.resolve(ELSEWHERE.get(bare)))
          .content(UTF_8)
          .contains(bare.replaceFirst("^sudo ", "").replaceFirst("^\\./mvnw ", ""));
    } else if (SCRIPT.matcher(bare.replaceFirst(" .*", "")).matches()) {
      Path script = Documents.TOP.resolve(bare.replaceFirst(" .*", ""));
      assertThat(script).isExecutable();
      succeeds("bash -n " + script);
    } else if (bare.startsWith("grep ")) {
      succeeds(bare);
    } else {
      assertThat(OTHERS).as("the tables of this test").contains(bare);
    }
  }

  private static void succeeds(String command) throws Exception {
    Process shell =
        new ProcessBuilder("bash", "-c", command)
            .directory(Documents.TOP.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).as("%s%n%s", command, said).isZero();
  }

  private void runTally(String line, String command, Path document) throws Exception {
    Path folder = home.resolve("at-" + document.getFileName());
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Files.writeString(Files.createDirectories(folder).resolve(file.getKey()), file.getValue());
    }
    try (TallyProcess tally =
        TallyProcess.startLine(
            folder.resolve(".home"),
            environment,
            // Ours listens on the ports that the far side has.
            "serve".equals(command) ? FarSide.alone() : farSide.inside(),
            folder,
            farSide.trust(),
            withSecrets(line))) {
      finish(line, command == null ? "" : command, tally);
      // JavaFX's own threads may still draw while the process ends, and say so.
      assertThat(tally.errors()).doesNotContain("at io.tally.", "went wrong");
    }
    assertThat(
            WRITTEN
                .matcher(line.replaceFirst(COMMENT, ""))
                .results()
                .map(file -> folder.resolve(file.group(1))))
        .allSatisfy(file -> assertThat(file).isNotEmptyFile());
  }

  private static String withSecrets(String line) {
    String filled = line;
    for (String secret : SECRETS) {
      filled = filled.replaceFirst("…", secret);
    }
    assertThat(filled).as("secrets for all of them").doesNotContain("=…");
    return filled;
  }

  private void finish(String line, String command, TallyProcess tally) throws Exception {
    boolean told = line.contains("--help") || line.contains("--version");
    if (told || END_THEMSELVES.contains(command)) {
      assertThat(tally.exitCode()).as("%s%n%s", tally.lines(), tally.errors()).isZero();
      assertThat(tally.lines()).isNotEmpty();
    } else if (line.contains("check") && line.contains("--json")) {
      assertThat(tally.exitCode()).as("%s%n%s", tally.lines(), tally.errors()).isIn(CHECKED);
      assertThat(tally.lines()).anyMatch(said -> said.contains("\"findings\""));
    } else if (command.isEmpty() || command.equals("window")) {
      seeWindow();
      tally.terminate();
      assertThat(tally.exitCode()).as("%s%n%s", tally.lines(), tally.errors()).isZero();
    } else {
      assertThat(WORKS).as("signs by which a command is known to work").containsKey(command);
      Pattern sign = Objects.requireNonNull(WORKS.get(command));
      tally.awaitLine(said -> sign.matcher(said).matches());
      tally.interrupt();
      boolean cutShort = Set.of("stream", "play").contains(command) && line.contains("--seconds");
      assertThat(tally.exitCode())
          .as("%s%n%s", tally.lines(), tally.errors())
          .isIn(cutShort ? Set.of(130) : command.equals("check") ? CHECKED : Set.of(0));
    }
  }

  private void seeWindow() throws IOException, InterruptedException {
    Process search =
        display.run(
            "timeout", "90", "xdotool", "search", "--sync", "--onlyvisible", "--name", "^Tally$");
    assertThat(search.waitFor()).as("a window called Tally").isZero();
  }
}
