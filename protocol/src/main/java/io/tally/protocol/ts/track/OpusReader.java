// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.track;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.encoder.packet.CodecParameters;
import io.tally.protocol.codec.OpusConfig;
import io.tally.protocol.incoming.SenderTimes;
import io.tally.protocol.incoming.SoundTimes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Which packets does Opus in a transport stream become (the mapping that FFmpeg and OBS write)?
///
/// A PES packet may hold several, each behind a control header with its size.
final class OpusReader implements TrackReader {
  private static final int PREFIX = 0x7FE0;
  private static final int PREFIX_MASK = 0xFFE0;
  private static final int TRIM_START = 0x10;
  private static final int TRIM_END = 0x08;
  private static final int EXTENSION = 0x04;
  private static final int RATE = 48_000;
  private static final int USUAL_PRE_SKIP = 312; // libopus at 48 kHz

  private final SenderTimes times;
  private final TrackOutput out;
  private final SoundTimes sound = new SoundTimes();
  private final OpusConfig config;
  private boolean announced;

  /// @throws CorruptedFrameException when there are more channels than two
  OpusReader(int channels, SenderTimes times, TrackOutput out) {
    if (channels < 1 || channels > 2) {
      throw new CorruptedFrameException(
          "Opus of %d channels in the programme's table, 1 or 2 are taken".formatted(channels));
    }
    this.times = times;
    this.out = out;
    config =
        OpusConfig.read(
            ByteBuffer.allocate(19)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusHead".getBytes(US_ASCII))
                .put((byte) 1)
                .put((byte) channels)
                .putShort((short) USUAL_PRE_SKIP)
                .putInt(RATE)
                .putShort((short) 0)
                .put((byte) 0)
                .flip());
  }

  @Override
  public CodecParameters.@Nullable Audio parameters() {
    return announced
        ? new CodecParameters.Audio(config.codec(), RATE, config.channels(), 0, config.record())
        : null;
  }

  @Override
  public void unit(AccessUnit unit) {
    if (!announced) {
      announced = true;
      out.headerChanged();
    }
    if (unit.dtsTicks() != AccessUnit.NO_TIME) {
      sound.at(times.timeNs(unit.dtsTicks()), config);
    }
    var in = unit.data().duplicate();
    while (in.remaining() > 2 && sound.isKnown()) {
      var size = size(in);
      if (size == 0 || size > in.remaining()) {
        throw new CorruptedFrameException(
            "Opus packet of %d bytes, but %d are left".formatted(size, in.remaining()));
      }
      var frame = ByteBuffer.allocate(size);
      frame.put(in.slice(in.position(), size)).flip();
      in.position(in.position() + size);
      out.packet(sound.packet(frame, config));
    }
  }

  /// Reads the control header.
  private static int size(ByteBuffer in) {
    var head = in.getShort() & 0xFFFF;
    if ((head & PREFIX_MASK) != PREFIX) {
      throw new CorruptedFrameException("Opus control header begins with %04x".formatted(head));
    }
    var size = 0;
    var part = 255;
    while (part == 255 && in.hasRemaining()) {
      part = in.get() & 0xFF;
      size += part;
    }
    var skip = ((head & TRIM_START) != 0 ? 2 : 0) + ((head & TRIM_END) != 0 ? 2 : 0);
    in.position(Math.min(in.limit(), in.position() + skip));
    if ((head & EXTENSION) != 0 && in.hasRemaining()) {
      var length = in.get() & 0xFF;
      in.position(Math.min(in.limit(), in.position() + length));
    }
    return size;
  }

  @Override
  public void end() {
    // Nothing is held.
  }
}
