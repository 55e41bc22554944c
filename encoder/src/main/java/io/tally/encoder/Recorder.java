// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import io.tally.encoder.container.Container;
import io.tally.encoder.container.Muxer;
import io.tally.encoder.container.Recording;
import io.tally.encoder.container.RecordingFile;
import io.tally.encoder.container.RecordingTrouble;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.PacketTaker;
import io.tally.encoder.packet.StreamParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What keeps the broadcast in a file?
///
/// Life: [#start], then [#offer], then [#stop], bounded in time and idempotent. Threads: any; the
/// file is written, and a failure told, on its own thread `recorder`. The file begins with the
/// first keyframe, at time zero. A crash costs the last second, because each fragment is brought to
/// the disk when it ends. Loss: none in silence. A disk that stalls is waited for while up to 256
/// MB wait in memory (minutes); beyond that the recording ends with a sentence. Failure: one
/// sentence; the file is closed at its last whole fragment and stays playable.
public final class Recorder implements PacketTaker, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Recorder.class);
  private static final long MOST_WAITING_BYTES = 256L << 20;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final RecordingFile file;
  private final Recording recording;
  private final Consumer<String> onFailure;
  private final Inbox<EncodedPacket> inbox = new Inbox<>(Integer.MAX_VALUE);
  private final AtomicLong waitingBytes = new AtomicLong();
  private final Thread thread;
  private volatile boolean tooSlow;
  private volatile long lengthBytes;

  private Recorder(RecordingFile file, Recording recording, Consumer<String> onFailure) {
    this.file = file;
    this.recording = recording;
    this.onFailure = onFailure;
    thread = new Thread(this::run, "recorder");
    thread.setDaemon(true);
  }

  /// As [#start(Path, StreamParameters, boolean, Consumer)], and replaces no file.
  ///
  /// @throws IOException a sentence: unknown ending, it exists, no such folder, no permission, …
  public static Recorder start(Path path, StreamParameters streams, Consumer<String> onFailure)
      throws IOException {
    return start(path, streams, /* overwrite= */ false, onFailure);
  }

  /// Makes the file and begins to wait for a keyframe.
  ///
  /// @param path its ending says which container: `.mp4` (fragmented), `.mkv` or `.ts`
  /// @param overwrite whether a file that is there already may be replaced
  /// @param onFailure told once, in a sentence for people, when it ends by itself
  /// @throws IOException a sentence: unknown ending, a codec that this container does not take, it
  ///   exists, no such folder, no permission, …
  public static Recorder start(
      Path path, StreamParameters streams, boolean overwrite, Consumer<String> onFailure)
      throws IOException {
    Container container = containerOf(path);
    Optional<String> refusal = container.refusal(streams);
    if (refusal.isPresent()) {
      throw new IOException(refusal.get());
    }
    RecordingFile file = RecordingFile.create(path, overwrite);
    try {
      Recording recording = new Recording(Muxer.open(container, streams, file), file, streams);
      Recorder recorder = new Recorder(file, recording, onFailure);
      recorder.thread.start();
      return recorder;
    } catch (IOException e) {
      discard(file);
      throw new IOException(RecordingTrouble.atStart(file.path(), e), e);
    } catch (RuntimeException e) {
      discard(file);
      throw e;
    }
  }

  /// A part of a header is no recording.
  private static void discard(RecordingFile file) throws IOException {
    file.close();
    Files.deleteIfExists(file.path());
  }

  private static Container containerOf(Path path) throws IOException {
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".mp4")) {
      return Container.FRAGMENTED_MP4;
    } else if (name.endsWith(".mkv")) {
      return Container.MATROSKA;
    } else if (name.endsWith(".ts")) {
      return Container.MPEG_TS;
    }
    throw new IOException(
        "A recording cannot be written as %s. Give its name one of the endings .mp4, .mkv or .ts."
            .formatted(path));
  }

  @Override
  public void offer(EncodedPacket packet) {
    if (waitingBytes.get() > MOST_WAITING_BYTES) {
      tooSlow = true;
      inbox.end();
    } else if (inbox.offer(packet)) {
      waitingBytes.addAndGet(packet.size());
    }
  }

  private void run() {
    try (recording) {
      record();
    } catch (IOException e) {
      log.warn("{} could not be closed", path(), e);
    } finally {
      inbox.end();
    }
  }

  private void record() {
    try {
      for (EncodedPacket next = inbox.take(); next != null; next = inbox.take()) {
        waitingBytes.addAndGet(-next.size());
        recording.add(next);
        lengthBytes = file.length();
      }
      recording.finish();
      lengthBytes = file.length();
      if (tooSlow) {
        fail(new IOException("the disk was too slow for it"));
      }
    } catch (IOException e) {
      abandon(e);
      fail(e);
    } catch (RuntimeException e) {
      IOException fault = new IOException("a fault of Tally: " + e, e);
      abandon(fault);
      fail(fault);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody interrupts this thread but a dying process
    }
  }

  private void abandon(IOException cause) {
    try {
      file.closeAtLastFragment();
    } catch (IOException again) {
      cause.addSuppressed(again);
    }
  }

  private void fail(IOException cause) {
    String sentence = RecordingTrouble.whileWriting(file.path(), file.length(), cause);
    log.error(sentence, cause);
    onFailure.accept(sentence);
  }

  /// Where it records to.
  public Path path() {
    return file.path();
  }

  /// How long the file is by now, bytes.
  public long lengthBytes() {
    return lengthBytes;
  }

  /// Writes what waits, ends the file, and waits for that, ten seconds at most.
  public void stop() {
    inbox.end();
    try {
      if (!thread.join(STOP_LIMIT)) {
        log.error("{} could not be ended within {}; it is left alone", path(), STOP_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The same as [#stop].
  @Override
  public void close() {
    stop();
  }
}
