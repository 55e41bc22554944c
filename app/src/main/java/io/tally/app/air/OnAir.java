// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.air;

import io.tally.app.outlet.Outlet;
import io.tally.app.plan.Encode;
import io.tally.app.plan.EncodeGroup;
import io.tally.app.plan.EncodePlan;
import io.tally.app.rendition.Encodes;
import io.tally.app.rendition.Rendition;
import io.tally.app.rendition.SideBySide;
import io.tally.capture.mix.Mixer;
import io.tally.capture.scene.Compositor;
import io.tally.encoder.stamp.Stamping;
import io.tally.protocol.PublishFailure;
import io.tally.protocol.Publisher;
import io.tally.protocol.PublisherState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// What runs from going live to the end of it: encodes, publishers and a recorder.
///
/// Life: [#start] once, then [#end], which is idempotent. Threads: all methods on the broadcast's,
/// but [#counts] and [#outlets], which anybody may call; the listener is called there, too.
public final class OnAir {
  /// What passed so far.
  public record Counts(long frames, long skipped, long dropped, long sentBytes) {
    /// Nothing yet.
    public static final Counts NONE = new Counts(0, 0, 0, 0);
  }

  private final Encode wanted;
  private final Executor thread;
  private final AirListener listener;
  private final Encodes encodes;
  private final List<Sending> sendings = new CopyOnWriteArrayList<>();
  private final SlowLane slowLane;
  private final Tape tape = new Tape();
  private @Nullable Rendition best; // null until started; what the recorder writes
  private boolean ended;

  /// @param wanted what to make of the canvas: no encode is better than that
  /// @param stamps with what the pictures of each encode are marked, by its number
  /// @param thread the broadcast's: runs what it is given, in order
  public OnAir(
      Compositor compositor,
      Mixer mixer,
      Encode wanted,
      IntFunction<Optional<Stamping>> stamps,
      Executor thread,
      AirListener listener) {
    this.wanted = wanted;
    this.thread = thread;
    this.listener = listener;
    encodes =
        new Encodes(
            compositor,
            mixer,
            stamps,
            (rendition, sentence) -> thread.execute(() -> pictureFailed(rendition, sentence)),
            sentence -> thread.execute(() -> allFailed(sentence)));
    slowLane = new SlowLane(encodes, sendings);
  }

  /// Opens everything and lets the programme flow.
  ///
  /// @param outlets those that are off can be switched on later
  /// @param recording the file, where one is wanted; one that cannot be opened is told to the
  ///   listener and does not keep the stream back
  /// @throws IOException a sentence, when the encoders do not open; all is closed then
  public void start(List<Outlet> outlets, Optional<Path> recording) throws IOException {
    EncodePlan plan = EncodePlan.of(wanted, outlets);
    List<Rendition> opened = encodes.open(plan.groups().stream().map(EncodeGroup::encode).toList());
    best = opened.getFirst();
    for (Outlet outlet : outlets) {
      int group = plan.groupOf(outlet.id()).map(plan.groups()::indexOf).orElse(0);
      Sending sending = new Sending(outlet, opened.get(group), group);
      sendings.add(sending);
      if (outlet.on()) {
        begin(sending, opened.get(group), group);
      }
    }
    recording.ifPresent(file -> record(file, opened.getFirst()));
    encodes.connect();
  }

  private void begin(Sending sending, Rendition rendition, int group) {
    sending.begin(
        rendition,
        group,
        System.nanoTime(),
        (who, state) -> thread.execute(() -> changed(sending, who, state)));
  }

  private void changed(Sending sending, Publisher who, PublisherState state) {
    if (ended || !sending.isSentBy(who)) {
      return;
    }
    listener.outletChanged(sending.outlet(), state);
    if (state instanceof PublisherState.Live live) {
      // Let it have a picture to start with at once.
      sending.rendition().requestKeyframe(System.nanoTime());
      listener.accepted(live.sinceNs());
    } else if (state instanceof PublisherState.Failed failed) {
      sending.giveUp();
      outletLost(failed.failure().sentence());
    }
  }

  private void outletLost(String sentence) {
    if (sendings.stream().anyMatch(Sending::active)) {
      listener.notice(sentence);
    } else {
      listener.lost(sentence, goesOn());
    }
  }

  private void pictureFailed(Rendition rendition, String sentence) {
    if (ended || !encodes.all().contains(rendition)) {
      return;
    }
    if (rendition.equals(best)) {
      allFailed(sentence);
      return;
    }
    if (slowLane.is(rendition)) {
      slowLane.failed(System.nanoTime());
      return;
    }
    encodes.close(rendition);
    PublishFailure failure = new PublishFailure(PublishFailure.Kind.LOST, sentence);
    for (Sending sending : sendings) {
      if (sending.on() && sending.home().equals(rendition)) {
        sending.breakOff(failure);
        listener.outletChanged(sending.outlet(), sending.state());
      }
    }
    outletLost(sentence);
  }

