// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.read;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import io.tally.protocol.IncomingStream;
import io.tally.protocol.incoming.Announcement;
import io.tally.protocol.incoming.SenderTimes;
import io.tally.protocol.ts.TsTime;
import io.tally.protocol.ts.track.AccessUnit;
import io.tally.protocol.ts.track.TrackOutput;
import io.tally.protocol.ts.track.TrackReader;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which programme do the tracks carry that a transport stream's table names?
///
/// It is known with the codec headers of all of them; else the [Announcement] waits. One thread at
/// a time.
final class IncomingProgramme implements TrackOutput {
  private static final Logger LOG = LoggerFactory.getLogger(IncomingProgramme.class);
  private static final int TIME_BITS = 33;

  private record Reading(PesAssembler assembler, TrackReader reader) {}

  private final IncomingStream stream;
  private final Announcement announcement;
  private final SenderTimes times = new SenderTimes(TIME_BITS, TsTime.HZ, TsTime::ns);
  private final Map<Integer, Reading> readings = new HashMap<>();
  private final Map<Track, TrackReader> readers = new EnumMap<>(Track.class);
  private @Nullable ProgrammeMap map;
  private boolean ended;
  private long corrupt;

  IncomingProgramme(IncomingStream stream) {
    this.stream = stream;
    announcement = new Announcement(stream, this::parameters);
  }

  /// Takes what the programme's table says, each time.
  ///
  /// @throws UnsupportedProgrammeException when nothing of it can be taken
  void map(ProgrammeMap next) throws UnsupportedProgrammeException {
    if (next.equals(map)) {
      return;
    }
    if (next.tracks().isEmpty() && !next.foreign().isEmpty()) {
      throw new UnsupportedProgrammeException(
          "The transport stream holds %s, and nothing that is taken here: send H.264 or HEVC with AAC or Opus."
              .formatted(StreamTypes.names(next.foreign())));
    }
    if (!next.foreign().isEmpty()) {
      LOG.info(
          "Of the transport stream {} is passed over, since it is not taken here",
          StreamTypes.names(next.foreign()));
    }
    map = next;
    readings.values().forEach(reading -> reading.assembler().end());
    readers.values().forEach(TrackReader::end);
    announcement.end(); // while the headers of what waits are known
    readings.clear();
    readers.clear();
    for (var track : Track.values()) {
      next.first(track).ifPresent(this::read);
    }
  }

  private void read(ProgrammeMap.Entry entry) {
    try {
      var reader = TrackReader.of(entry.kind(), entry.channels(), times, this);
      readers.put(entry.kind().track(), reader);
      readings.put(entry.pid(), new Reading(new PesAssembler(unit -> unit(reader, unit)), reader));
    } catch (CorruptedFrameException e) {
      LOG.warn("A track of the transport stream is passed over: {}", e.getMessage());
    }
  }

  /// What collects the packets of a PID, or null when it is no track's.
  @Nullable PesAssembler assembler(int pid) {
    var reading = readings.get(pid);
    return reading == null ? null : reading.assembler();
  }

  private void unit(TrackReader reader, AccessUnit unit) {
    try {
      reader.unit(unit);
    } catch (CorruptedFrameException e) {
      if (corrupt++ == 0) {
        LOG.warn(
            "A part of the transport stream cannot be read, and is passed over: {}",
            e.getMessage());
      }
    }
  }

  /// Parts that could not be read.
  long corruptUnits() {
    return corrupt;
  }

  @Override
  public void headerChanged() {
    announcement.headerChanged(isComplete());
  }

  private boolean isComplete() {
    return readers.values().stream().allMatch(reader -> reader.parameters() != null);
  }

  // NullAway does not see the record's @Nullable on a nested type across modules.
  @SuppressWarnings("NullAway")
  private StreamParameters parameters() {
    var video = readers.get(Track.VIDEO);
    var audio = readers.get(Track.AUDIO);
    return new StreamParameters(
        video == null ? null : (CodecParameters.Video) video.parameters(),
        audio == null ? null : (CodecParameters.Audio) audio.parameters());
  }

  @Override
  public void packet(EncodedPacket packet) {
    announcement.packet(packet);
  }

  /// Lets everything go and says that it was the last. Idempotent.
  void end() {
    if (ended) {
      return;
    }
    ended = true;
    readings.values().forEach(reading -> reading.assembler().end());
    readers.values().forEach(TrackReader::end);
    announcement.end();
    stream.ended();
  }
}
