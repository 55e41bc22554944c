// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.decode;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.encoder.packet.Track;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/// What becomes of the packets of one track?
///
/// The body of the threads `decode-video` and `decode-audio`: a decoder per timeline, drained
/// before the next one takes over. A damaged packet is counted and costs no more than itself. The
/// processor decodes first, so that no picture waits for a device; from the first keyframe on whose
/// pictures are known to be large the graphics card does, until they are small again, or until it
/// fails at several in a row. Threads: [#run] on its own; the counts from any.
public final class DecodeLoop implements Runnable {
  /// Who takes the frames?
  interface FrameTaker extends AutoCloseable {
    /// Takes a decoded frame.
    ///
    /// @param borrowed what must outlive the call is moved out of it
    void accept(AVFrame borrowed) throws InterruptedException, FfmpegException;

    /// Leaves out what comes before a run time.
    void from(long runNs);

    /// Nothing follows.
    void end();

    /// Frees what it needed for its work.
    @Override
    void close();
  }

  private static final int MOST_FAILURES_OF_CARD = 4;

  private final Track track;
  private final GraphicsCard card;
  private final PacketQueue packets;
  private final FrameTaker taker;
  private final Consumer<String> notes;
  private final AtomicLong damaged = new AtomicLong();
  private PacketQueue.@Nullable Format format; // of the codec
  private @Nullable Codec codec;
  private int failures; // in a row
  private boolean large; // the last picture was one for the card
  private volatile String decoder = Codec.SOFTWARE;

  private DecodeLoop(
      Track track,
      GraphicsCard card,
      PacketQueue packets,
      FrameTaker taker,
      Consumer<String> notes) {
    this.track = track;
    this.card = card;
    this.packets = packets;
    this.taker = taker;
    this.notes = notes;
  }

  /// The loop of the thread `decode-video`.
  ///
  /// @param card stays the caller's
  public static DecodeLoop video(
      PacketQueue packets, PictureQueue pictures, GraphicsCard card, Consumer<String> notes) {
    return new DecodeLoop(Track.VIDEO, card, packets, pictures.taker(), notes);
  }

  /// The loop of the thread `decode-audio`.
  public static DecodeLoop audio(PacketQueue packets, SoundTaker sound, Consumer<String> notes) {
    return new DecodeLoop(Track.AUDIO, new GraphicsCard(false), packets, sound.taker(), notes);
  }

  /// Packets that the decoder refused.
  public long damaged() {
    return damaged.get();
  }

  /// What decoded the last frame, such as `FFmpeg` or `VA-API`.
  public String decoder() {
    return decoder;
  }

  @Override
  public void run() {
    AVFrame frame = av_frame_alloc();
    try {
      while (true) {
        try (PacketQueue.Item item = packets.take(track)) {
          if (item == null) {
            return;
          }
          if (handle(item, frame)) {
            return;
          }
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed: that is how the thread ends
    } finally {
      forget();
      taker.close();
      av_frame_free(frame);
    }
  }

  /// Deals with one item; true after the last.
  private boolean handle(PacketQueue.Item item, AVFrame frame) throws InterruptedException {
    switch (item) {
      case PacketQueue.Format next -> {
        decode(null, frame);
        begin(next);
      }
      case PacketQueue.Coded coded -> {
        changeSide(coded, frame);
        decode(coded, frame);
      }
      case PacketQueue.From from -> taker.from(from.runNs());
      case PacketQueue.End _ -> {
        decode(null, frame);
        taker.end();
        return true;
      }
    }
    return false;
  }

  /// Goes over to another format.
  ///
  /// @param next stays the queue's
  private void begin(PacketQueue.Format next) {
    forget();
    try {
      PacketQueue.Format own = PacketQueue.Format.copy(next.parameters());
      format = own;
      open(own);
    } catch (FfmpegException e) {
      notDecodable(e);
    }
  }

  private void open(PacketQueue.Format own) throws FfmpegException {
    codec = Codec.open(own.parameters(), large ? Optional.of(card) : Optional.empty());
  }

  private void notDecodable(FfmpegException why) {
    notes.accept(
        (track == Track.VIDEO ? "The picture" : "The sound")
            + " of this stream cannot be decoded: "
            + why.getMessage());
  }

  private void changeSide(PacketQueue.Coded coded, AVFrame frame) throws InterruptedException {
    Codec open = codec;
    if (open != null
        && coded.isKey()
        && open.hasCard() != large
        && (open.hasCard() || open.couldHave(card))) {
      decode(null, frame); // what it still holds comes first
      reopen();
    }
  }

  /// Goes on in the same format with another decoder.
  private void reopen() {
    PacketQueue.Format same = format;
    if (same != null) {
      closeCodec();
      try {
        open(same);
      } catch (FfmpegException e) {
        notDecodable(e);
      }
    }
  }

  private void decode(PacketQueue.@Nullable Coded coded, AVFrame frame)
      throws InterruptedException {
    Codec open = codec;
    if (open == null) {
      return;
    }
    try {
      open.send(coded == null ? null : coded.packet());
    } catch (FfmpegException _) {
      failed();
    }
    boolean more = true;
    while (more) {
      try {
        more = open.receive(frame);
        if (more && frame.best_effort_timestamp() == AV_NOPTS_VALUE) {
          damaged.incrementAndGet(); // without a time it has no place
        } else if (more) {
          decoder = open.by();
          failures = 0;
          large = GraphicsCard.isFor(frame.width(), frame.height());
          taker.accept(frame);
        }
      } catch (FfmpegException _) {
        failed();
      } finally {
        av_frame_unref(frame);
      }
    }
    if (open.hasCard() && failures >= MOST_FAILURES_OF_CARD) {
      leaveCard();
    }
  }

  private void failed() {
    damaged.incrementAndGet(); // shown in the statistics; a log line for each would be a flood
    failures++;
  }

  private void leaveCard() {
    notes.accept(
        "The graphics card failed at %d pictures in a row; the processor decodes from here on"
            .formatted(failures));
    card.giveUp();
    reopen();
  }

  private void closeCodec() {
    Codec open = codec;
    if (open != null) {
      open.close();
      codec = null;
    }
    failures = 0;
  }

  private void forget() {
    closeCodec();
    PacketQueue.Format known = format;
    if (known != null) {
      known.close();
      format = null;
    }
  }
}
