// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.bench.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.ffmpeg.PictureScaler;
import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.picture.PatternReader;
import io.tally.player.PictureSink;
import io.tally.player.Player;
import io.tally.player.PlayerSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Our player without a window, told by standard input what to do: a line in, a line out.
final class OwnPlayer {
  private static final long LONGEST_LOOK_MS = 200;
  private static final int PATIENCE_S = 20;
  private static final PrintStream OUT = System.out;

  private volatile CompletableFuture<Long> firstNs = new CompletableFuture<>();
  private Player player = made();
  private long beganNs;

  private OwnPlayer() {}

  private Player made() {
    Player made = new Player(PlayerSettings.DEFAULT.withSound(false));
    made.connect(_ -> firstNs.complete(System.nanoTime()));
    return made;
  }

  /// Ends with its input.
  public static void main(String[] args) throws Exception {
    OwnPlayer own = new OwnPlayer();
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      OUT.println(own.answer(line.split(" ")));
    }
    own.player.close();
  }

  private String answer(String[] words) throws Exception {
    switch (words[0]) {
      case "play" -> {
        firstNs = new CompletableFuture<>();
        beganNs = System.nanoTime();
        player.play(URI.create(words[1]));
      }
      case "first" -> {
        return first();
      }
      case "glance" -> {
        return glance();
      }
      case "draw" ->
          player.connect(drawing(Integer.parseInt(words[1]), Integer.parseInt(words[2])));
      case "stop" -> player.stop();
      case "forget" -> {
        player.close();
        player = made();
      }
      default -> throw new IOException("No such command: " + words[0]);
    }
    return "done";
  }

  private String first() throws Exception {
    try {
      return Double.toString((firstNs.get(PATIENCE_S, TimeUnit.SECONDS) - beganNs) / 1e6);
    } catch (TimeoutException e) {
      throw new IOException("No picture came within 20 s: " + player.state(), e);
    }
  }

  /// The next picture, so that reading each one costs nothing.
  private String glance() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    PictureSink look =
        picture -> {
          OptionalLong number = PatternReader.read(picture).frameNumber();
          seen.complete(
              number.orElse(-1) + " " + System.currentTimeMillis() + " " + picture.height());
        };
    player.connect(look);
    try {
      // Without a new one in that time it shows nothing.
      String none = "-1 " + System.currentTimeMillis() + " 0";
      String told = seen.completeOnTimeout(none, LONGEST_LOOK_MS, TimeUnit.MILLISECONDS).get();
      return told + " " + player.statistics().stalls();
    } finally {
      player.disconnect(look);
    }
  }

  private static PictureSink drawing(int width, int height) {
    PictureScaler scaler = new PictureScaler(PictureScaler.Quality.FAST); // as the pane's is
    long size = (long) width * height * 4;
    MemorySegment memory = Arena.global().allocate(size + width * 4L + 64, 64);
    return picture -> {
      try (VideoFrame target =
          new VideoFrame(
              PixelFormat.BGRA,
              ColorSpace.RGB,
              width,
              height,
              picture.ptsNs(),
              List.of(new VideoFrame.Plane(memory, width * 4)),
              () -> {})) {
        scaler.scale(picture, target);
      } catch (FfmpegException e) {
        throw new UncheckedIOException(new IOException(e));
      }
    };
  }
}
