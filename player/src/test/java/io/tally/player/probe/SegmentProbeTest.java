// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tally.player.probe.SegmentFacts.Audio;
import io.tally.player.probe.SegmentFacts.Kind;
import io.tally.player.probe.SegmentFacts.Video;
import io.tally.player.testing.stream.PatternStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the ffmpeg program put into a segment is found in it again.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SegmentProbeTest {
  private static final byte[] NO_INIT = new byte[0];
  private static final Duration FAR_TOO_LONG = Duration.ofSeconds(60);
  private static final int ROUNDS = 1_000;

  private Path streams = Path.of("");

  @BeforeAll
  void record(@TempDir Path folder) throws Exception {
    streams = folder;
    for (String type : List.of("mpegts", "fmp4")) {
      Path own = Files.createDirectories(folder.resolve(type));
      PatternStream.record(own, type, 0, 3);
    }
  }

  private byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(streams.resolve(name));
  }

  @Test
  void transportStream_isReadWithItsTimes() throws Exception {
    SegmentFacts facts = SegmentProbe.probe(NO_INIT, bytes("mpegts/1.ts"));

    assertThat(facts.kind()).isEqualTo(Kind.TS);
    assertThat(facts.tablesFirst()).isTrue();
    assertThat(facts.counterErrors()).isZero();
    Video video = facts.video().orElseThrow();
    assertThat(video.codec()).startsWith("avc1.");
    assertThat(video.width()).isEqualTo(PatternStream.WIDTH);
    assertThat(video.height()).isEqualTo(PatternStream.HEIGHT);
    assertThat(video.span().samples()).isEqualTo(PatternStream.RATE);
    assertThat(video.framesPerSecond()).isEqualTo(PatternStream.RATE, within(0.1));
    assertThat(video.startsWithIdr()).isTrue();
    assertThat(video.keyframesNs()).containsExactly(video.span().firstNs());
    Audio audio = facts.audio().getFirst();
    assertThat(audio.codec()).isEqualTo("mp4a.40.2");
    assertThat(audio.sampleRate()).isEqualTo(48_000);
    assertThat(audio.channels()).isEqualTo(2);
    assertThat(audio.span().durationNs() / 1e9).isEqualTo(1, within(0.1));
  }

  @Test
  void transportStreams_runOnFromOneToTheNext() throws Exception {
    Video first = SegmentProbe.probe(NO_INIT, bytes("mpegts/0.ts")).video().orElseThrow();
    Video second = SegmentProbe.probe(NO_INIT, bytes("mpegts/1.ts")).video().orElseThrow();

    assertThat(second.span().firstNs()).isCloseTo(first.span().endNs(), within(1_000_000L));
  }

  @Test
  void fragments_areReadWithTheirTimes() throws Exception {
    SegmentFacts facts = SegmentProbe.probe(bytes("fmp4/init.mp4"), bytes("fmp4/1.m4s"));

    assertThat(facts.kind()).isEqualTo(Kind.FMP4);
    Video video = facts.video().orElseThrow();
    assertThat(video.codec()).startsWith("avc1.");
    assertThat(video.width()).isEqualTo(PatternStream.WIDTH);
    assertThat(video.span().samples()).isEqualTo(PatternStream.RATE);
    assertThat(video.span().durationNs() / 1e9).isEqualTo(1, within(0.01));
    assertThat(video.startsWithIdr()).isTrue();
    assertThat(video.keyframesNs()).hasSize(1);
    assertThat(facts.audio().getFirst().codec()).isEqualTo("mp4a.40.2");
    assertThat(facts.audio().getFirst().sampleRate()).isEqualTo(48_000);
  }

  @Test
  @DisplayName("the profile and level of both containers are the same")
  void codec_isTheSameInBothContainers() throws Exception {
    String inFragments =
        SegmentProbe.probe(bytes("fmp4/init.mp4"), bytes("fmp4/0.m4s"))
            .video()
            .orElseThrow()
            .codec();

    assertThat(SegmentProbe.probe(NO_INIT, bytes("mpegts/0.ts")).video().orElseThrow().codec())
        .isEqualTo(inFragments);
  }

  @Test
  void lostPacket_isCounted() throws Exception {
    byte[] whole = bytes("mpegts/1.ts");
    byte[] holed = new byte[whole.length - 188];
    int at = 40 * 188;
    System.arraycopy(whole, 0, holed, 0, at);
    System.arraycopy(whole, at + 188, holed, at, holed.length - at);

    assertThat(SegmentProbe.probe(NO_INIT, holed).counterErrors()).isEqualTo(1);
  }

  @Test
  void mediaBeforeTheTables_isSeen() throws Exception {
    byte[] whole = bytes("mpegts/1.ts");
    byte[] cut = Arrays.copyOfRange(whole, 3 * 188, whole.length); // SDT, PAT and PMT come first

    assertThat(SegmentProbe.probe(NO_INIT, cut).tablesFirst()).isFalse();
  }

  @Test
  void packedAudio_isReadWithItsTimestamp() throws Exception {
    byte[] sound = run("-f", "lavfi", "-i", "sine=r=44100:d=1", "-c:a", "aac", "-f", "adts", "-");
    String owner = "com.apple.streaming.transportStreamTimestamp\0";
    byte[] tag = new byte[10 + 10 + owner.length() + 8];
    System.arraycopy(
        new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 0, (byte) (tag.length - 10)}, 0, tag, 0, 10);
    System.arraycopy(
        new byte[] {'P', 'R', 'I', 'V', 0, 0, 0, (byte) (owner.length() + 8), 0, 0},
        0,
        tag,
        10,
        10);
    System.arraycopy(owner.getBytes(UTF_8), 0, tag, 20, owner.length());
    tag[tag.length - 3] = 1; // 65,536 ticks
    byte[] both = Arrays.copyOf(tag, tag.length + sound.length);
    System.arraycopy(sound, 0, both, tag.length, sound.length);

    SegmentFacts facts = SegmentProbe.probe(NO_INIT, both);

    assertThat(facts.kind()).isEqualTo(Kind.PACKED_AUDIO);
    assertThat(facts.timeTold()).isTrue();
    assertThat(facts.audio().getFirst().sampleRate()).isEqualTo(44_100);
    assertThat(facts.audio().getFirst().span().firstNs())
        .isCloseTo(65_536L * 1_000_000_000L / 90_000, within(100_000L));
    assertThat(SegmentProbe.probe(NO_INIT, sound).timeTold()).isFalse();
  }

  @Test
  void webVtt_tellsWhetherItIsMapped() {
    byte[] plain = "WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n".getBytes(UTF_8);
    byte[] mapped = "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n".getBytes(UTF_8);

    assertThat(SegmentProbe.probe(NO_INIT, plain).kind()).isEqualTo(Kind.WEBVTT);
    assertThat(SegmentProbe.probe(NO_INIT, plain).timeTold()).isFalse();
    assertThat(SegmentProbe.probe(NO_INIT, mapped).timeTold()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void damagedSegments_giveFewerFacts_andNeverMore(long seed) throws Exception {
    Random random = new Random(seed);
    List<byte[]> corpus = new ArrayList<>();
    for (String name : List.of("mpegts/0.ts", "fmp4/0.m4s", "fmp4/init.mp4")) {
      corpus.add(Arrays.copyOf(bytes(name), Math.min(20_000, bytes(name).length)));
    }
    byte[] init = corpus.getLast();
    Assertions.assertTimeoutPreemptively(
        FAR_TOO_LONG,
        () -> {
          for (int i = 0; i < ROUNDS; i++) {
            byte[] media = damaged(corpus.get(random.nextInt(corpus.size())), random);
            byte[] first = random.nextBoolean() ? NO_INIT : damaged(init, random);
            SegmentFacts facts = SegmentProbe.probe(first, media);
            assertThat(facts.bytes()).isEqualTo(media.length);
          }
        });
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] bytes = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
    int flips = random.nextInt(30);
    for (int i = 0; i < flips && bytes.length > 0; i++) {
      // Mostly near the beginning, where the headers are.
      int most = random.nextBoolean() ? Math.min(bytes.length, 1_000) : bytes.length;
      bytes[random.nextInt(most)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private static byte[] run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin"));
    command.addAll(List.of(arguments));
    Process ffmpeg =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    byte[] output = ffmpeg.getInputStream().readAllBytes();
    assertThat(ffmpeg.waitFor()).isZero();
    return output;
  }
}
