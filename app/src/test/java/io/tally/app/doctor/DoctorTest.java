// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tally.app.doctor.Finding.Verdict;
import io.tally.app.doctor.LibraryCheck.Library;
import io.tally.app.settings.Delivery;
import io.tally.app.settings.outlet.OutletSettings;
import io.tally.app.testing.TallyProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to rtmp://host:1935/app/secret-key now | to rtmp://host:1935/app/•••••• now",
        "rtmps://host/app/key?token=x refused | rtmps://host/app/•••••• refused",
        "srt://host:9000?streamid=secret | srt://host:9000/••••••",
        "loads https://host/live.m3u8?token=secret | loads https://host/live.m3u8?••••••",
        "proxy http://jane:secret@proxy:3128 | proxy http://••••••@proxy:3128",
        "rtmp://host/app | rtmp://host/app",
        "watch at http://127.0.0.1:8935/live/index.m3u8 | watch at http://127.0.0.1:8935/live/index.m3u8"
      })
  void whatMayBeSecret_isMasked(String line, String masked) {
    assertThat(Masked.text(line)).isEqualTo(masked);
  }

  @Test
  void home_isMasked() {
    assertThat(Masked.text(System.getProperty("user.home") + "/x")).isEqualTo("~/x");
  }

  @Test
  void longLog_givesItsLastLines() {
    List<String> last = DiagnosisReport.last(IntStream.range(0, 500).mapToObj(String::valueOf));
    assertThat(last).hasSize(200).startsWith("300").endsWith("499");
  }

  @Test
  void folderThatIsNotThereYet_isJudgedByWhereItWillBe() {
    Finding found = new PlaceCheck("log", folder.resolve("a/b"), 1).run();
    assertThat(found.verdict()).isEqualTo(Verdict.WELL);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void folderWithTooLittleRoom_lacksIt() {
    Finding found = new PlaceCheck("log", folder, Long.MAX_VALUE).run();
    assertThat(found.verdict()).isEqualTo(Verdict.LACKS);
    assertThat(found.sentence()).contains("MB free", "Free some space.");
  }

  @Test
  void folderThatCannotBeWritten_isNamed() {
    Finding found = new PlaceCheck("log", Path.of("/proc/none"), 1).run();
    assertThat(found.sentence()).startsWith("/proc cannot be written");
  }

  @Test
  void serverThatAnswers_isWell() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(network("rtmp://127.0.0.1:" + server.getLocalPort() + "/app").run())
          .extracting(Finding::verdict)
          .containsExactly(Verdict.WELL, Verdict.WELL);
    }
  }

  @Test
  void portWhereNothingListens_fails() throws Exception {
    int free;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = server.getLocalPort();
    }
    Finding last = network("rtmp://127.0.0.1:" + free).run().getLast();
    assertThat(last.verdict()).isEqualTo(Verdict.FAILS);
    assertThat(last.sentence()).startsWith("127.0.0.1 port " + free + " does not answer");
  }

  @Test
  void unknownHost_fails() {
    assertThat(network("rtmps://no-such-host.invalid/app").run())
        .singleElement()
        .extracting(Finding::sentence)
        .asString()
        .startsWith("The host no-such-host.invalid is not known");
  }

  @Test
  void ingestOfSrt_isNotKnockedAtByTcp() {
    assertThat(network("srt://127.0.0.1:9").run())
        .extracting(Finding::verdict)
        .containsExactly(Verdict.WELL, Verdict.NOTED);
  }

  @Test
  void destinationsThatAreOn_areLookedAt() {
    Delivery delivery =
        Delivery.standard()
            .withOutlets(
                List.of(
                    OutletSettings.of("a", "", "rtmps://live.example.com/app", true),
                    OutletSettings.of("b", "", "rtmp://off.example.com/app", false),
                    OutletSettings.of("c", "", "rtmp:", true)));
    assertThat(Diagnosis.of(delivery).addresses())
        .containsExactly(URI.create("rtmps://live.example.com/app"));
  }

  @Test
  void libraryThatIsMissing_isNamedWithItsPackages() {
    assertThat(LibraryCheck.of(List.of(new Library("libnone.so.1", "a test", "none1", "none"))))
        .extracting(Finding::sentence)
        .containsExactly(
            "The library libnone.so.1 is missing, which a test needs: apt install none1, or dnf install none.");
    assertThat(LibraryCheck.run("Linux")).extracting(Finding::verdict).containsOnly(Verdict.WELL);
    assertThat(LibraryCheck.run("Windows 11")).isEmpty();
  }

  @Test
  void clockBeforeTheProgramWasMade_isWrong() {
    Instant made = Instant.parse("2026-11-21T00:00:00Z");
    assertThat(OwnClock.against(made.minusSeconds(1), Optional.of(made)).sentence())
        .startsWith(
            "This computer's clock says 2026-11-20T23:59:59Z, but this program was made on");
    assertThat(OwnClock.against(made, Optional.of(made)).verdict()).isEqualTo(Verdict.WELL);
    assertThat(OwnClock.run()).extracting(Finding::verdict).isSubsetOf(Verdict.WELL, Verdict.NOTED);
  }

  @Test
  void addressWithoutHost_isRefused() {
    assertThatThrownBy(() -> network("rtmp:/app")).hasMessageContaining("names no host");
  }

  @ParameterizedTest
  @CsvSource({"0, WELL", "3600, LACKS", "-3600, LACKS"})
  void clock_isComparedWithTheServers(long serverAheadSeconds, Verdict verdict) throws Exception {
    try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answer(server, Duration.ofSeconds(serverAheadSeconds)));
      Finding found = new ClockCheck("127.0.0.1", server.getLocalPort()).run();
      assertThat(found.verdict()).as(found.sentence()).isEqualTo(verdict);
    }
  }

  private static void answer(DatagramSocket server, Duration ahead) {
    try {
      DatagramPacket question = new DatagramPacket(new byte[48], 48);
      server.receive(question);
      long ms = System.currentTimeMillis() + ahead.toMillis();
      ByteBuffer times = ByteBuffer.allocate(48);
      for (int at : new int[] {32, 40}) {
        times.putInt(at, (int) (ms / 1000 + 2_208_988_800L));
        times.putInt(at + 4, (int) ((ms % 1000 << 32) / 1000));
      }
      server.send(new DatagramPacket(times.array(), 48, question.getSocketAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void report_holdsTheFindings_andIsNotOverwritten() throws Exception {
    Path report = folder.resolve("report.txt");
    String[] words = {"doctor", "--record-to", folder.toString(), "--report", report.toString()};
    try (TallyProcess tally = TallyProcess.start(folder, words)) {
      assertThat(tally.exitCode()).as(tally.errors()).isZero();
      assertThat(tally.lines()).anyMatch(line -> line.startsWith("ok     encoder      x264"));
    }
    assertThat(report)
        .content(UTF_8)
        .contains("program", "machine", "system", "recordings", "encoder")
        .contains("keychain", "network", "clock");
    try (TallyProcess tally = TallyProcess.start(folder, words)) {
      assertThat(tally.exitCode()).isEqualTo(1);
    }
    assertThat(Files.size(report)).isPositive();
  }

  private static NetworkCheck network(String address) {
    return new NetworkCheck(URI.create(address));
  }
}
