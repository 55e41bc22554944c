// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.Track;
import io.tally.encoder.peer.Program;
import io.tally.encoder.peer.SampleProgramme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecorderTest {
  private static final long DAY_NS = 86_400L * 1_000_000_000;

  private static SampleProgramme sample;

  @TempDir private Path folder;
  private final BlockingQueue<String> failures = new LinkedBlockingQueue<>();

  @BeforeAll
  static void makeSample() {
    sample = SampleProgramme.ofSeconds(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "a.mkv", "a.ts", "A.MP4"})
  void recording_decodesWithoutComplaint_andHasEveryPicture(String name) throws IOException {
    Path file = record(folder.resolve(name), sample.later(DAY_NS).packets());

    assertThat(Program.decode(file).errors()).isEmpty();
    assertThat(Program.probe(file, "v:0", "packet=pts_time")).hasSize(120);
    assertThat(failures).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "a.mkv"})
  void recording_startedLate_beginsAtKeyframeAndAtZero(String name) throws IOException {
    List<EncodedPacket> all = sample.later(DAY_NS).packets();
    Path file = record(folder.resolve(name), all.subList(20, all.size()));

    List<String> pictures = Program.probe(file, "v:0", "packet=pts_time,flags");
    assertThat(pictures).hasSize(90);
    assertThat(pictures.getFirst()).contains("K").startsWith("0.0"); // B-frames: 67 ms after dts 0
    assertThat(Double.parseDouble(Program.probe(file, "a:0", "packet=pts_time").getFirst()))
        .isBetween(0.0, 0.03);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "a.mkv", "a.ts"})
  void recording_ofAnEncoderThatLooksAhead_hasTheSoundOfItsFirstPictures(String name)
      throws IOException {
    List<EncodedPacket> asTheyCome =
        sample.packets().stream().sorted(comparingLong(RecorderTest::givenOutNs)).toList();
    Path file = record(folder.resolve(name), asTheyCome);

    assertThat(firstSeconds(file, "a:0")).isLessThan(firstSeconds(file, "v:0") + 0.03);
  }

  private static double firstSeconds(Path file, String stream) {
    String first = Program.probe(file, stream, "packet=pts_time").getFirst();
    return Double.parseDouble(first.replaceFirst(",.*", "")); // what TS has beside it
  }

  /// x264 gives pictures out about half a second after the sound of their time.
  private static long givenOutNs(EncodedPacket packet) {
    return packet.dtsNs() + (packet.track() == Track.VIDEO ? 500_000_000 : 0);
  }

  @Test
  void mkv_thatWasEnded_knowsItsLength() throws IOException {
    Path file = record(folder.resolve("a.mkv"), sample.packets());

    assertThat(Double.parseDouble(Program.probe(file, "v:0", "format=duration").getFirst()))
        .isCloseTo(4, within(0.1));
  }

  @Test
  void start_whenFileExists_refusesAndLeavesIt() throws IOException {
    Path file = Files.writeString(folder.resolve("holiday.mp4"), "precious");

    assertThatThrownBy(() -> Recorder.start(file, sample.streams(), false, failures::add))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holiday.mp4 exists already");
    assertThat(file).hasContent("precious");
  }

  @Test
  void start_whenToldToReplace_replaces() throws IOException {
    Path file = Files.writeString(folder.resolve("old.mp4"), "old".repeat(1_000_000));

    Recorder recorder = Recorder.start(file, sample.streams(), true, failures::add);
    sample.packets().forEach(recorder::offer);
    recorder.stop();

    assertThat(Program.decode(file).errors()).isEmpty();
  }

  @Test
  void start_withUnknownEnding_listsThoseThatWork() {
    assertThatThrownBy(
            () -> Recorder.start(folder.resolve("a.avi"), sample.streams(), false, failures::add))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.avi")
        .hasMessageContaining(".mp4, .mkv or .ts");
  }

  @Test
  void start_inMissingFolder_saysSo() {
    Path file = folder.resolve("nowhere").resolve("a.mp4");

    assertThatThrownBy(() -> Recorder.start(file, sample.streams(), false, failures::add))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.getParent() + " does not exist");
  }

  @Test
  void start_onFullDisk_saysSo() throws IOException {
    Path file = Files.createSymbolicLink(folder.resolve("a.mp4"), Path.of("/dev/full"));

    assertThatThrownBy(() -> Recorder.start(file, sample.streams(), true, failures::add))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("The disk is full");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "a.mkv", "a.ts"})
  void recording_thatMayNotGrow_endsWithSentence_andStaysPlayable(String name) throws Exception {
    Path file = folder.resolve(name);

    Program run = Program.run(RecordingProgram.command(file, 60, 700).toArray(String[]::new));

    assertThat(run.output()).contains("No file may grow further").contains(name);
    assertThat(Program.decode(file).errors()).isEmpty();
    assertThat(Program.probe(file, "v:0", "packet=flags").size()).isGreaterThan(60);
  }

  @Test
  void recording_ofKilledProcess_isPlayableAndLosesAtMostTwoSeconds() throws Exception {
    Path file = folder.resolve("killed.mp4");
    Process process =
        new ProcessBuilder(RecordingProgram.command(file, 60, 0))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said.txt").toFile())
            .start();
    try {
      // All was handed over in an instant; what is not on the disk in the end waits in memory.
      await()
          .atMost(30, TimeUnit.SECONDS)
          .ignoreExceptions()
          .until(() -> Program.probe(file, "v:0", "packet=flags").size() > 58 * 30);
    } finally {
      process.destroyForcibly().waitFor();
    }

    assertThat(Program.decode(file).errors()).isEmpty();
    assertThat(Program.probe(file, "v:0", "packet=flags").size()).isGreaterThan(58 * 30);
  }

  private Path record(Path file, List<EncodedPacket> packets) throws IOException {
    Recorder recorder = Recorder.start(file, sample.streams(), false, failures::add);
    packets.forEach(recorder::offer);
    recorder.stop();
    return file;
  }
}
