// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.flv;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.Track;
import io.tally.encoder.packet.VideoCodec;
import io.tally.protocol.peers.BundledFfmpeg;
import io.tally.protocol.programme.CollectedStream;
import io.tally.protocol.programme.FlvFile;
import io.tally.protocol.programme.FlvWriter;
import io.tally.protocol.rtmp.receive.IncomingMedia;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Do FFmpeg 8 and we understand each other's enhanced tags?
class EnhancedFlvTest {
  private static final String HEVC =
      "libx265 -preset ultrafast -x265-params log-level=error:bframes=2:open-gop=0";
  private static final String AV1 = "libsvtav1 -preset 12 -svtav1-params rc=2:pred-struct=1";
  private static final int PICTURES = 60;

  private record Read(CollectedStream stream, IncomingMedia media) {
    CodecParameters.Video video() {
      return Objects.requireNonNull(stream.parameters.getLast().video());
    }

    CodecParameters.Audio audio() {
      return Objects.requireNonNull(stream.parameters.getLast().audio());
    }
  }

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"HEVC, OPUS, libopus", "AV1, AAC, aac"})
  void fileOfFfmpeg_isReadWhole(VideoCodec codec, AudioCodec sound, String soundEncoder)
      throws Exception {
    var file = made(codec == VideoCodec.HEVC ? HEVC : AV1, soundEncoder);
    var read = read(file);

    assertThat(read.video().codec()).isEqualTo(codec);
    assertThat(List.of(read.video().width(), read.video().height())).containsExactly(320, 180);
    assertThat(read.audio().codec()).isEqualTo(sound);
    assertThat(read.audio().sampleRate()).isEqualTo(48_000);
    assertThat(read.stream().of(Track.VIDEO)).hasSize(PICTURES);
    assertThat(times(file, "v", "pts"))
        .containsExactlyElementsOf(
            read.stream().of(Track.VIDEO).stream().map(p -> p.ptsNs() / 1_000_000).toList());
    assertThat(read.stream().of(Track.AUDIO)).hasSize(times(file, "a", "pts").size());
    assertThat(read.stream().of(Track.VIDEO).stream().filter(EncodedPacket::keyframe)).hasSize(2);
    assertThat(read.media().furtherTracks()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"HEVC, libopus", "AV1, libopus"})
  void fileOfOurs_isReadWholeByFfmpeg(VideoCodec codec, String soundEncoder) throws Exception {
    var sent = read(made(codec == VideoCodec.HEVC ? HEVC : AV1, soundEncoder));
    var file = folder.resolve("ours.flv");
    try (var out = new FlvWriter(file)) {
      out.video(0, TagBodies.config(sent.video()));
      out.audio(0, TagBodies.config(sent.audio()));
      for (var packet : sent.stream().packets) {
        out.packet(
            packet,
            TagBodies.packet(packet, packet.track() == Track.VIDEO ? sent.video() : sent.audio()));
      }
    }

    assertThat(BundledFfmpeg.run("-i", file.toString(), "-f", "null", "-")).isEmpty();
    assertThat(
            BundledFfmpeg.probe(
                "-show_entries", "stream=codec_name", "-of", "csv=p=0", file.toString()))
        .containsExactlyInAnyOrder(codec == VideoCodec.HEVC ? "hevc" : "av1", "opus");
    assertThat(times(file, "v", "pts"))
        .containsExactlyElementsOf(
            sent.stream().of(Track.VIDEO).stream().map(p -> p.ptsNs() / 1_000_000).toList());
    assertThat(times(file, "a", "pts")).hasSize(sent.stream().of(Track.AUDIO).size());
  }

  @Test
  void fileOfFfmpegWithTwoPictureTracks_givesTheFirst_andCountsTheOther() throws Exception {
    var file = folder.resolve("two.flv");
    var command =
        "-f lavfi -i testsrc2=s=320x180:r=30:d=2 -f lavfi -i testsrc2=s=160x90:r=30:d=2"
            + " -map 0 -map 1 -c:v libx264 -preset ultrafast -g 30 -pix_fmt yuv420p "
            + file;
    BundledFfmpeg.run(command.split(" "));
    var read = read(file);

    assertThat(read.video().width()).isEqualTo(320);
    assertThat(read.stream().of(Track.VIDEO)).hasSize(PICTURES);
    assertThat(read.media().furtherTracks()).isEqualTo(1);
  }

  @Test
  void furtherRenditionOfOurs_isATrackOfItsOwnToFfmpeg() throws Exception {
    var programme = read(made("libx264 -preset ultrafast -bf 2", "aac"));
    var rendition = read(made(HEVC, "aac"));
    var bodies = new RenditionBodies(1, rendition.video());
    var file = folder.resolve("ours.flv");
    try (var out = new FlvWriter(file)) {
      out.video(0, TagBodies.config(programme.video()));
      out.video(0, bodies.config());
      var all = new ArrayList<>(programme.stream().of(Track.VIDEO));
      all.addAll(rendition.stream().of(Track.VIDEO));
      all.sort(Comparator.comparingLong(EncodedPacket::dtsNs));
      for (var packet : all) {
        var further = rendition.stream().packets.contains(packet);
        out.packet(
            packet, further ? bodies.packet(packet) : TagBodies.packet(packet, programme.video()));
      }
    }

    assertThat(
            BundledFfmpeg.probe(
                "-show_entries", "stream=codec_name", "-of", "csv=p=0", file.toString()))
        .containsExactly("h264", "hevc");
    assertThat(BundledFfmpeg.run("-i", file.toString(), "-map", "0", "-f", "null", "-")).isEmpty();
    assertThat(times(file, "v:0", "pts")).hasSize(PICTURES);
    assertThat(times(file, "v:1", "pts")).hasSize(PICTURES);
  }

  private Path made(String videoEncoder, String audioEncoder) throws Exception {
    var file = folder.resolve("ffmpeg-" + videoEncoder.split(" ")[0] + ".flv");
    var command =
        "-f lavfi -i testsrc2=s=320x180:r=30 -f lavfi -i sine=1000:r=48000 -t 2 -pix_fmt yuv420p"
            + (" -c:v " + videoEncoder + " -g 30 -b:v 400k -c:a " + audioEncoder)
            + (" -ac 2 -b:a 96k " + file);
    BundledFfmpeg.run(command.split(" "));
    return file;
  }

  private static Read read(Path file) throws Exception {
    var stream = new CollectedStream();
    var media = new IncomingMedia(stream);
    for (var tag : FlvFile.read(file)) {
      switch (tag.type()) {
        case 8 -> media.audio(tag.body(), tag.timestampMs());
        case 9 -> media.video(tag.body(), tag.timestampMs());
        default -> {}
      }
    }
    media.end();
    return new Read(stream, media);
  }

  private static List<Long> times(Path file, String track, String what) throws Exception {
    return BundledFfmpeg.probe(
            "-select_streams",
            track,
            "-show_entries",
            "packet=" + what,
            "-of",
            "csv=p=0",
            file.toString())
        .stream()
        .map(line -> Long.parseLong(line.replaceAll(",.*", "")))
        .toList();
  }
}
