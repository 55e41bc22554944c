// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.present;

import io.tally.capture.media.VideoFrame;
import io.tally.player.decode.DecodeLoop;
import io.tally.player.decode.Demuxing;
import io.tally.player.decode.GraphicsCard;
import io.tally.player.decode.PacketQueue;
import io.tally.player.decode.PictureQueue;
import io.tally.player.decode.SoundDemuxing;
import io.tally.player.decode.SoundTaker;
import io.tally.player.feed.PositionMap;
import io.tally.player.feed.SegmentBuffer;
import io.tally.player.sound.PlaybackClock;
import io.tally.player.sound.SoundOutput;
import io.tally.player.sound.Speaker;
import io.tally.player.timeline.Anchors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Which stages, on which threads, turn loaded segments into shown pictures and heard sound?
///
/// Owns the threads `demux`, `decode-video`, `decode-audio` and `present` and everything between
/// them; the segment buffer stays the caller's. Life: `start` once, `close` at any point and twice.
public final class Pipeline implements AutoCloseable {
  private static final long JOIN_NS = 2_000_000_000L;

  private final SegmentBuffer segments;
  private final Optional<SegmentBuffer> ownSound;
  private final PacketQueue packets;
  private final PictureQueue pictures = new PictureQueue();
  private final PositionMap positions = new PositionMap();
  private final Anchors anchors = new Anchors();
  private final PlaybackClock clock = new PlaybackClock(System::nanoTime);
  private final SoundOutput output;
  private final Presenter.Supply supply;
  private final Demuxing demuxing;
  private final Optional<SoundDemuxing> soundDemuxing;
  private final DecodeLoop video;
  private final DecodeLoop audio;
  private final Presenter presenter;
  private final List<Thread> threads;

  /// @param ownSound where the sound comes from, when it has playlists of its own
  /// @param beside told what the segments hold beside picture and sound
  /// @param last keeps the picture that the stream ends with
  public Pipeline(
      SegmentBuffer segments,
      Optional<SegmentBuffer> ownSound,
      Demuxing.Beside beside,
      Speaker speaker,
      GraphicsCard card,
      Consumer<VideoFrame> sinks,
      LastPicture last,
      PresenterCounts counts,
      Goals goals,
      Consumer<String> notes,
      Runnable phaseChanged) {
    this.segments = segments;
    this.ownSound = ownSound;
    packets = new PacketQueue(ownSound.isPresent());
    segments.downstream(packets::bufferedNs);
    output = new SoundOutput(speaker, clock, notes);
    SoundTaker sound = new SoundTaker(output);
    supply = new Presenter.Supply(segments, packets, pictures, sound, output);
    demuxing =
        new Demuxing(segments, packets, positions, anchors, beside, ownSound.isPresent(), notes);
    soundDemuxing = ownSound.map(buffer -> new SoundDemuxing(buffer, packets, anchors, notes));
    video = DecodeLoop.video(packets, pictures, card, notes);
    audio = DecodeLoop.audio(packets, sound, notes);
    presenter = new Presenter(supply, clock, sinks, last, counts, goals, phaseChanged);
    threads = new ArrayList<>();
    threads.add(thread("demux", demuxing));
    soundDemuxing.ifPresent(body -> threads.add(thread("demux-audio", body)));
    threads.add(thread("decode-video", video));
    threads.add(thread("decode-audio", audio));
    threads.add(thread("present", presenter));
  }

  private static Thread thread(String name, Runnable body) {
    return Thread.ofPlatform().daemon().name(name).unstarted(body);
  }

  public void start() {
    threads.forEach(Thread::start);
  }

  /// Lets playing stand still, or go on.
  public void pause(boolean wanted) {
    presenter.pause(wanted);
  }

  /// Gives the sinks the picture again that was shown last.
  public void showAgain() {
    presenter.showAgain();
  }

  /// Plays faster or slower; the sound's pitch moves with it.
  ///
  /// @param factor above 1 is faster
  public void setRate(double factor) {
    clock.setRate(factor);
  }

  /// Leaves out what comes before a moment of the stream.
  ///
  /// @param positionNs place in the stream
  public void cutBefore(long positionNs) {
    demuxing.cutBefore(positionNs);
  }

  /// By how much the times are shifted, for what is shown beside picture and sound.
  public Anchors anchors() {
    return anchors;
  }

  public Phase phase() {
    return presenter.phase();
  }

  /// What is shown now.
  public PositionMap.Place place() {
    return positions.at(clock.nowNs());
  }

  public boolean isAudible() {
    return output.isAudible();
  }

  public long bufferedNs() {
    return supply.bufferedNs();
  }

  public long decoded() {
    return pictures.decoded();
  }

  /// What decodes the picture.
  public String decoder() {
    return video.decoder();
  }

  public long lateSoundNs() {
    return output.lateNs();
  }

  public long damaged() {
    long ownDamage = soundDemuxing.map(SoundDemuxing::damaged).orElse(0L);
    return demuxing.damaged() + ownDamage + video.damaged() + audio.damaged();
  }

  /// Ends every thread, within two seconds; one that a sound driver holds for longer ends by
  /// itself.
  @Override
  public void close() {
    segments.close();
    ownSound.ifPresent(SegmentBuffer::close);
    packets.close();
    clock.close();
    threads.forEach(Thread::interrupt);
    output.close();
    long deadlineNanos = System.nanoTime() + JOIN_NS;
    boolean interrupted = false;
    for (Thread thread : threads) {
      // A listener or sink may stop the player from within: a thread does not wait for itself.
      while (!thread.equals(Thread.currentThread()) && thread.isAlive()) {
        long leftMs = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
        if (leftMs <= 0) {
          break;
        }
        try {
          thread.join(leftMs);
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    }
    pictures.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