  private void allFailed(String sentence) {
    if (!ended) {
      end();
      listener.lost(sentence, false);
    }
  }

  private void record(Path file, Rendition from) {
    try {
      tape.begin(file, from, sentence -> thread.execute(() -> recordingFailed(sentence)));
    } catch (IOException e) {
      listener.notice(String.valueOf(e.getMessage()));
    }
  }

  private void recordingFailed(String sentence) {
    listener.notice(sentence); // also when it could not be finished at the end
    if (!ended && tape.lose() && !goesOn()) {
      listener.recordingLost();
    }
  }

  /// Whether anybody gets the programme; otherwise all ends now.
  private boolean goesOn() {
    if (!tape.runs() && sendings.stream().noneMatch(Sending::active)) {
      end();
    }
    return !ended;
  }

  /// Begins to send to an outlet, from the encode that suits it; one more is opened when none does.
  /// Does nothing when it is on, unless it has failed.
  public void switchOn(String id) {
    Sending sending = sending(id);
    if (ended || sending == null || sending.active()) {
      return;
    }
    try {
      Rendition from = rendition(sending.outlet());
      begin(sending, from, encodes.all().indexOf(from));
    } catch (IOException e) {
      listener.notice(String.valueOf(e.getMessage()));
    }
  }

  private Rendition rendition(Outlet outlet) throws IOException {
    for (Rendition running : encodes.all()) {
      if (!slowLane.is(running) && EncodePlan.serves(wanted, running.encode(), outlet)) {
        return running;
      }
    }
    return encodes.open(List.of(EncodePlan.forOne(wanted, outlet))).getFirst();
  }

  /// Ends sending to an outlet; the others go on, and so does an encode that nobody else gets, for
  /// it may be switched on again.
  public void switchOff(String id) {
    Sending sending = sending(id);
    if (!ended && sending != null && sending.on()) {
      Thread.ofPlatform().daemon().name("outlet-off").start(sending.switchOff());
      listener.outletChanged(sending.outlet(), new PublisherState.Stopped());
    }
  }

  /// Puts an outlet in place of the one of its id, or beside the others when there is none, and
  /// sends to it if it is on.
  public void put(Outlet outlet) {
    Rendition first = best;
    if (ended || first == null) {
      return;
    }
    switchOff(outlet.id());
    sendings.removeIf(sending -> sending.outlet().id().equals(outlet.id()));
    sendings.add(new Sending(outlet, first, 0));
    if (outlet.on()) {
      switchOn(outlet.id());
    }
  }

  /// Ends the wait of an outlet before its next attempt.
  public void retryNow(String id) {
    Sending sending = sending(id);
    if (!ended && sending != null && sending.on()) {
      sending.retryNow();
    }
  }

  private @Nullable Sending sending(String id) {
    return sendings.stream().filter(s -> s.outlet().id().equals(id)).findFirst().orElse(null);
  }

  /// Looks after lines and encoders; several times a second.
  public void tick(long nowNs) {
    if (!ended) {
      encodes.all().forEach(rendition -> rendition.tick(nowNs));
      sendings.forEach(sending -> sending.tick(nowNs));
      encodes.all().forEach(this::follow);
      slowLane.tick(nowNs);
    }
  }

  /// An encode aims at what the best-off of its outlets carries: the others drop, or get another.
  private void follow(Rendition rendition) {
    sendings.stream()
        .filter(s -> s.rendition().equals(rendition) && s.state() instanceof PublisherState.Live)
        .mapToInt(Sending::adviceBps)
        .max()
        .ifPresent(rendition::setVideoBitrate);
  }

  /// Codes pictures of the best encode at another bit rate, bit/s, from which it follows the lines.
  public void setVideoBitrate(int bitrateBps) {
    Rendition first = best;
    if (first != null) {
      first.setVideoBitrate(bitrateBps);
      sendings.stream().filter(s -> s.home().equals(first)).forEach(s -> s.aim(bitrateBps));
    }
  }

  /// Whether [#end] was called, or nothing was left to do.
  public boolean ended() {
    return ended;
  }

  /// Ends in the order of the flow: no more ticks, the encoders give out what they hold, it is sent
  /// and written.
  public void end() {
    if (ended) {
      return;
    }
    ended = true;
    encodes.end();
    SideBySide.run(
        "outlet-off", sendings.stream().filter(Sending::active).toList(), s -> s.end().run());
    tape.end();
  }

  /// How each outlet stands, in their order.
  public List<OutletStatus> outlets() {
    return sendings.stream().map(Sending::status).toList();
  }

  /// What passed until now, or until the end.
  public Counts counts() {
    long skipped = encodes.all().stream().mapToLong(Rendition::skipped).sum();
    return new Counts(
        encodes.all().isEmpty() ? 0 : encodes.all().getFirst().frames(),
        skipped,
        sendings.stream().mapToLong(Sending::droppedPictures).sum(),
        sendings.stream().mapToLong(Sending::sentBytes).sum());
  }
}
