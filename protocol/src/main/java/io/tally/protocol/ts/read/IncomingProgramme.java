// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.read;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import io.tally.protocol.IncomingStream;
import io.tally.protocol.ts.track.AccessUnit;
import io.tally.protocol.ts.track.StreamTimes;
import io.tally.protocol.ts.track.TrackOutput;
import io.tally.protocol.ts.track.TrackReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When is enough known of the tracks of a programme to let its packets go?
///
/// As soon as the codec headers of all its tracks are there; else after a second of media, when a
/// track that was announced has not come. One thread at a time.
final class IncomingProgramme implements TrackOutput {
  private static final Logger LOG = LoggerFactory.getLogger(IncomingProgramme.class);
  private static final long PATIENCE_NS = 1_000_000_000;
  private static final int MOST_WAITING = 512;

  private record Reading(PesAssembler assembler, TrackReader reader) {}

  private final IncomingStream stream;
  private final StreamTimes times = new StreamTimes();
  private final Map<Integer, Reading> readings = new HashMap<>();
  private final Map<Track, TrackReader> readers = new EnumMap<>(Track.class);
  private final List<EncodedPacket> waiting = new ArrayList<>();
  private @Nullable ProgrammeMap map;
  private boolean announced;
  private boolean ended;
  private long corrupt;

  IncomingProgramme(IncomingStream stream) {
    this.stream = stream;
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
    if (!announced && !waiting.isEmpty()) {
      announce(); // while the headers of what waits are known
    }
    readings.clear();
    readers.clear();
    announced = false;
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
    if (announced || isComplete()) {
      announce();
    }
  }

  private boolean isComplete() {
    return readers.values().stream().allMatch(reader -> reader.parameters() != null);
  }

  // NullAway does not see the record's @Nullable on a nested type across modules.
  @SuppressWarnings("NullAway")
  private void announce() {
    var video = readers.get(Track.VIDEO);
    var audio = readers.get(Track.AUDIO);
    announced = true;
    stream.parameters(
        new StreamParameters(
            video == null ? null : (CodecParameters.Video) video.parameters(),
            audio == null ? null : (CodecParameters.Audio) audio.parameters()));
    waiting.forEach(stream::packet);
    waiting.clear();
  }

  @Override
  public void packet(EncodedPacket packet) {
    if (announced) {
      stream.packet(packet);
      return;
    }
    waiting.add(packet);
    if (packet.dtsNs() - waiting.getFirst().dtsNs() >= PATIENCE_NS
        || waiting.size() >= MOST_WAITING) {
      announce();
    }
  }

  /// Lets everything go and says that it was the last. Idempotent.
  void end() {
    if (ended) {
      return;
    }
    ended = true;
    readings.values().forEach(reading -> reading.assembler().end());
    readers.values().forEach(TrackReader::end);
    if (!announced && !waiting.isEmpty()) {
      announce();
    }
    stream.ended();
  }
}
