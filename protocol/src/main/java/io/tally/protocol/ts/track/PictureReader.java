// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.track;

import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.Track;
import io.tally.encoder.packet.VideoCodec;
import io.tally.encoder.packet.nal.NalSyntax;
import io.tally.protocol.codec.VideoConfig;
import io.tally.protocol.ts.TsTime;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which packets do the pictures of a transport stream become?
///
/// A picture is held until the next one comes, because only that tells how long it lasts. Pictures
/// before the first parameter sets cannot be decoded and are passed over.
final class PictureReader implements TrackReader {
  private static final long USUAL_DURATION_NS = 33_333_333;
  private static final long MOST_REORDER_TICKS = 10L * TsTime.HZ;
  private static final int HEVC_RANDOM_FROM = 16;
  private static final int HEVC_RANDOM_TO = 21;

  private final VideoCodec codec;
  private final NalSyntax syntax;
  private final StreamTimes times;
  private final TrackOutput out;
  private final ParameterSets sets;
  private @Nullable VideoConfig config;
  private @Nullable EncodedPacket held;
  private long lastDtsNs = Long.MIN_VALUE;
  private long lastDurationNs = USUAL_DURATION_NS;

  PictureReader(VideoCodec codec, StreamTimes times, TrackOutput out) {
    this.codec = codec;
    this.syntax = codec == VideoCodec.HEVC ? NalSyntax.HEVC : NalSyntax.H264;
    this.times = times;
    this.out = out;
    this.sets = new ParameterSets(syntax);
  }

  @Override
  public CodecParameters.@Nullable Video parameters() {
    var known = config;
    return known == null
        ? null
        : new CodecParameters.Video(
            codec, known.width(), known.height(), known.framesPerSecond(), 0, known.record());
  }

  @Override
  public void unit(AccessUnit unit) {
    var nals = NalUnitList.of(unit.data());
    if (sets.take(nals) && sets.areComplete()) {
      var next = VideoConfig.read(codec, sets.record());
      end();
      config = next;
      out.headerChanged();
    }
    var known = config;
    if (known == null) {
      return;
    }
    var picture = known.picture(lengthPrefixed(nals));
    if (!picture.data().hasRemaining()) {
      return;
    }
    var dtsNs = lastDtsNs + lastDurationNs;
    var ptsNs = dtsNs;
    if (unit.dtsTicks() != AccessUnit.NO_TIME) {
      var later = TsTime.difference(unit.dtsTicks(), unit.ptsTicks());
      dtsNs = Math.max(times.timeNs(unit.dtsTicks()), lastDtsNs);
      ptsNs = dtsNs + (later < 0 || later > MOST_REORDER_TICKS ? 0 : TsTime.ns(later));
    } else if (lastDtsNs == Long.MIN_VALUE) {
      return;
    }
    lastDtsNs = dtsNs;
    release(dtsNs);
    var keyframe = nals.stream().anyMatch(this::isRandomAccess) || opensGroup(unit, nals);
    held =
        new EncodedPacket(
            Track.VIDEO, ptsNs, dtsNs, 0, keyframe, picture.disposable(), picture.data());
  }

  /// Without what receivers have by the codec header or do not need.
  private ByteBuffer lengthPrefixed(List<ByteBuffer> nals) {
    var bytes = 0;
    for (var nal : nals) {
      bytes += isKept(nal) ? Integer.BYTES + nal.remaining() : 0;
    }
    var data = ByteBuffer.allocate(bytes);
    for (var nal : nals) {
      if (isKept(nal)) {
        data.putInt(nal.remaining()).put(nal.duplicate());
      }
    }
    return data.flip();
  }

  private boolean isKept(ByteBuffer nal) {
    return syntax.isKept(syntax.type(nal.get(0)));
  }

  private boolean isRandomAccess(ByteBuffer nal) {
    var type = syntax.type(nal.get(0));
    return syntax.isRandomAccess(type)
        || syntax == NalSyntax.HEVC && type >= HEVC_RANDOM_FROM && type <= HEVC_RANDOM_TO;
  }

  /// Encoders without IDR pictures (open groups, intra refresh) mark where one can begin.
  private boolean opensGroup(AccessUnit unit, List<ByteBuffer> nals) {
    return unit.randomAccess()
        && syntax == NalSyntax.H264
        && nals.stream().anyMatch(nal -> syntax.type(nal.get(0)) == NalSyntax.SPS);
  }

  @Override
  public void end() {
    if (held != null) {
      release(held.dtsNs() + lastDurationNs);
    }
  }

  private void release(long nextDtsNs) {
    var packet = held;
    if (packet == null) {
      return;
    }
    held = null;
    lastDurationNs = nextDtsNs - packet.dtsNs();
    out.packet(
        new EncodedPacket(
            Track.VIDEO,
            packet.ptsNs(),
            packet.dtsNs(),
            lastDurationNs,
            packet.keyframe(),
            packet.disposable(),
            packet.data()));
  }
}
