// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import io.tally.encoder.packet.VideoCodec;
import io.tally.protocol.Drops;
import io.tally.protocol.LineFigures;
import io.tally.protocol.PublisherStatistics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// In which order does an outbox give packets, and what does it drop?
///
/// Packets are written as `K0 B40 P80 A21`: kind and dts in milliseconds.
class OutboxTest {
  private static final long MS = 1_000_000;
  private static final OutboxLimits LIMITS =
      new OutboxLimits(200 * MS, 400 * MS, 1000 * MS, 500 * MS, 100 * MS, 1000, 10_000);

  private final Outbox outbox = new Outbox(programme(true, true), LIMITS);

  // NullAway does not see the record's @Nullable on a nested type across modules.
  @SuppressWarnings("NullAway")
  private static StreamParameters programme(boolean video, boolean audio) {
    var none = ByteBuffer.allocate(0);
    return new StreamParameters(
        video ? new CodecParameters.Video(VideoCodec.H264, 16, 16, 25, 0, none) : null,
        audio ? new CodecParameters.Audio(AudioCodec.AAC, 48000, 2, 0, none) : null);
  }

  private static void offer(Outbox outbox, String packets) {
    for (var one : packets.split(" ", -1)) {
      var kind = one.charAt(0);
      var dtsNs = Long.parseLong(one.substring(1)) * MS;
      var track = kind == 'A' ? Track.AUDIO : Track.VIDEO;
      var key = kind == 'A' || kind == 'K';
      outbox.offer(
          new EncodedPacket(track, dtsNs, dtsNs, 0, key, kind == 'B', ByteBuffer.allocate(10)));
    }
  }

  private Drops drops() {
    return outbox.statistics(0, 0, 0, LineFigures.NONE).drops();
  }

  private static String takeRest(Outbox outbox) throws InterruptedException {
    outbox.finish();
    var all = new ArrayList<String>();
    for (var one = outbox.take(); one != null; one = outbox.take()) {
      var kind =
          one.track() == Track.AUDIO ? "A" : one.keyframe() ? "K" : one.disposable() ? "B" : "P";
      all.add(kind + one.dtsNs() / MS);
    }
    return String.join(" ", all);
  }

  @Test
  void tracks_areInterleavedByDts() throws Exception {
    outbox.open();
    offer(outbox, "K0 P40 P80 A0 A21 A42 A64");
    assertThat(takeRest(outbox)).isEqualTo("K0 A0 A21 P40 A42 A64 P80");
  }

  @Test
  void stream_beginsAtAKeyframeAfterOpening_andNothingCountsBefore() throws Exception {
    offer(outbox, "K0 P40 A0 A42");
    outbox.open();
    offer(outbox, "P80 A64 A85 A106 A128 K120 P160");
    assertThat(takeRest(outbox)).isEqualTo("K120 A128 P160");
    assertThat(drops().pictures()).isZero();
    assertThat(drops().sound()).isZero();
  }

  @Test
  void soundFromBeforeTheFirstKeyframe_isNotSentLater() throws Exception {
    outbox.open();
    offer(outbox, "K100 A80 A101");
    assertThat(takeRest(outbox)).isEqualTo("K100 A101");
  }

  @Test
  void sound_waitsForPicturesOfItsTime() throws Exception {
    outbox.open();
    offer(outbox, "K0 A0 A21 A42");
    assertThat(outbox.take()).isNotNull().extracting(EncodedPacket::track).isEqualTo(Track.VIDEO);
    assertThat(outbox.take()).isNotNull().extracting(EncodedPacket::dtsNs).isEqualTo(0L);
    var next = CompletableFuture.supplyAsync(() -> take(outbox));
    offer(outbox, "P40");
    assertThat(next.get(5, TimeUnit.SECONDS).dtsNs()).isEqualTo(21 * MS);
  }

