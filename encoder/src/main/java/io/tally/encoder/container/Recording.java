// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.container;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Set;

/// Which packets of a running programme go into a file, at which times, and where do fragments end?
///
/// It begins at the first keyframe, whose dts becomes zero. Sound of that moment has come before
/// it, because an encoder looks ahead at pictures: it is kept for it. A fragment ends before each
/// keyframe, and after a second at the latest; then its bytes are brought to the disk. Threads:
/// one. Owns the muxer and the file.
public final class Recording implements AutoCloseable {
  private static final long FRAGMENT_NS = 1_000_000_000L;
  private static final long MOST_EARLY_NS = 20_000_000_000L; // no encoder looks ahead so far

  private final Muxer muxer;
  private final RecordingFile file;
  private final Interleaver interleaver;
  private final boolean hasVideo;
  private final ArrayDeque<EncodedPacket> early = new ArrayDeque<>(); // sound before the keyframe
  private boolean begun;
  private long originNs;
  private long fragmentNs;

  /// @param muxer taken; writes into the file
  /// @param file taken
  public Recording(Muxer muxer, RecordingFile file, StreamParameters streams) {
    this.muxer = muxer;
    this.file = file;
    hasVideo = streams.video() != null;
    Set<Track> tracks = EnumSet.noneOf(Track.class);
    if (hasVideo) {
      tracks.add(Track.VIDEO);
    }
    if (streams.audio() != null) {
      tracks.add(Track.AUDIO);
    }
    interleaver = new Interleaver(tracks, this::write);
  }

  /// Takes the next packet of its track.
  ///
  /// @throws IOException when it cannot be written
  public void add(EncodedPacket packet) throws IOException {
    if (begun) {
      take(packet);
    } else if ((packet.track() == Track.VIDEO || !hasVideo) && packet.keyframe()) {
      begun = true;
      originNs = packet.dtsNs();
      for (EncodedPacket sound : early) {
        take(sound);
      }
      early.clear();
      take(packet);
    } else if (packet.track() == Track.AUDIO) {
      early.add(packet);
      while (packet.dtsNs() - early.element().dtsNs() > MOST_EARLY_NS) {
        early.remove();
      }
    }
  }

  private void take(EncodedPacket packet) throws IOException {
    if (packet.dtsNs() >= originNs) {
      interleaver.add(packet.at(packet.ptsNs() - originNs, packet.dtsNs() - originNs));
    }
  }

  private void write(EncodedPacket packet) throws IOException {
    boolean keyframe = packet.track() == Track.VIDEO && packet.keyframe();
    if (keyframe || packet.dtsNs() - fragmentNs >= FRAGMENT_NS) {
      muxer.cut();
      file.secure();
      fragmentNs = packet.dtsNs();
    }
    muxer.write(packet);
  }

  /// Writes what waits, and ends the file.
  ///
  /// @throws IOException when it cannot be written
  public void finish() throws IOException {
    interleaver.flush();
    muxer.cut();
    file.secure(); // whatever the index still brings, so far it is whole
    muxer.finish();
    file.secure();
    file.close();
  }

  /// Frees the muxer and closes the file where it stands. Idempotent.
  @Override
  public void close() throws IOException {
    muxer.close();
    file.close();
  }
}
