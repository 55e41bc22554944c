// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.programme;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.PacketTaker;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// What is a live programme whose every packet carries its number? A sample's packets, again and
/// again at real pace, 30 pictures a second.
///
/// A packet ends with its number: a picture in a NAL unit of its own (SEI, type 6). Life: takers
/// are added at any time, [#start] once, [#close] ends it.
public final class NumberedProgramme implements AutoCloseable {
  private static final long PICTURE_NS = 1_000_000_000L / 30;
  private static final long SAMPLES = 1024;
  private static final long SAMPLE_RATE = 48_000;
  private static final int NUMBER_NAL_BYTES = 4 + 1 + 8;
  private static final long NUMBER_BITS = 0x7F7F7F7F_7F7F7F7FL;

  private final StreamParameters parameters;
  private final List<EncodedPacket> pictures;
  private final List<EncodedPacket> sounds;
  private final List<PacketTaker> takers = new CopyOnWriteArrayList<>();
  private final AtomicBoolean keyframeWanted = new AtomicBoolean();
  private final Thread thread;
  private volatile boolean over;
  private volatile long offeredPictures;
  private volatile long offeredSounds;
  private int place;

  /// @param sample begins with a keyframe, as all that FFmpeg made do
  public NumberedProgramme(FlvProgramme sample) {
    parameters = sample.parameters();
    pictures = of(sample, Track.VIDEO);
    sounds = of(sample, Track.AUDIO);
    thread = Thread.ofPlatform().daemon().name("numbered-programme").unstarted(this::run);
  }

  private static List<EncodedPacket> of(FlvProgramme sample, Track track) {
    return sample.packets().stream().filter(packet -> packet.track() == track).toList();
  }

  public StreamParameters parameters() {
    return parameters;
  }

  /// From the next packet on.
  public void add(PacketTaker taker) {
    takers.add(taker);
  }

  /// Makes the next picture a keyframe, as an encoder does that is asked for one.
  public void requestKeyframe() {
    keyframeWanted.set(true);
  }

  public void start() {
    thread.start();
  }

  /// Pictures until now: the next one's number.
  public long pictures() {
    return offeredPictures;
  }

  /// Sound packets until now.
  public long sounds() {
    return offeredSounds;
  }

  private void run() {
    var beginNs = System.nanoTime();
    while (!over) {
      var picture = offeredPictures;
      var pictureNs = picture * PICTURE_NS;
      LockSupport.parkNanos(beginNs + pictureNs - System.nanoTime());
      if (System.nanoTime() - beginNs < pictureNs) {
        continue;
      }
      while (soundNs(offeredSounds) <= pictureNs) {
        offer(sound(offeredSounds));
        offeredSounds = offeredSounds + 1;
      }
      offer(picture(picture, pictureNs));
      offeredPictures = picture + 1;
    }
  }

  private void offer(EncodedPacket packet) {
    takers.forEach(taker -> taker.offer(packet));
  }

  private EncodedPacket picture(long number, long dtsNs) {
    place = keyframeWanted.getAndSet(false) ? 0 : place % pictures.size();
    var model = pictures.get(place++);
    var data =
        ByteBuffer.allocate(NUMBER_NAL_BYTES + model.size())
            .put(model.data())
            .putInt(1 + 8)
            .put((byte) 6)
            .putLong(spread(number))
            .flip();
    var ptsNs = dtsNs + model.ptsNs() - model.dtsNs();
    return new EncodedPacket(
        Track.VIDEO, ptsNs, dtsNs, PICTURE_NS, model.keyframe(), model.disposable(), data);
  }

  private EncodedPacket sound(long number) {
    var model = sounds.get((int) (number % sounds.size()));
    var data =
        ByteBuffer.allocate(model.size() + 8).put(model.data()).putLong(spread(number)).flip();
    return new EncodedPacket(
        Track.AUDIO, soundNs(number), soundNs(number), soundNs(1), true, false, data);
  }

  private static long soundNs(long number) {
    return number * SAMPLES * 1_000_000_000L / SAMPLE_RATE;
  }

  /// The number of a packet that has arrived somewhere.
  public static long number(EncodedPacket packet) {
    var data = packet.data();
    return Long.compress(data.getLong(data.limit() - 8), NUMBER_BITS);
  }

  /// Without a zero byte: what looks like a start code must not be in a NAL unit (H.264 section
  /// 7.4.1), and a transport stream would cut it there.
  private static long spread(long number) {
    return Long.expand(number, NUMBER_BITS) | ~NUMBER_BITS;
  }

  /// When a packet of this number was decoded at its source, ns.
  public static long sourceNs(EncodedPacket packet) {
    var number = number(packet);
    return packet.track() == Track.VIDEO ? number * PICTURE_NS : soundNs(number);
  }

  @Override
  public void close() {
    over = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
