// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.track;

import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.VideoCodec;
import io.tally.encoder.packet.nal.NalSyntax;
import io.tally.protocol.codec.VideoConfig;
import io.tally.protocol.incoming.HeldPicture;
import io.tally.protocol.incoming.SenderTimes;
import io.tally.protocol.ts.TsTime;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which packets do the pictures of a transport stream become?
///
/// Pictures before the first parameter sets cannot be decoded and are passed over.
final class PictureReader implements TrackReader {
  private static final long MOST_REORDER_TICKS = 10L * TsTime.HZ;
  private static final int HEVC_RANDOM_FROM = 16;
  private static final int HEVC_RANDOM_TO = 21;

  private final VideoCodec codec;
  private final NalSyntax syntax;
  private final SenderTimes times;
  private final TrackOutput out;
  private final ParameterSets sets;
  private final HeldPicture held;
  private @Nullable VideoConfig config;

  PictureReader(VideoCodec codec, SenderTimes times, TrackOutput out) {
    this.codec = codec;
    this.syntax = codec == VideoCodec.HEVC ? NalSyntax.HEVC : NalSyntax.H264;
    this.times = times;
    this.out = out;
    this.sets = new ParameterSets(syntax);
    this.held = new HeldPicture(out::packet);
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
    var keyframe = nals.stream().anyMatch(this::isRandomAccess) || opensGroup(unit, nals);
    if (unit.dtsTicks() == AccessUnit.NO_TIME) {
      held.takeNext(keyframe, picture);
      return;
    }
    var later = TsTime.difference(unit.dtsTicks(), unit.ptsTicks());
    var laterNs = later < 0 || later > MOST_REORDER_TICKS ? 0 : TsTime.ns(later);
    held.take(times.timeNs(unit.dtsTicks()), laterNs, keyframe, picture);
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
        || (syntax == NalSyntax.HEVC && type >= HEVC_RANDOM_FROM && type <= HEVC_RANDOM_TO);
  }

  /// Encoders without IDR pictures (open groups, intra refresh) mark where one can begin.
  private boolean opensGroup(AccessUnit unit, List<ByteBuffer> nals) {
    return unit.randomAccess()
        && syntax == NalSyntax.H264
        && nals.stream().anyMatch(nal -> syntax.type(nal.get(0)) == NalSyntax.SPS);
  }

  @Override
  public void end() {
    held.flush();
  }
}
