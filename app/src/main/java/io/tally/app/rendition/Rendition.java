// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.rendition;

import io.tally.app.plan.Encode;
import io.tally.app.settings.EncodingSettings;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.scene.CanvasFormat;
import io.tally.encoder.PacketBus;
import io.tally.encoder.VideoEncoding;
import io.tally.encoder.VideoSettings;
import io.tally.encoder.option.VideoOptions;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.PacketTaker;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.stamp.Stamping;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How do canvas and mix become the packets of one encode, and who gets them?
///
/// Life: made, [#open] once, [#stop]. Threads: [#accept] and [#repeat] on the compositor's, the
/// rest on the broadcast's but for the counts, which anybody may read.
public final class Rendition {
  private static final long KEYFRAME_REST_NS = 1_000_000_000L;

  private final Encode encode;
  private final @Nullable SoundTrack sound;
  private final Optional<Stamping> stamping;
  private final PacketBus bus = new PacketBus();
  private final AtomicLong frames = new AtomicLong();
  private @Nullable VideoEncoding video; // null until opened
  private volatile int videoBps;
  private boolean keyframeWanted;
  private long keyframeAtNs;
  private boolean keyframeAsked; // ever

  /// @param sound the encode of the mix that goes with it; null for none
  /// @param stamping with what its pictures are marked, if they are
  Rendition(Encode encode, @Nullable SoundTrack sound, Optional<Stamping> stamping) {
    this.encode = encode;
    this.sound = sound;
    this.stamping = stamping;
    videoBps = encode.coding().videoBitrateBps();
  }

  /// Opens the encoder; blocks.
  ///
  /// @param onFailure told once, in a sentence, when it fails later
  /// @throws IOException a sentence, when it does not open
  void open(Consumer<String> onFailure) throws IOException {
    CanvasFormat picture = encode.picture();
    EncodingSettings coding = encode.coding();
    video =
        VideoEncoding.start(
            new VideoSettings(
                picture.width(),
                picture.height(),
                picture.rate(),
                coding.videoBitrateBps(),
                coding.keyframeSeconds(),
                coding.preset(),
                coding.encoder(),
                coding.bFrames()),
            stamping,
            new Pictures(bus, frames),
            onFailure);
    if (sound != null) {
      sound.add(bus);
    }
  }

  /// Counts pictures on their way to the takers.
  private record Pictures(PacketTaker out, AtomicLong count) implements PacketTaker {
    @Override
    public void offer(EncodedPacket packet) {
      count.incrementAndGet();
      out.offer(packet);
    }
  }

  private VideoEncoding video() {
    VideoEncoding opened = video;
    if (opened == null) {
      throw new IllegalStateException("The encoder was not opened");
    }
    return opened;
  }

  public Encode encode() {
    return encode;
  }

  /// Whether its takers get this sound.
  boolean hears(SoundTrack track) {
    return track.equals(sound);
  }

  /// Who gets its packets.
  public PacketBus bus() {
    return bus;
  }

  /// What a receiver must know first.
  public StreamParameters parameters() {
    return new StreamParameters(video().parameters(), sound == null ? null : sound.parameters());
  }

  boolean accept(VideoFrame taken) {
    return video().accept(taken);
  }

  boolean repeat(long ptsNs) {
    return video().repeat(ptsNs);
  }

  /// Makes a keyframe soon: at once, but no more than one a second, or those who come and go would
  /// cost all others their picture.
  public void requestKeyframe(long nowNs) {
    keyframeWanted = true;
    tick(nowNs);
  }

  /// Does what had to wait.
  public void tick(long nowNs) {
    if (keyframeWanted && (!keyframeAsked || nowNs - keyframeAtNs >= KEYFRAME_REST_NS)) {
      keyframeWanted = false;
      keyframeAsked = true;
      keyframeAtNs = nowNs;
      video().requestKeyframe();
    }
  }

  /// Codes pictures at another bit rate, bit/s; does nothing where the encoder cannot change it
  /// while it runs, as those of many graphics cards.
  public void setVideoBitrate(int bps) {
    if (bps != videoBps && canChangeBitrate()) {
      videoBps = bps;
      video().setBitrate(bps);
    }
  }

  private boolean canChangeBitrate() {
    return VideoOptions.named(encode.coding().encoder())
        .map(VideoOptions::canChangeBitrate)
        .orElse(false);
  }

  /// What its picture aims at now, bit/s.
  public int videoBps() {
    return videoBps;
  }

  /// What it aims at now, picture and sound, bit/s.
  public long targetBps() {
    return (long) videoBps + encode.coding().audioBitrateBps();
  }

  /// Pictures coded.
  public long frames() {
    return frames.get();
  }

  /// Pictures that the encoder had no time for.
  public long skipped() {
    VideoEncoding opened = video;
    return opened == null ? 0 : opened.skipped();
  }

  /// Lets the encoder give out what it holds, and ends it. Idempotent.
  void stop() {
    if (sound != null) {
      sound.remove(bus);
    }
    VideoEncoding opened = video;
    if (opened != null) {
      opened.stop();
    }
  }
}
