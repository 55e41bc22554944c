// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing.data;

import io.tally.encoder.packet.nal.NalSyntax;
import io.tally.player.probe.picture.NalWalk;
import io.tally.player.probe.picture.SeiMessage;
import io.tally.player.testing.stream.PatternStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A recording of numbered pictures with captions inside them: `stream.m3u8`.
///
/// Ours is only the first insertion, into pictures that are coded in the order in which they are
/// shown. Of H.264 the ffmpeg program then decodes that and codes it anew with B-frames, so that it
/// is FFmpeg that writes the messages which are read, and that puts them into another order.
public final class CaptionedStream {
  private static final byte[] A53 = {(byte) 0xB5, 0, 0x31, 'G', 'A', '9', '4', 3};
  private static final int H264_DELIMITER = 9;
  private static final int HEVC_DELIMITER = 35;

  private CaptionedStream() {}

  /// Pictures of H.264.
  ///
  /// @param type `mpegts` or `fmp4`
  public static void record(Path folder, String type, int seconds, CaptionScript script)
      throws Exception {
    byte[] plain = coded(folder, seconds, "libx264", "-x264-params", "aud=1:bframes=0", "h264");
    byte[] captioned = inserted(plain, false, script);
    List<String> again = input("h264");
    again.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-bf", "3", "-threads", "1"));
    again.addAll(List.of("-g", "25", "-keyint_min", "25", "-sc_threshold", "0", "-b:v", "600k"));
    pack(folder, type, again, captioned);
  }

  /// Pictures of HEVC, in fragmented MP4 or MPEG-TS.
  public static void recordHevc(Path folder, String type, int seconds, CaptionScript script)
      throws Exception {
    byte[] plain =
        coded(
            folder,
            seconds,
            "libx265",
            "-x265-params",
            "aud=1:bframes=0:keyint=25:min-keyint=25:scenecut=0:log-level=error",
            "hevc");
    List<String> again = input("hevc");
    again.addAll(List.of("-c:v", "copy", "-tag:v", "hvc1"));
    pack(folder, type, again, inserted(plain, true, script));
  }

  private static List<String> input(String format) {
    return new ArrayList<>(
        List.of("ffmpeg", "-v", "error", "-r", "" + PatternStream.RATE, "-f", format, "-i", "-"));
  }

  private static byte[] coded(
      Path folder, int seconds, String encoder, String option, String values, String format)
      throws Exception {
    Path source = Files.createDirectories(folder.resolve("source"));
    PatternStream.record(source, "mpegts", 0, seconds, true, false);
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-i"));
    command.add(source.resolve("stream.m3u8").toString());
    command.addAll(List.of("-vsync", "passthrough", "-c:v", encoder, "-preset", "ultrafast"));
    command.addAll(List.of(option, values, "-threads", "1", "-f", format, "-"));
    return run(command, new byte[0]);
  }

  private static void pack(Path folder, String type, List<String> command, byte[] pictures)
      throws Exception {
    String extension = type.equals("fmp4") ? "m4s" : "ts";
    command.addAll(List.of("-f", "hls", "-hls_time", "1", "-hls_list_size", "0"));
    command.addAll(List.of("-hls_playlist_type", "vod", "-hls_segment_type", type));
    command.addAll(List.of("-hls_segment_filename", folder.resolve("%d." + extension).toString()));
    command.add(folder.resolve("stream.m3u8").toString());
    run(command, pictures);
  }

  /// Runs a program that is given bytes and gives some.
  public static byte[] run(List<String> command, byte[] given) throws Exception {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Thread feeder =
        Thread.ofVirtual()
            .start(() -> {
              try (OutputStream pipe = process.getOutputStream()) {
                pipe.write(given);
              } catch (IOException e) {
                throw new AssertionError("The program stopped reading", e);
              }
            });
    byte[] output = process.getInputStream().readAllBytes();
    feeder.join();
    if (process.waitFor() != 0) {
      throw new AssertionError("Failed: " + String.join(" ", command));
    }
    return output;
  }

  /// Puts a message behind each access unit delimiter.
  private static byte[] inserted(byte[] stream, boolean hevc, CaptionScript script) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long picture = 0;
    int from = 0;
    for (int at = 0; at + 4 < stream.length; at++) {
      boolean start = stream[at] == 0 && stream[at + 1] == 0 && stream[at + 2] == 1;
      if (start && isDelimiter(stream[at + 3], hevc)) {
        int end = at + (hevc ? 6 : 5); // header and one byte
        out.write(stream, from, end - from);
        out.writeBytes(message(script.triplets(picture++), hevc));
        from = end;
      }
    }
    out.write(stream, from, stream.length - from);
    return out.toByteArray();
  }

  private static boolean isDelimiter(byte header, boolean hevc) {
    return hevc ? (header >> 1 & 0x3F) == HEVC_DELIMITER : (header & 0x1F) == H264_DELIMITER;
  }

  /// A NAL unit with caption bytes (ATSC A/53 Part 4 6.2.3).
  public static byte[] message(byte[] triplets, boolean hevc) {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    payload.writeBytes(A53);
    payload.write(0xC0 | triplets.length / 3);
    payload.write(0xFF);
    payload.writeBytes(triplets);
    payload.write(0xFF);
    ByteArrayOutputStream unit = new ByteArrayOutputStream();
    unit.writeBytes(new byte[] {4, (byte) payload.size()});
    unit.writeBytes(payload.toByteArray());
    unit.write(0x80);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0, 0, 0, 1});
    out.writeBytes(hevc ? new byte[] {39 << 1, 1} : new byte[] {6});
    int zeros = 0;
    for (byte next : unit.toByteArray()) {
      if (zeros >= 2 && (next & 0xFC) == 0) {
        out.write(3);
        zeros = 0;
      }
      zeros = next == 0 ? zeros + 1 : 0;
      out.write(next);
    }
    return out.toByteArray();
  }

  /// The same as it is read again.
  public static List<SeiMessage> messages(byte[] triplets, boolean hevc) {
    byte[] unit = message(triplets, hevc);
    NalSyntax syntax = hevc ? NalSyntax.HEVC : NalSyntax.H264;
    return SeiMessage.of(unit, unit.length, NalWalk.Format.startCodes(syntax));
  }

  /// What the ffmpeg program reads of CC1 in a playlist or file, as it says it in SubRip.
  public static List<String> subRip(Path file) throws Exception {
    List<String> command =
        List.of(
            "ffmpeg",
            "-v",
            "error",
            "-nostdin",
            "-f",
            "lavfi",
            "-i",
            "movie=" + file + "[out+subcc]",
            "-map",
            "0:s",
            "-f",
            "srt",
            "-");
    String text = new String(run(command, new byte[0]), java.nio.charset.StandardCharsets.UTF_8);
    return Arrays.asList(text.split("\r?\n\r?\n"));
  }
}
