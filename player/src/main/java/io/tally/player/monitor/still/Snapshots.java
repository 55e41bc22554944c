// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor.still;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.ffmpeg.PictureScaler;
import io.tally.capture.media.VideoFrame;
import io.tally.player.PictureSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How does the picture that is shown become a file?
///
/// In the size that it has in the stream. A sink of the player that copies the next picture after
/// somebody asked, and writes it on a virtual thread. Threads: [#keep] from any, pictures on the
/// player's. Failure: a sentence instead of the place.
public final class Snapshots implements PictureSink {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'Tally' yyyy-MM-dd HH-mm-ss-SSS", Locale.ROOT);

  private final Path folder;
  private final AtomicReference<@Nullable Consumer<String>> wanted = new AtomicReference<>();

  /// @param folder made when the first picture is kept
  public Snapshots(Path folder) {
    this.folder = folder;
  }

  /// Keeps the next picture that comes.
  ///
  /// @param told where it is, or why it is nowhere, in a sentence; on any thread
  public void keep(Consumer<String> told) {
    wanted.set(told);
  }

  @Override
  public void show(VideoFrame borrowed) {
    Consumer<String> told = wanted.getAndSet(null);
    if (told == null) {
      return;
    }
    try (PictureScaler scaler = new PictureScaler(PictureScaler.Quality.GOOD)) {
      Still still = Still.of(borrowed, borrowed.height(), scaler);
      Thread.ofVirtual().name("snapshot").start(() -> told.accept(write(still)));
    } catch (FfmpegException e) {
      LOG.warn("A picture could not be kept", e);
      told.accept("The picture cannot be copied: " + e.getMessage());
    }
  }

  private String write(Still still) {
    Path file = folder.resolve(NAME.format(LocalDateTime.now(ZoneId.systemDefault())) + ".png");
    try {
      Files.createDirectories(folder);
      still.write(file);
      return "Saved as " + file;
    } catch (IOException e) {
      LOG.warn("A picture could not be written", e);
      return "The picture cannot be written to " + file + ": " + e.getMessage();
    }
  }
}
