// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.trial;

import io.tally.app.air.Publishers;
import io.tally.app.outlet.Outlet;
import io.tally.app.plan.Encode;
import io.tally.app.plan.EncodePlan;
import io.tally.app.rendition.Encodes;
import io.tally.app.rendition.Rendition;
import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.EncodingSettings;
import io.tally.app.settings.Input;
import io.tally.app.settings.SourceSettings.PatternSource;
import io.tally.app.stage.Stage;
import io.tally.capture.MediaClock;
import io.tally.capture.media.FrameRate;
import io.tally.capture.scene.CanvasFormat;
import io.tally.protocol.PublishFailure;
import io.tally.protocol.Publisher;
import io.tally.protocol.PublisherState;
import io.tally.protocol.PublisherStatistics;
import io.tally.protocol.service.ServiceLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Which bit rate does the line to an endpoint carry?
///
/// Really publishes, with the test picture and filler, and keeps the line as full as it gets.
/// Blocks for as long as it lasts; no window, device or recording is touched.
public final class Trial {
  private static final CanvasFormat CANVAS = new CanvasFormat(640, 360, FrameRate.of(30));
  private static final EncodingSettings CODING =
      EncodingSettings.STANDARD.withVideoBitrate(1_000_000).withoutSound();
  private static final int KB = 1000; // bits in one
  private static final int USUAL_BPS = 10_000_000; // more than any service asks for at 1080p60
  private static final int FLOOR_BPS = 100_000;
  private static final long SAMPLE_MS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(30); // to be accepted

  private final Outlet outlet;
  private final int mostBps;
  private final CountDownLatch interrupted;
  private volatile int targetBps;

  /// What it found.
  ///
  /// @param bps what the line carried while it was full, or else what was asked of it, bit/s
  /// @param limited whether the line was the limit; else it carries more
  /// @param statistics of the publisher at the end
  public record Result(int bps, boolean limited, PublisherStatistics statistics) {
    private static final double SAFE = 0.8; // of a line whose neighbours come and go

    /// For a person: what the line carries, and what to make of it.
    public String sentence() {
      return limited
          ? "The line carries %d kb/s. Pictures and sound of %d kb/s together leave it room to breathe."
              .formatted(bps / KB, (int) (bps * SAFE) / KB)
          : "The line carries all of the %d kb/s that were sent, and may carry more."
              .formatted(bps / KB);
    }
  }

  /// How long one lasts that a person waits for.
  public static final Duration USUAL = Duration.ofSeconds(10);

  /// How much is tried where nobody says: as much as the service takes, as far as that is known,
  /// bit/s.
  public static int mostBps(Outlet outlet) {
    ServiceLimits limits = outlet.limits();
    int mostVideoBps = limits.mostVideoKbps().orElse(USUAL_BPS / KB) * KB;
    return Math.min(Math.min(limits.mostTotalBps().orElse(USUAL_BPS), mostVideoBps), USUAL_BPS);
  }

  /// @param outlet its key may carry the service's test mode
  /// @param mostBps with which it begins, bit/s
  /// @param interrupted ends it early
  public Trial(Outlet outlet, int mostBps, CountDownLatch interrupted) {
    this.outlet = outlet;
    this.mostBps = mostBps;
    this.interrupted = interrupted;
    targetBps = mostBps;
  }

  /// Sends for so long.
  ///
  /// @throws IOException a sentence, when the endpoint does not take the stream, or the encoder
  ///   does not open
  public Result run(Duration time) throws IOException, InterruptedException {
    BroadcastSettings settings =
        new BroadcastSettings(CANVAS, List.of(Input.of("pattern", new PatternSource())), CODING);
    Encode encode = EncodePlan.forOne(Encode.wanted(settings), outlet);
    try (Stage stage = new Stage(settings, MediaClock.system())) {
      stage.start(settings.inputs());
      Encodes encodes =
          new Encodes(
              stage.compositor(), stage.mixer(), _ -> Optional.empty(), (_, _) -> {}, _ -> {});
      Rendition rendition = encodes.open(List.of(encode)).getFirst();
      Publisher publisher = Publishers.open(outlet, rendition.parameters());
      try {
        rendition.bus().add(new Ballast(publisher, () -> targetBps));
        publisher.onState(state -> {
          if (state instanceof PublisherState.Live) {
            rendition.requestKeyframe(System.nanoTime());
          }
        });
        publisher.start();
        encodes.connect();
        awaitAcceptance(publisher);
        return measure(publisher, time);
      } finally {
        encodes.end();
        publisher.stop();
      }
    }
  }

  private void awaitAcceptance(Publisher publisher) throws IOException, InterruptedException {
    long endNs = System.nanoTime() + PATIENCE.toNanos();
    while (!(publisher.state() instanceof PublisherState.Live)) {
      if (publisher.state() instanceof PublisherState.Failed failed) {
        throw failure(failed.failure());
      }
      if (paused() || System.nanoTime() - endNs > 0) {
        throw new IOException(outlet.name() + " was not tried to the end.");
      }
    }
  }

  private Result measure(Publisher publisher, Duration time)
      throws IOException, InterruptedException {
    FullLine line = new FullLine(FLOOR_BPS, mostBps);
    long endNs = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - endNs < 0 && !paused()) {
      PublisherState state = publisher.state();
      if (state instanceof PublisherState.Failed failed) {
        throw failure(failed.failure());
      }
      if (state instanceof PublisherState.Reconnecting lost) {
        throw failure(lost.cause());
      }
      targetBps = line.next(System.nanoTime(), publisher.statistics());
    }
    return new Result(line.bps(), line.limited(), publisher.statistics());
  }

  /// @return whether it was ended meanwhile
  private boolean paused() throws InterruptedException {
    return interrupted.await(SAMPLE_MS, TimeUnit.MILLISECONDS);
  }

  private static IOException failure(PublishFailure failure) {
    return new IOException(failure.sentence());
  }
}
