// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.air;

import io.tally.app.outlet.Outlet;
import io.tally.app.rendition.Rendition;
import io.tally.app.settings.EncodingSettings;
import io.tally.protocol.PublishFailure;
import io.tally.protocol.Publisher;
import io.tally.protocol.PublisherState;
import io.tally.protocol.PublisherStatistics;
import io.tally.protocol.govern.BitrateGovernor;
import io.tally.protocol.govern.GovernorLimits;
import io.tally.protocol.govern.LineSample;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// How is one outlet sent to, while the programme is on the air?
///
/// Life: [#begin] and [#end] by turns. Threads: the broadcast's; [#status] and the counts on any.
final class Sending {
  private final Outlet outlet;
  private final LineHistory history = new LineHistory();
  private volatile Rendition home; // the encode that suits its service
  private volatile Rendition rendition; // the one that it gets now
  private @Nullable Feed feed; // null while it gets nothing
  private volatile int group;
  private volatile boolean on;
  private volatile @Nullable Publisher publisher; // the last one, for its counts
  private @Nullable BitrateGovernor governor; // null where the rate is to stay
  private volatile int adviceBps; // of the picture, by the governor
  private volatile @Nullable PublishFailure broken; // by a fault on this side
  private volatile long earlierBytes; // of publishers before the last
  private volatile long earlierDrops;

  /// @param rendition the encode that it gets, or would get
  Sending(Outlet outlet, Rendition rendition, int group) {
    this.outlet = outlet;
    this.rendition = rendition;
    home = rendition;
    this.group = group;
  }

  Outlet outlet() {
    return outlet;
  }

  /// The encode that it gets now.
  Rendition rendition() {
    return rendition;
  }

  /// Connects and sends.
  ///
  /// @param listener told each change of state, on the publisher's thread
  void begin(
      Rendition from, int fromGroup, long nowNs, BiConsumer<Publisher, PublisherState> listener) {
    if (publisher != null) {
      earlierBytes = sentBytes();
      earlierDrops = droppedPictures();
    }
    endFeed();
    rendition = from;
    home = from;
    group = fromGroup;
    Publisher made = Publishers.open(outlet, from.parameters());
    made.onState(state -> listener.accept(made, state));
    broken = null;
    publisher = made;
    on = true;
    history.begin(nowNs);
    aim(from.encode().coding().videoBitrateBps());
    feed = new Feed(made, made::change, from.bus(), from.parameters());
    made.start();
  }

  /// Begins anew to follow the line, from a bit rate of the picture at most, bit/s.
  void aim(int bps) {
    EncodingSettings coding = home.encode().coding();
    adviceBps = bps;
    governor =
        coding.leastVideoBitrateBps().isEmpty()
            ? null
            : new BitrateGovernor(
                new GovernorLimits(
                    Math.min(coding.leastVideoBitrateBps().getAsInt(), bps),
                    bps,
                    coding.audioBitrateBps()));
  }

  /// Whether this is the publisher of now.
  boolean isSentBy(Publisher who) {
    return on && who.equals(publisher);
  }

  /// Whether it is to be sent to.
  boolean on() {
    return on;
  }

  /// Whether it is sent to, or tried again and again.
  boolean active() {
    return on && !(state() instanceof PublisherState.Failed);
  }

  /// Is not to be sent to from now on.
  ///
  /// @return what [#end] gives
  Runnable switchOff() {
    on = false;
    return end();
  }

  /// Leaves the outlet alone, by our wish.
  ///
  /// @return sends what is queued and says goodbye; blocks, two seconds at most
  Runnable end() {
    Publisher ending = publisher;
    Feed from = feed;
    return ending == null
        ? () -> {}
        : () -> {
          ending.stop();
          if (from != null) {
            from.close();
          }
        };
  }

  /// Gives the outlet up; it stays on, so that everybody sees that it failed.
  void giveUp() {
    endFeed();
    Publisher lost = publisher;
    if (lost != null) {
      lost.close();
    }
  }

  private void endFeed() {
    Feed from = feed;
    if (from != null) {
      from.close();
      feed = null;
    }
  }

  /// Gets another encode of the same programme from now on.
  void moveTo(Rendition to, long nowNs) {
    Feed from = feed;
    if (from != null) {
      from.moveTo(to.bus(), to.parameters());
      rendition = to;
      to.requestKeyframe(nowNs);
    }
  }

  /// Whether it still gets packets of an encode.
  boolean hears(Rendition which) {
    Feed from = feed;
    return from != null && from.hears(which.bus());
  }

  /// The encode that suits its service.
  Rendition home() {
    return home;
  }

  /// Whether it gets the encode for slow lines instead.
  boolean reduced() {
    return !rendition.equals(home);
  }

  /// Gives the outlet up because there is nothing more to send.
  void breakOff(PublishFailure failure) {
    broken = failure;
    giveUp();
  }

  /// Ends the wait before the next attempt.
  void retryNow() {
    Publisher waiting = publisher;
    if (waiting != null) {
      waiting.retryNow();
    }
  }

  /// Looks at the line; several times a second.
  void tick(long nowNs) {
    PublisherStatistics now = statistics();
    BitrateGovernor adviser = governor;
    if (adviser != null && active()) {
      adviceBps = adviser.advise(LineSample.of(nowNs, state(), now));
    }
    history.tick(nowNs, state() instanceof PublisherState.Live, rendition.targetBps(), now);
  }

  /// The bit rate of pictures that its line carries, bit/s; what was asked for while nothing else
  /// is known.
  int adviceBps() {
    return adviceBps;
  }

  PublisherState state() {
    Publisher now = publisher;
    PublishFailure failure = broken;
    return failure != null
        ? new PublisherState.Failed(failure)
        : now == null ? new PublisherState.Idle() : now.state();
  }

  private PublisherStatistics statistics() {
    Publisher now = publisher;
    return now == null ? PublisherStatistics.NONE : now.statistics();
  }

  /// Bytes that went out, over all its publishers.
  long sentBytes() {
    return earlierBytes + statistics().sentBytes();
  }

  /// Pictures that the network had no time for, over all its publishers.
  long droppedPictures() {
    return earlierDrops + statistics().drops().pictures();
  }

  private Optional<Reduction> reduction(Rendition from) {
    Rendition own = home;
    if (from.equals(own)) {
      return Optional.empty();
    }
    int soundBps = own.encode().coding().audioBitrateBps();
    return Optional.of(
        new Reduction(from.targetBps(), (long) adviceBps + soundBps, own.targetBps()));
  }

  OutletStatus status() {
    Rendition from = rendition;
    return new OutletStatus(
        outlet,
        on,
        state(),
        statistics(),
        group,
        from.encode(),
        reduction(from),
        from.targetBps(),
        history.sentBps(),
        history.samples());
  }
}
