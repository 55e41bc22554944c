// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.write;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import io.tally.protocol.ts.TsPacket;
import io.tally.protocol.ts.TsTime;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which transport stream is a programme (ISO/IEC 13818-1)?
///
/// One programme of at most a picture and a sound track, as FFmpeg numbers them. The tables come at
/// every keyframe and each 100 ms, the clock reference each 40 ms at most (ETSI TR 101 290); it
/// runs 200 ms before the decoding times, which is how long a receiver with a clock of its own
/// holds back. Life: [#begin], [#write] any number of times, [#change] between packets, [#flush]
/// when nothing follows at once. Threads: one at a time.
public final class TsWriter {
  /// Transport packets in the usual payload of SRT, UDP and RTP.
  public static final int USUAL_PACKETS = 7;

  private static final long TABLES_TICKS = TsTime.HZ / 10;
  private static final long CLOCK_TICKS = TsTime.HZ / 25;
  private static final long BEHIND_TICKS = TsTime.HZ / 5;
  private static final long LEAP_TICKS = TsTime.HZ;
  private static final int VIDEO_STREAM = 0xE0;
  private static final int AUDIO_STREAM = 0xC0;
  private static final int PRIVATE_STREAM = 0xBD;

  private final PayloadPacker packer;
  private final PacketWriter associations;
  private final PacketWriter maps;
  private final PacketWriter pictures;
  private final PacketWriter sounds;
  private final ProgrammeTables tables = new ProgrammeTables();
  private final long firstTicks;
  private ByteBuffer unit = ByteBuffer.allocate(1 << 16);
  private @Nullable PictureBytes picture;
  private @Nullable SoundBytes sound;
  private int soundStream = AUDIO_STREAM;
  private boolean begun;
  private long shiftTicks;
  private long tablesTicks = Long.MIN_VALUE;
  private long clockTicks = Long.MIN_VALUE;

  /// @param sink called by the methods that write
  /// @param packetsPerPayload how many travel together
  public TsWriter(PayloadSink sink, int packetsPerPayload) {
    this(sink, packetsPerPayload, TsTime.HZ);
  }

  /// @param firstTicks the decoding time of the first packet
  TsWriter(PayloadSink sink, int packetsPerPayload, long firstTicks) {
    this.packer = new PayloadPacker(sink, packetsPerPayload);
    this.firstTicks = firstTicks;
    associations = new PacketWriter(TsPacket.PAT_PID, packer);
    maps = new PacketWriter(ProgrammeTables.PMT_PID, packer);
    pictures = new PacketWriter(ProgrammeTables.VIDEO_PID, packer);
    sounds = new PacketWriter(ProgrammeTables.AUDIO_PID, packer);
  }

  /// Why a programme cannot be written, as a sentence for a person; empty when it can.
  public static Optional<String> objection(StreamParameters programme) {
    try {
      new TsWriter(_ -> {}, 1).begin(programme);
      return Optional.empty();
    } catch (IllegalArgumentException | CorruptedFrameException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /// Takes what a receiver must know first; it goes out with the first packet.
  ///
  /// @throws IllegalArgumentException for a codec that MPEG-TS has no way for
  /// @throws CorruptedFrameException when a codec header cannot be read
  public void begin(StreamParameters programme) {
    tables.programme(programme);
    var video = programme.video();
    var audio = programme.audio();
    picture = video == null ? null : new PictureBytes(video);
    sound = audio == null ? null : new SoundBytes(audio);
    soundStream = audio != null && audio.codec() == AudioCodec.OPUS ? PRIVATE_STREAM : AUDIO_STREAM;
    tablesTicks = Long.MIN_VALUE;
  }

  /// Goes over to another encode of the same programme: its parameter sets come in band with the
  /// next keyframe, and the tables get another version if what they say has changed.
  public void change(StreamParameters programme) {
    begin(programme);
  }

  /// Writes a packet. The times of the first are the stream's zero.
  ///
  /// @throws CorruptedFrameException when its bytes do not fit together
  public void write(EncodedPacket packet) throws InterruptedException {
    var dts = TsTime.ticks(packet.dtsNs());
    if (!begun) {
      begun = true;
      shiftTicks = firstTicks - dts;
    }
    dts += shiftTicks;
    var pts = TsTime.ticks(packet.ptsNs()) + shiftTicks;
    if (packet.track() == Track.VIDEO) {
      picture(packet, pts, dts);
    } else {
      sound(packet, pts, dts);
    }
  }

  /// Gives away what has come together, though there is room for more.
  public void flush() throws InterruptedException {
    packer.flush();
  }

  private void picture(EncodedPacket packet, long pts, long dts) throws InterruptedException {
    var bytes = picture;
    if (bytes == null) {
      return;
    }
    var data = unit(PesHeader.MOST_BYTES + bytes.extraBytes() + packet.size());
    PesHeader.write(data, VIDEO_STREAM, pts, dts);
    bytes.write(packet, data);
    PesHeader.length(data, 0);
    tables(dts, packet.keyframe());
    pictures.pes(data.flip(), clock(dts, ProgrammeTables.VIDEO_PID), packet.keyframe());
  }

  private void sound(EncodedPacket packet, long pts, long dts) throws InterruptedException {
    var bytes = sound;
    if (bytes == null) {
      return;
    }
    var data = unit(PesHeader.MOST_BYTES + SoundBytes.MOST_EXTRA_BYTES + packet.size());
    PesHeader.write(data, soundStream, pts, dts);
    bytes.write(packet, data);
    PesHeader.length(data, 0);
    tables(dts, /* now= */ false);
    var clock = clock(dts, ProgrammeTables.AUDIO_PID);
    sounds.pes(data.flip(), clock, tables.clockPid() == ProgrammeTables.AUDIO_PID);
  }

  private ByteBuffer unit(int bytes) {
    if (unit.capacity() < bytes) {
      unit = ByteBuffer.allocate(Math.max(bytes, 2 * unit.capacity()));
    }
    return unit.clear();
  }

  private void tables(long dts, boolean now) throws InterruptedException {
    if (now || tablesTicks == Long.MIN_VALUE || dts - tablesTicks >= TABLES_TICKS) {
      tablesTicks = dts;
      associations.section(tables.association());
      maps.section(tables.map());
    }
  }

  /// Writes the clock references that are due before a packet.
  ///
  /// @return that of the packet itself, if its PID carries the clock
  private long clock(long dts, int pid) throws InterruptedException {
    var now = dts - BEHIND_TICKS;
    var carrier = tables.clockPid();
    if (clockTicks != Long.MIN_VALUE && now - clockTicks < LEAP_TICKS) {
      while (now - clockTicks > CLOCK_TICKS) {
        clockTicks += CLOCK_TICKS;
        (carrier == ProgrammeTables.VIDEO_PID ? pictures : sounds).clock(clockTicks);
      }
    }
    if (pid != carrier || (now <= clockTicks && clockTicks != Long.MIN_VALUE)) {
      return PacketWriter.NO_CLOCK;
    }
    clockTicks = now;
    return now;
  }
}
