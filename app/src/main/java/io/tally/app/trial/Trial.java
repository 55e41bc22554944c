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
import io.tally.protocol.govern.BitrateGovernor;
import io.tally.protocol.govern.GovernorLimits;
import io.tally.protocol.govern.LineSample;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Which bit rate does the line to an endpoint carry?
///
/// Really publishes, with the test picture and filler, from the highest rate downwards as the line
/// demands. Blocks for as long as it lasts; no window, device or recording is touched.
public final class Trial {
  private static final CanvasFormat CANVAS = new CanvasFormat(640, 360, FrameRate.of(30));
  private static final EncodingSettings CODING =
      EncodingSettings.STANDARD.withVideoBitrate(1_000_000).withoutSound();
  private static final int FLOOR_BPS = 100_000;
  private static final long SAMPLE_MS = 100;
  private static final double NS_PER_S = 1e9;
  private static final Duration PATIENCE = Duration.ofSeconds(30); // to be accepted

  private final Outlet outlet;
  private final int mostBps;
  private final CountDownLatch interrupted;
  private volatile int targetBps;

  /// What it found.
  ///
  /// @param bps what the line carried from when it was the limit, or else what was asked of it,
  ///   bit/s
  /// @param limited whether the line was the limit; else it carries more
  /// @param statistics of the publisher at the end
  public record Result(int bps, boolean limited, PublisherStatistics statistics) {}

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
      Encodes encodes = new Encodes(stage.compositor(), stage.mixer(), (_, _) -> {}, _ -> {});
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
    BitrateGovernor governor = new BitrateGovernor(new GovernorLimits(FLOOR_BPS, mostBps, 0));
    long endNs = System.nanoTime() + time.toNanos();
    long fullNs = 0; // since when the line is the limit, and what it had carried by then
    long fullBytes = 0;
    boolean limited = false;
    while (System.nanoTime() - endNs < 0 && !paused()) {
      PublisherState state = publisher.state();
      if (state instanceof PublisherState.Failed failed) {
        throw failure(failed.failure());
      }
      if (state instanceof PublisherState.Reconnecting lost) {
        throw failure(lost.cause());
      }
      targetBps = governor.advise(LineSample.of(System.nanoTime(), state, publisher.statistics()));
      if (!limited && targetBps < mostBps) {
        limited = true;
        fullNs = System.nanoTime();
        fullBytes = carried(publisher.statistics());
      }
    }
    PublisherStatistics last = publisher.statistics();
    double seconds = (System.nanoTime() - fullNs) / NS_PER_S;
    int bps = limited ? (int) ((carried(last) - fullBytes) * 8 / seconds) : targetBps;
    return new Result(bps, limited, last);
  }

  private static long carried(PublisherStatistics statistics) {
    return statistics.sentBytes() - statistics.line().unacknowledgedBytes();
  }

  /// @return whether it was ended meanwhile
  private boolean paused() throws InterruptedException {
    return interrupted.await(SAMPLE_MS, TimeUnit.MILLISECONDS);
  }

  private static IOException failure(PublishFailure failure) {
    return new IOException(failure.sentence());
  }
}
