// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.track;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.encoder.packet.CodecParameters;
import io.tally.protocol.codec.AacConfig;
import io.tally.protocol.incoming.SenderTimes;
import io.tally.protocol.incoming.SoundTimes;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Which packets do frames of AAC in ADTS become (ISO/IEC 13818-7 section 6.2)?
///
/// A PES packet may hold several, and one may go on in the next. Memory: one frame, 8 KiB.
final class AdtsReader implements TrackReader {
  private static final int HEADER_BYTES = 7;
  private static final int CHECKED_HEADER_BYTES = 9;
  private static final int MOST_FRAME_BYTES = 1 << 13;

  private final SenderTimes times;
  private final TrackOutput out;
  private final SoundTimes sound = new SoundTimes();
  private ByteBuffer rest = ByteBuffer.allocate(0);
  private @Nullable AacConfig config;

  AdtsReader(SenderTimes times, TrackOutput out) {
    this.times = times;
    this.out = out;
  }

  @Override
  public CodecParameters.@Nullable Audio parameters() {
    var known = config;
    return known == null
        ? null
        : new CodecParameters.Audio(
            known.codec(), known.sampleRate(), known.channels(), 0, known.record());
  }

  @Override
  public void unit(AccessUnit unit) {
    var before = rest.remaining();
    var in = ByteBuffer.allocate(before + unit.data().remaining());
    in.put(rest).put(unit.data()).flip();
    rest = ByteBuffer.allocate(0);
    // The time is that of the first frame which begins in this unit, not of one that goes on.
    var timed = unit.dtsTicks() == AccessUnit.NO_TIME;
    while (in.remaining() >= HEADER_BYTES) {
      var at = in.position();
      if ((in.getShort(at) & 0xFFF6) != 0xFFF0) {
        in.position(at + 1);
        continue;
      }
      var length = (in.get(at + 3) & 3) << 11 | (in.getShort(at + 4) & 0xFFFF) >> 5;
      var header = (in.get(at + 1) & 1) == 1 ? HEADER_BYTES : CHECKED_HEADER_BYTES;
      if (length <= header) {
        in.position(at + 1);
        continue;
      }
      if (length > in.remaining()) {
        break;
      }
      configure(in.slice(at, HEADER_BYTES));
      var known = config;
      if (known != null && !timed && at >= before) {
        sound.at(times.timeNs(unit.dtsTicks()), known);
        timed = true;
      }
      if (known != null && sound.isKnown()) {
        var frame = ByteBuffer.allocate(length - header);
        frame.put(in.slice(at + header, length - header)).flip();
        out.packet(sound.packet(frame, known));
      }
      in.position(at + length);
    }
    if (in.remaining() < MOST_FRAME_BYTES) {
      rest = in;
    }
  }

  /// What an ADTS header says, as an AudioSpecificConfig (ISO/IEC 14496-3 section 1.6.2.1).
  private void configure(ByteBuffer header) {
    var second = header.get(2) & 0xFF;
    var channels = (second & 1) << 2 | (header.get(3) & 0xFF) >> 6;
    if ((header.get(6) & 3) != 0) {
      throw new CorruptedFrameException("ADTS frame with several blocks, which none should write");
    }
    var objectType = (second >> 6) + 1;
    var rate = second >> 2 & 0xF;
    var bits = objectType << 11 | rate << 7 | channels << 3;
    var record = ByteBuffer.allocate(2).putShort((short) bits).flip();
    var known = config;
    if (known == null || !known.record().equals(record)) {
      config = AacConfig.read(record);
      sound.forget();
      out.headerChanged();
    }
  }

  @Override
  public void end() {
    rest = ByteBuffer.allocate(0);
  }
}
