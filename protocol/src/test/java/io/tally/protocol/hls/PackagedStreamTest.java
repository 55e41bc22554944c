// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.hls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.Track;
import io.tally.protocol.hls.PlaylistRules.Entry;
import io.tally.protocol.hls.PlaylistRules.Read;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PackagedStreamTest {
  private static final long S = 1_000_000_000L;
  private static final double FRAME_NS = S / 30.0;
  private static final HlsSettings SETTINGS = HlsSettings.standard();

  private static Programme programme;

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private PackagedStream stream = new PackagedStream(SETTINGS, 100, now);

  @BeforeAll
  static void record() throws Exception {
    programme = Programme.record(12, 60).shorterThan(12 * S);
  }

  @AfterEach
  void close() {
    stream.close();
  }

  /// One run of a sender, arriving as fast as its times say.
  private void send(Programme run) {
    stream.begin(now);
    stream.parameters(run.parameters(), now);
    deliver(run);
  }

  private void deliver(Programme run) {
    Instant start = now;
    long first = run.packets().getFirst().dtsNs();
    for (EncodedPacket packet : run.packets()) {
      now = start.plusNanos(Math.max(0, packet.dtsNs() - first));
      stream.packet(packet, now);
    }
  }

  private void later(Duration time) {
    now = now.plus(time);
    stream.tick(now);
  }

  private Read playlist() {
    return PlaylistRules.check(UTF_8.decode(bytes("stream.m3u8")).toString());
  }

  private ByteBuffer bytes(String file) {
    return stream.file(file).orElseThrow().bytes();
  }

  private Fragment fragment(Entry entry) {
    return Fragment.read(bytes(entry.map()), bytes(entry.uri()));
  }

  @Test
  void keyframesEveryTwoSeconds_giveSegmentsOfTwoSeconds() {
    send(programme);
    stream.end(now);

    Read read = playlist();
    assertThat(read.target()).isEqualTo(2);
    assertThat(read.headers()).containsKey("#EXT-X-INDEPENDENT-SEGMENTS");
    assertThat(read.entries()).hasSize(6).allMatch(entry -> Math.abs(entry.seconds() - 2) < .035);
    assertThat(read.first().sequence()).isEqualTo(100);
    assertThat(read.first().date()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void everySegment_beginsWithAnIdrPicture() {
    send(programme);
    stream.end(now);

    for (Entry entry : playlist().entries()) {
      assertThat(fragment(entry).track("vide").firstNalType()).as(entry.uri()).isEqualTo((byte) 5);
    }
  }

  @Test
  void decodeTimes_goOnFromSegmentToSegment_andAddUpToTheLengths() {
    send(programme.moved(1000 * S));
    stream.end(now);

    @Nullable Fragment before = null;
    double total = 0;
    for (Entry entry : playlist().entries()) {
      Fragment tracks = fragment(entry);
      total += tracks.track("vide").endNs() - tracks.track("vide").startNs();
      if (before == null) {
        assertThat(tracks.track("vide").startNs()).isBetween(999.0 * S, 1001.0 * S);
      } else {
        for (String track : tracks.tracks()) {
          assertThat(tracks.track(track).startNs())
              .as("%s of %s", track, entry.uri())
              .isBetween(before.track(track).endNs() - 1e6, before.track(track).endNs() + 1e6);
        }
      }
      before = tracks;
    }
    assertThat(total / S)
        .isBetween(playlist().seconds() - FRAME_NS / S, playlist().seconds() + FRAME_NS / S);
  }

  @Test
  void missingPictures_leaveTheLengthsTrue_andTheDecodeTimesWhole() throws Exception {
    Programme holed = Programme.withHoles(12);
    send(holed);
    stream.end(now);

    List<Entry> entries = playlist().entries();
    List<Long> keys =
        holed.packets().stream()
            .filter(packet -> packet.track() == Track.VIDEO && packet.keyframe())
            .map(EncodedPacket::ptsNs)
            .toList();
    assertThat(entries).hasSize(keys.size());
    for (int i = 0; i + 1 < keys.size(); i++) {
      assertThat(entries.get(i).seconds())
          .as(entries.get(i).uri())
          .isCloseTo((keys.get(i + 1) - keys.get(i)) / 1e9, within(0.001));
      Fragment.Run before = fragment(entries.get(i)).track("vide");
      assertThat(fragment(entries.get(i + 1)).track("vide").startNs())
          .isCloseTo(before.endNs(), within(1e6));
    }
  }

  @Test
  void allPackets_areInTheSegments() {
    send(programme);
    stream.end(now);

    long pictures = 0;
    for (Entry entry : playlist().entries()) {
      pictures += fragment(entry).track("vide").samples();
    }
    assertThat(pictures).isEqualTo(360);
  }

  @Test
  void snapshots_keepWhatMustNotChange_whileTheWindowSlides() {
    stream = new PackagedStream(settings(Duration.ofSeconds(14), 1 << 30), 0, now);
    stream.begin(now);
    stream.parameters(programme.parameters(), now);
    deliver(programme);
    Read before = playlist();
    for (int i = 1; i < 10; i++) {
      deliver(programme.moved(i * 12L * S));
      Read after = playlist();
      PlaylistRules.follows(before, after);
      before = after;
    }
    assertThat(before.entries()).hasSize(7);
    assertThat(before.first().sequence()).isGreaterThan(40);
  }

  @Test
  void senderThatComesBack_isADiscontinuityInTheSamePlaylist() {
    send(programme);
    stream.end(now);
    Read before = playlist();
    later(Duration.ofSeconds(9));
    send(programme);

    Read after = playlist();
    PlaylistRules.follows(before, after);
    Entry fresh = after.entries().get(before.entries().size());
    assertThat(fresh.discontinuity()).isEqualTo(before.last().discontinuity() + 1);
    assertThat(fresh.map()).isNotEqualTo(before.last().map());
    assertThat(fresh.sequence()).isEqualTo(before.last().sequence() + 1);
    assertThat(after.ended()).isFalse();
  }

  @Test
  void senderThatStaysAway_endsThePlaylist_andTheNextRunStartsANewOne() {
    send(programme);
    stream.end(now);
    later(Duration.ofMillis(9_999));
    assertThat(playlist().ended()).isFalse();
    later(Duration.ofMillis(1));
    Read over = playlist();
    assertThat(over.ended()).isTrue();
    assertThat(stream.status().state()).isEqualTo(HlsStatus.State.ENDED);

    send(programme);

    Read anew = playlist();
    assertThat(anew.ended()).isFalse();
    assertThat(anew.tagOnFirst()).isFalse();
    assertThat(anew.first().sequence()).isEqualTo(over.last().sequence() + 1);
    assertThat(anew.first().discontinuity()).isEqualTo(over.last().discontinuity() + 1);
    assertThat(stream.file(over.last().uri())).as("promised to viewers of the old one").isPresent();
  }

  @Test
  void newCodecHeaders_areADiscontinuityWithTheirOwnInitialisationSegment() throws Exception {
    Programme other = Programme.record(4, 30).moved(12 * S);
    send(programme);
    stream.parameters(programme.only(Track.VIDEO).parameters(), now);
    deliver(other.only(Track.VIDEO));
    stream.end(now);

    Read read = playlist();
    assertThat(read.last().discontinuity()).isEqualTo(1);
    assertThat(fragment(read.last()).tracks()).containsOnly("vide");
  }

  @Test
  void sameCodecHeadersAgain_changeNothing() {
    stream.begin(now);
    for (EncodedPacket packet : programme.packets()) {
      stream.parameters(programme.tracks(true, true), now);
      stream.packet(packet, now);
    }
    stream.end(now);

    assertThat(playlist().entries()).hasSize(6).allMatch(entry -> entry.discontinuity() == 0);
  }

  @Test
  void timesThatJump_areADiscontinuity() {
    send(programme);
    deliver(programme.moved(3600 * S));
    deliver(programme);
    stream.end(now);

    assertThat(playlist().last().discontinuity()).isEqualTo(2);
    assertThat(playlist().seconds()).isBetween(35.8, 36.2);
  }

  @Test
  void lostPackets_areADiscontinuityFromTheNextKeyframe() {
    stream.begin(now);
    stream.parameters(programme.parameters(), now);
    int half = programme.packets().size() / 2 - 40;
    programme.packets().subList(0, half).forEach(packet -> stream.packet(packet, now));
    stream.lost(now);
    programme
        .packets()
        .subList(half + 5, programme.packets().size())
        .forEach(packet -> stream.packet(packet, now));
    stream.end(now);

    Read read = playlist();
    assertThat(read.last().discontinuity()).isEqualTo(1);
    for (Entry entry : read.entries()) {
      assertThat(fragment(entry).track("vide").firstNalType()).isEqualTo((byte) 5);
    }
  }

  @Test
  void soundOnlyAndPicturesOnly_haveSegmentsToo() {
    for (Track track : Track.values()) {
      stream = new PackagedStream(SETTINGS, 0, now);
      send(programme.only(track));
      stream.end(now);

      assertThat(playlist().entries()).hasSizeBetween(6, 7);
      assertThat(playlist().seconds()).isBetween(11.9, 12.1);
      assertThat(fragment(playlist().first()).tracks())
          .containsOnly(track == Track.VIDEO ? "vide" : "soun");
      stream.close();
    }
  }

  @Test
  void senderWithoutKeyframes_isSegmented_saysSo_andGetsAdvice() {
    send(programme.withOneKeyframe());
    stream.end(now);

    Read read = playlist();
    assertThat(read.target()).isEqualTo(10);
    assertThat(read.headers()).doesNotContainKey("#EXT-X-INDEPENDENT-SEGMENTS");
    assertThat(stream.status().advice()).contains("keyframe interval to 2 s");
  }

  @Test
  void twoHours_holdNoMoreThanTheMemoryLimit() {
    long limit = 4 << 20;
    stream = new PackagedStream(settings(Duration.ofMinutes(30), limit), 0, now);
    stream.begin(now);
    stream.parameters(programme.parameters(), now);
    Instant start = now;
    for (int i = 0; i < 600; i++) {
      now = start.plusSeconds(i * 12L);
      deliver(programme.moved(i * 12L * S));
      assertThat(stream.status().heldBytes()).isLessThanOrEqualTo(limit);
    }
    stream.end(now);

    Read read = playlist();
    assertThat(read.last().sequence()).isEqualTo(3599);
    assertThat(read.last().discontinuity()).isZero();
    assertThat(Duration.between(read.last().date(), now).toMillis()).isBetween(0L, 2_500L);
  }

  private static HlsSettings settings(Duration window, long memoryBytes) {
    return new HlsSettings(Duration.ofSeconds(2), window, memoryBytes, Duration.ofSeconds(10));
  }
}
