// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.session;

import io.tally.player.load.HttpLoader;
import io.tally.player.net.ReachPolicy;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.MultivariantPlaylist.Variant;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.Rendition;
import io.tally.player.playlist.parser.PlaylistParser;
import io.tally.player.session.store.SessionWriter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What does the stream behind an URL answer, with its timing, on disk?
///
/// Life: begins at once, ends by itself, [#close] at any point and twice. Threads: virtual ones of
/// its own; all methods from any. Failure: a sentence in [#problem]; what was written stays.
public final class SessionRecorder implements AutoCloseable {
  private static final int MOST_TRACKS = 40;

  private final RecordSettings settings;
  private final HttpLoader http = new HttpLoader();
  private final SessionWriter writer;
  private final RecordingLoader loader;
  private final List<Thread> threads = new ArrayList<>(); // of the main thread
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread main;
  private volatile Optional<String> problem = Optional.empty();

  private SessionRecorder(RecordSettings settings, SessionWriter writer) {
    this.settings = settings;
    this.writer = writer;
    ReachPolicy reach =
        settings.anywhere() ? ReachPolicy.ANYWHERE : ReachPolicy.from(settings.url());
    loader = new RecordingLoader(http.within(reach), writer, settings.longest());
    main = Thread.ofVirtual().name("record-session").unstarted(this::run);
  }

  /// Begins to record. Looks the host's name up, so it may wait a moment.
  ///
  /// @throws IOException with a sentence when the folder cannot be written
  public static SessionRecorder start(RecordSettings settings) throws IOException {
    SessionWriter writer =
        SessionWriter.create(settings.folder(), settings.url(), settings.mostBytes());
    SessionRecorder recorder = new SessionRecorder(settings, writer);
    recorder.main.start();
    return recorder;
  }

  private void run() {
    try {
      open();
      for (Thread thread : threads) {
        thread.join(Duration.ofNanos(loader.leftNs() + 1));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed
    } finally {
      end();
    }
  }

  /// What is still under way when the time is over is not recorded.
  private void end() {
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
      writer.close();
    } catch (IOException e) {
      failed(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  private void failed(Throwable e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    problem = Optional.of("The recording cannot be written: " + cause.getMessage());
    main.interrupt();
  }

  private void open() throws InterruptedException {
    Optional<HttpLoader.Loaded> answer =
        loader.load(settings.url(), Optional.empty(), PlaylistRecorder.LIMITS, false);
    if (answer.isEmpty()) {
      problem = Optional.of("The playlist did not load; the answer is in the recording");
      return;
    }
    switch (PlaylistParser.parse(answer.get().uri(), answer.get().bytes())) {
      case MediaPlaylist _ -> begin(settings.url(), Optional.empty());
      case MultivariantPlaylist playlist -> {
        Optional<Map<String, String>> variables = Optional.of(playlist.variables());
        addresses(playlist).forEach(uri -> begin(uri, variables));
      }
      case Playlist.Unreadable unreadable -> problem = Optional.of(unreadable.problem());
    }
  }

  private Set<URI> addresses(MultivariantPlaylist playlist) {
    Set<URI> all = new LinkedHashSet<>();
    playlist.variants().stream().map(Variant::uri).forEach(all::add);
    if (!settings.allVariants()) {
      return Set.copyOf(all.stream().limit(1).toList());
    }
    playlist.renditions().stream().map(Rendition::uri).flatMap(Optional::stream).forEach(all::add);
    playlist.iframeVariants().stream().map(Variant::uri).forEach(all::add);
    return new LinkedHashSet<>(all.stream().limit(MOST_TRACKS).toList());
  }

  private void begin(URI uri, Optional<Map<String, String>> variables) {
    MediaRecorder media = new MediaRecorder(loader);
    start("record-playlist", new PlaylistRecorder(loader, uri, variables, media));
    start("record-media", media);
  }

  private void start(String name, Runnable work) {
    threads.add(
        Thread.ofVirtual()
            .name(name)
            .uncaughtExceptionHandler((_, failure) -> failed(failure))
            .start(work));
  }

  /// How many answers are on disk.
  public int answers() {
    return writer.answers();
  }

  /// How many bytes are on disk.
  public long bytes() {
    return writer.bytes();
  }

  /// Whether it ended because there was no more room.
  public boolean full() {
    return writer.full();
  }

  /// What went wrong, if something did.
  public Optional<String> problem() {
    return problem;
  }

  /// Waits until it has ended.
  ///
  /// @return whether it has
  public boolean await(Duration longest) throws InterruptedException {
    return ended.await(longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Ends it; what is on disk is whole when this returns. Idempotent.
  @Override
  public void close() {
    main.interrupt();
    http.close();
    boolean interrupted = false;
    while (ended.getCount() > 0) {
      try {
        ended.await();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
