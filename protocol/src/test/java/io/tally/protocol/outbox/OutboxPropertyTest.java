// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import io.tally.encoder.packet.VideoCodec;
import io.tally.protocol.LineFigures;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Does a decoder ever meet a picture whose reference was dropped, whatever the stream, the pace
/// and the breaks?
///
/// Random streams with pyramids of B-frames and open GOPs, whose references are written down when
/// they are made; a random taker; breaks by chance.
class OutboxPropertyTest {
  private static final long MS = 1_000_000;
  private static final long FRAME_NS = 40 * MS;
  private static final OutboxLimits LIMITS =
      new OutboxLimits(300 * MS, 600 * MS, 2_000 * MS, 1_000 * MS, 100 * MS, 60_000, 2_000);

  private record Picture(EncodedPacket packet, List<Long> references) {}

  private final Map<Long, List<Long>> references = new HashMap<>();
  private long nextDtsNs;

  @SuppressWarnings("NullAway") // does not see the record's @Nullable across modules
  private static StreamParameters programme() {
    var none = ByteBuffer.allocate(0);
    return new StreamParameters(
        new CodecParameters.Video(VideoCodec.H264, 16, 16, 25, 0, none),
        new CodecParameters.Audio(AudioCodec.AAC, 48000, 2, 0, none));
  }

  /// A GOP: a keyframe, then pictures that refer to two of those before them; with some luck, the
  /// first after the keyframe is shown before it and refers to the GOP before (an open one).
  private List<Picture> gop(Random random, List<Long> before) {
    var gop = new ArrayList<Picture>();
    var keyframePtsNs = nextDtsNs + 3 * FRAME_NS;
    add(gop, random, keyframePtsNs, true, false, List.of());
    var anchors = new ArrayList<>(List.of(gop.getFirst().packet().dtsNs()));
    var leading = before.isEmpty() ? 0 : random.nextInt(3);
    for (var i = 0; i < leading; i++) {
      var own = List.of(before.getLast(), anchors.getFirst());
      add(gop, random, keyframePtsNs - FRAME_NS * (leading - i), false, random.nextBoolean(), own);
    }
    for (var i = random.nextInt(30); i > 0; i--) {
      var disposable = random.nextInt(3) == 0;
      var other = anchors.get(random.nextInt(anchors.size()));
      add(
          gop,
          random,
          nextDtsNs + 4 * FRAME_NS,
          false,
          disposable,
          List.of(anchors.getLast(), other));
      if (!disposable) {
        anchors.add(gop.getLast().packet().dtsNs());
      }
    }
    before.clear();
    before.addAll(anchors);
    return gop;
  }

  private void add(
      List<Picture> gop,
      Random random,
      long ptsNs,
      boolean keyframe,
      boolean disposable,
      List<Long> own) {
    var data = ByteBuffer.allocate(1 + random.nextInt(keyframe ? 20_000 : 4_000));
    var packet =
        new EncodedPacket(Track.VIDEO, ptsNs, nextDtsNs, FRAME_NS, keyframe, disposable, data);
    references.put(nextDtsNs, own);
    gop.add(new Picture(packet, own));
    nextDtsNs += FRAME_NS;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
  void everyPictureTaken_hasItsReferences_andMemoryIsBounded(long seed) {
    var random = new Random(seed);
    var outbox = new Outbox(programme(), LIMITS);
    var decoded = new ArrayList<Long>();
    var before = new ArrayList<Long>();
    outbox.open();
    long offered = 0;
    long taken = 0;
    for (var gops = 0; gops < 300; gops++) {
      if (gops > 0 && random.nextInt(10) == 0) {
        outbox.shut();
        decoded.clear();
        if (random.nextBoolean()) {
          outbox.open();
        }
      } else if (random.nextInt(4) == 0) {
        outbox.open();
      }
      var pace = random.nextDouble() * 2;
      for (var picture : gop(random, before)) {
        var dtsNs = picture.packet().dtsNs();
        outbox.offer(picture.packet());
        outbox.offer(
            new EncodedPacket(Track.AUDIO, dtsNs, dtsNs, 0, true, false, ByteBuffer.allocate(50)));
        offered += 2;
        for (var credit = 2 * pace * random.nextDouble() * 2; credit >= 1; credit--) {
          var next = outbox.poll();
          taken += next == null ? 0 : 1;
          if (next != null && next.track() == Track.VIDEO) {
            assertDecodable(next, decoded);
          }
        }
        var figures = outbox.statistics(0, 0, 0, LineFigures.NONE);
        assertThat(figures.queuedBytes())
            .isLessThanOrEqualTo(LIMITS.videoBytes() + LIMITS.audioBytes());
        assertThat(taken + figures.queuedPackets() + figures.drops().all()).isEqualTo(offered);
      }
    }
    assertThat(taken).isGreaterThan(100);
  }

  private void assertDecodable(EncodedPacket picture, List<Long> decoded) {
    if (picture.keyframe()) {
      // What it may still refer to in an open GOP stays; a cut is seen by what is missing.
      decoded.add(picture.dtsNs());
      return;
    }
    assertThat(decoded).containsAll(references.getOrDefault(picture.dtsNs(), List.of()));
    decoded.add(picture.dtsNs());
  }
}