  private static EncodedPacket take(Outbox outbox) {
    try {
      return Objects.requireNonNull(outbox.take());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void soundAlone_waitsForNothing() throws Exception {
    var sound = new Outbox(programme(false, true), LIMITS);
    sound.open();
    offer(sound, "A0 A21");
    assertThat(take(sound).dtsNs()).isZero();
    assertThat(take(sound).dtsNs()).isEqualTo(21 * MS);
  }

  @Test
  void soundWithoutPictures_goesOnAfterItsPatience() throws Exception {
    outbox.open();
    offer(outbox, "K0 A1 A501 A502");
    assertThat(take(outbox).track()).isEqualTo(Track.VIDEO);
    assertThat(take(outbox).dtsNs()).isEqualTo(1 * MS);
  }

  @Test
  void picturesWithoutSound_goOnAfterTheirPatience() throws Exception {
    outbox.open();
    offer(outbox, "K0 P40 P80 P120");
    assertThat(take(outbox).dtsNs()).isZero();
  }

  @Test
  void slowLine_firstDropsWhatNothingRefersTo() throws Exception {
    outbox.open();
    offer(outbox, "K0 B40 P80 B120 P160 B200 P240");
    assertThat(takeRest(outbox)).isEqualTo("K0 P80 P160 P240");
    assertThat(drops().pictures()).isEqualTo(3);
  }

  @Test
  void slowerLine_dropsUpToTheNewestKeyframe() throws Exception {
    outbox.open();
    offer(outbox, "K0 P100 P200 K300 P350 P401 P450");
    assertThat(takeRest(outbox)).isEqualTo("K300 P350 P401 P450");
    assertThat(drops().pictures()).isEqualTo(3);
  }

  @Test
  void slowestLine_dropsUntilTheNextKeyframe_andKeepsTheSound() throws Exception {
    outbox.open();
    offer(outbox, "K0");
    assertThat(take(outbox, "K0 A0")).isEqualTo("K0");
    offer(outbox, "P40 P140 P240 P340 P441 P480 A400 K520 P560");
    assertThat(takeRest(outbox)).isEqualTo("A0 A400 K520 P560");
    assertThat(drops().pictures()).isEqualTo(6);
  }

  private static String take(Outbox outbox, String offered) {
    offer(outbox, offered.substring(offered.indexOf(' ') + 1));
    return "K" + take(outbox).dtsNs() / MS;
  }

  @Test
  void tooManyBytes_dropAsTooMuchTime() throws Exception {
    outbox.open();
    var big = ByteBuffer.allocate(600);
    for (var dtsNs : List.of(0L, 1L, 2L)) {
      outbox.offer(new EncodedPacket(Track.VIDEO, dtsNs, dtsNs, 0, dtsNs == 0, false, big));
    }
    assertThat(takeRest(outbox)).isEqualTo("K0");
    assertThat(drops().pictures()).isEqualTo(2);
  }

  @Test
  void sound_isDroppedLast_oldestFirst() throws Exception {
    outbox.open();
    offer(outbox, "K0 A0 A500 A1000 A1001");
    assertThat(takeRest(outbox)).isEqualTo("K0 A500 A1000 A1001");
    assertThat(drops().sound()).isEqualTo(1);
  }

  @Test
  void whatWaits_isKnown() {
    outbox.open();
    offer(outbox, "K0 A0 P40 P80");
    assertThat(outbox.statistics(7, 8, 2, LineFigures.NONE))
        .isEqualTo(new PublisherStatistics(7, 8, 4, 40, 80 * MS, Drops.NONE, 2, LineFigures.NONE));
  }

  @Test
  void close_wakesWhoWaits() throws Exception {
    outbox.open();
    var waiting = CompletableFuture.supplyAsync(() -> isOver(outbox));
    outbox.close();
    assertThat(waiting.get(5, TimeUnit.SECONDS)).isTrue();
  }

  private static boolean isOver(Outbox outbox) {
    try {
      return outbox.take() == null;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
