// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.EncodingSettings;
import io.tally.capture.media.FrameRate;
import io.tally.capture.scene.CanvasFormat;
import io.tally.encoder.packet.AudioCodec;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// Which programme does the command line describe: from which sources, and how coded?
final class ProgrammeOptions {
  @Spec(Spec.Target.SELF)
  private @Nullable CommandSpec own;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Mixin private SourceOptions sources = new SourceOptions();

  @Option(
      names = "--size",
      paramLabel = "WxH",
      defaultValue = "1280x720",
      converter = Quantities.SizeWord.class,
      description = "Size of the canvas, up to 3840x2160. Default: ${DEFAULT-VALUE}.")
  private Quantities.Size size = new Quantities.Size(1280, 720);

  @Option(
      names = "--fps",
      paramLabel = "N",
      defaultValue = "30",
      converter = Quantities.RateWord.class,
      description = "Pictures a second, 1 to 60. Default: ${DEFAULT-VALUE}.")
  private FrameRate rate = FrameRate.of(30);

  @Option(
      names = "--bitrate",
      paramLabel = "KBPS",
      defaultValue = "2500",
      converter = Quantities.BitrateWord.class,
      description = "Bit rate of the picture, kb/s, or as 2500k or 6M. Default: ${DEFAULT-VALUE}.")
  private int bitrateBps;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "veryfast",
      description = "Speed against quality, from ultrafast to veryslow. Default: ${DEFAULT-VALUE}.")
  private String preset = "";

  /// The encoders that every machine has, by codec.
  private enum Codec {
    H264("libx264"),
    HEVC("libx265"),
    AV1("libsvtav1");

    private final String encoder;

    Codec(String encoder) {
      this.encoder = encoder;
    }
  }

  @Option(
      names = "--video-codec",
      paramLabel = "NAME",
      defaultValue = "H264",
      description =
          "How the picture is coded by the processor: h264, hevc or av1. Most services take h264"
              + " only. Default: h264.")
  private Codec videoCodec = Codec.H264;

  @Option(
      names = "--encoder",
      paramLabel = "NAME",
      description =
          "The encoder of the picture by FFmpeg's name, such as h264_nvenc; it decides over the"
              + " codec, too.")
  private @Nullable String encoder;

  @Option(
      names = "--keyframe-seconds",
      paramLabel = "S",
      defaultValue = "2",
      description = "Seconds from one keyframe to the next. Default: ${DEFAULT-VALUE}.")
  private double keyframeSeconds;

  @Option(
      names = "--b-frames",
      paramLabel = "N",
      description = "The most B-frames in a row; 0 for none. Default: the encoder's own habit.")
  private @Nullable Integer bFrames;

  @Option(
      names = "--audio-codec",
      paramLabel = "NAME",
      defaultValue = "AAC",
      description = "How the sound is coded: aac or opus. Default: aac.")
  private AudioCodec audioCodec = AudioCodec.AAC;

  @Option(
      names = "--audio-bitrate",
      paramLabel = "KBPS",
      defaultValue = "160",
      converter = Quantities.BitrateWord.class,
      description = "Bit rate of the sound, kb/s. Default: ${DEFAULT-VALUE}.")
  private int audioBitrateBps;

  private enum Adapt {
    ON,
    OFF
  }

  @Option(
      names = "--adapt",
      paramLabel = "on|off",
      defaultValue = "ON",
      description =
          "Whether the picture's bit rate follows a slow line down; otherwise pictures are left"
              + " out. Default: on.")
  private Adapt adapt = Adapt.ON;

  @Option(
      names = "--min-bitrate",
      paramLabel = "KBPS",
      defaultValue = "300",
      converter = Quantities.BitrateWord.class,
      description = "How far down it may follow, kb/s. Default: ${DEFAULT-VALUE}.")
  private int leastBitrateBps;

  @Option(
      names = "--no-stamps",
      description =
          "Do not write into the pictures when they were captured and that Tally sent them. Their"
              + " delay cannot be measured at the far end then.")
  private boolean noStamps;

  @Option(names = "--no-audio", description = "A programme without a sound track.")
  private boolean noAudio;

  /// Whether the command line describes one at all.
  boolean given() {
    ParseResult words = Objects.requireNonNull(command).commandLine().getParseResult();
    return Objects.requireNonNull(own).options().stream()
        .anyMatch(option -> words.hasMatchedOption(option.longestName()));
  }

  /// The programme; what is not said is as at the first start.
  ///
  /// @throws ParameterException with a sentence when there is no such programme
  BroadcastSettings settings() {
    try {
      EncodingSettings coded =
          new EncodingSettings(
              bitrateBps,
              noAudio ? 0 : audioBitrateBps,
              keyframeSeconds,
              bFrames == null ? OptionalInt.empty() : OptionalInt.of(bFrames),
              preset,
              encoder == null ? videoCodec.encoder : encoder,
              audioCodec,
              adapt == Adapt.ON ? OptionalInt.of(leastBitrateBps) : OptionalInt.empty());
      return new BroadcastSettings(
          new CanvasFormat(size.width(), size.height(), rate), sources.inputs(), coded, !noStamps);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(command).commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
