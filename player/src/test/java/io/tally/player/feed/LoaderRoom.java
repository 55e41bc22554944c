// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.feed;

import io.tally.player.adapt.AbrController;
import io.tally.player.adapt.Bandwidth;
import io.tally.player.adapt.DecisionHistory;
import io.tally.player.adapt.Rung;
import io.tally.player.follow.PlaylistTracker;
import io.tally.player.follow.Variants;
import io.tally.player.load.HttpLoader;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.Lists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/// A loader that fills a buffer from a server of twelve segments of one second, `s0` to `s11`.
final class LoaderRoom implements AutoCloseable {
  private static final long SECOND_NS = 1_000_000_000L;

  private final Path folder;
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final FaultServer server;
  private SegmentBuffer buffer = new SegmentBuffer(30 * SECOND_NS, 1 << 20);

  LoaderRoom(Path folder) throws IOException {
    this.folder = folder;
    server = new FaultServer(folder);
    for (int number = 0; number < 12; number++) {
      Files.writeString(folder.resolve("s" + number), "media " + number);
    }
    Files.writeString(folder.resolve("init"), "init");
  }

  /// Holds so much and no more, before anything is loaded.
  void hold(long mostNs, long mostBytes) {
    buffer.close();
    buffer = new SegmentBuffer(mostNs, mostBytes);
  }

  SegmentBuffer buffer() {
    return buffer;
  }

  FaultServer server() {
    return server;
  }

  /// What the person is told, in order.
  List<String> notes() {
    return notes;
  }

  SegmentLoader load(String text) throws Exception {
    return load(track(text));
  }

  SegmentLoader load(PlaylistTracker tracker) {
    HttpLoader http = new HttpLoader();
    opened.add(http);
    AbrController abr =
        new AbrController(
            List.of(new Rung(0, 0, 0, 0, 0, true, "")),
            new Bandwidth(),
            new DecisionHistory(),
            System::nanoTime);
    Variants variants = Variants.only(server.uri("live"), tracker, http);
    SegmentLoader loader =
        new SegmentLoader(variants, abr, http, buffer, JoinPoint.DEFAULT, notes::add);
    opened.add(loader);
    loader.start();
    return loader;
  }

  PlaylistTracker track(String text) throws Exception {
    Lists.write(folder.resolve("live"), text);
    HttpLoader http = new HttpLoader();
    opened.add(http);
    PlaylistTracker tracker =
        new PlaylistTracker(
            server.uri("live"), Lists.parse(server.uri("live"), text), System.nanoTime(), http);
    opened.add(tracker);
    tracker.start();
    return tracker;
  }

  LoadedSegment take() throws InterruptedException {
    LoadedSegment segment = Objects.requireNonNull(buffer.peek());
    buffer.remove(segment);
    return segment;
  }

  long takeNumber() throws InterruptedException {
    return take().segment().mediaSequence();
  }

  LoadedSegment firstOf(long number) throws InterruptedException {
    LoadedSegment segment = take();
    while (segment.segment().mediaSequence() != number) {
      segment = take();
    }
    return segment;
  }

  List<Long> numbersToTheEnd() throws InterruptedException {
    List<Long> numbers = new ArrayList<>();
    for (LoadedSegment next = buffer.peek(); next != null; next = buffer.peek()) {
      numbers.add(next.segment().mediaSequence());
      buffer.remove(next);
    }
    return numbers;
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
    buffer.close();
    server.close();
  }
}
