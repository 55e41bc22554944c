// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import io.tally.capture.testing.process.JavaProgram;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.peer.SampleProgramme;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A process of its own that records until it is killed, or its disk is full.
///
/// It says each second of media that it has handed over, and why the recording ended.
final class RecordingProgram {
  private static final int SAMPLE_SECONDS = 2;

  private RecordingProgram() {}

  /// The command that runs it.
  ///
  /// @param fileLimitKb what the system lets a file grow to; 0 for no limit
  static List<String> command(Path file, int seconds, int fileLimitKb) {
    List<String> java =
        JavaProgram.words(
            List.of(), RecordingProgram.class, file.toString(), Integer.toString(seconds));
    if (fileLimitKb > 0) {
      java.addAll(0, List.of("bash", "-c", "ulimit -f " + fileLimitKb + "; exec \"$@\"", "bash"));
    }
    return java;
  }

  public static void main(String[] args) throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    SampleProgramme sample = SampleProgramme.ofSeconds(SAMPLE_SECONDS);
    Recorder recorder =
        Recorder.start(
            Path.of(args[0]),
            sample.streams(),
            false,
            sentence -> {
              System.out.println(sentence);
              ended.countDown();
            });
    int rounds = Integer.parseInt(args[1]) / SAMPLE_SECONDS;
    for (int round = 0; round < rounds; round++) {
      SampleProgramme part = sample.later((long) round * SAMPLE_SECONDS * 1_000_000_000);
      for (EncodedPacket packet : part.packets()) {
        recorder.offer(packet);
      }
      System.out.println("handed over " + (round + 1) * SAMPLE_SECONDS + " s");
    }
    ended.await();
  }
}
