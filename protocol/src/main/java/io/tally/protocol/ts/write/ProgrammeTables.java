// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.write;

import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.ts.SectionCrc;
import io.tally.protocol.ts.StreamKind;
import java.nio.ByteBuffer;

/// What do the tables of a programme say (ISO/IEC 13818-1 sections 2.4.4.3 and 2.4.4.8)?
///
/// Both carry a version, which changes when what they say does. One thread at a time.
final class ProgrammeTables {
  static final int PMT_PID = 0x1000;
  static final int VIDEO_PID = 0x100;
  static final int AUDIO_PID = 0x101;

  private static final int PAT = 0;
  private static final int PMT = 2;
  private static final int PROGRAMME = 1;
  private static final int MOST_BYTES = 183;
  private static final int NO_PID = 0x1FFF;
  private static final int REGISTRATION = 0x05;
  private static final int EXTENSION = 0x7F;
  private static final int OPUS_CHANNELS = 0x80;

  private ByteBuffer streams = ByteBuffer.allocate(0);
  private int clockPid = NO_PID;
  private int version;

  /// Takes what the tables are to say from now on.
  void programme(StreamParameters programme) {
    var next = ByteBuffer.allocate(MOST_BYTES);
    var clock = NO_PID;
    var video = programme.video();
    var audio = programme.audio();
    if (video != null) {
      stream(next, StreamKind.of(video.codec()), VIDEO_PID, ByteBuffer.allocate(0));
      clock = VIDEO_PID;
    }
    if (audio != null) {
      var kind = StreamKind.of(audio.codec());
      stream(next, kind, AUDIO_PID, descriptors(kind, audio.channels()));
      clock = video == null ? AUDIO_PID : clock;
    }
    next.flip();
    if (clockPid != NO_PID && !(next.equals(streams) && clock == clockPid)) {
      version = version + 1 & 0x1F;
    }
    streams = next;
    clockPid = clock;
  }

  /// Where the clock reference is.
  int clockPid() {
    return clockPid;
  }

  private static void stream(ByteBuffer out, StreamKind kind, int pid, ByteBuffer descriptors) {
    out.put((byte) kind.type());
    out.putShort((short) (0xE000 | pid));
    out.putShort((short) (0xF000 | descriptors.remaining()));
    out.put(descriptors);
  }

  private static ByteBuffer descriptors(StreamKind kind, int channels) {
    if (kind != StreamKind.OPUS) {
      return ByteBuffer.allocate(0);
    }
    return ByteBuffer.allocate(10)
        .put((byte) REGISTRATION)
        .put((byte) 4)
        .putInt(StreamKind.OPUS_REGISTRATION)
        .put((byte) EXTENSION)
        .put((byte) 2)
        .put((byte) OPUS_CHANNELS)
        .put((byte) channels)
        .flip();
  }

  /// The list of programmes, of which there is one.
  ByteBuffer association() {
    var body = ByteBuffer.allocate(4);
    body.putShort((short) PROGRAMME).putShort((short) (0xE000 | PMT_PID)).flip();
    return section(PAT, /* number= */ 1, /* version= */ 0, body);
  }

  /// The list of tracks.
  ByteBuffer map() {
    var body = ByteBuffer.allocate(MOST_BYTES);
    body.putShort((short) (0xE000 | clockPid)).putShort((short) 0xF000);
    body.put(streams.duplicate()).flip();
    return section(PMT, PROGRAMME, version, body);
  }

  /// @param number of the transport stream, or of the programme
  private static ByteBuffer section(int table, int number, int version, ByteBuffer body) {
    var out = ByteBuffer.allocate(8 + body.remaining() + 4);
    out.put((byte) table);
    out.putShort((short) (0xB000 | 5 + body.remaining() + 4));
    out.putShort((short) number);
    out.put((byte) (0xC0 | version << 1 | 1)); // holds from now on
    out.putShort((short) 0); // the only section
    out.put(body);
    out.putInt(SectionCrc.of(out.duplicate().flip()));
    return out.flip();
  }
}
