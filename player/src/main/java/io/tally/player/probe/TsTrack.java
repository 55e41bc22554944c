// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe;

import io.tally.player.probe.SegmentFacts.Audio;
import io.tally.player.probe.SegmentFacts.Span;
import io.tally.player.probe.SegmentFacts.Video;
import io.tally.player.probe.container.PesHeader;
import io.tally.player.probe.container.Ticks;
import io.tally.player.probe.picture.AccessUnit;
import io.tally.player.probe.picture.H264Parameters;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// When are the samples of one elementary stream, and which need no other?
///
/// Takes one PES packet as one picture, as packagers write them. One object per stream and segment.
final class TsTrack {
  /// What is coded in it?
  enum Format {
    H264,
    HEVC,
    AAC,
    MP3,
    AC3,
    EAC3
  }

  private static final int MOST_OF_A_PICTURE = 8 << 10; // parameters and the first slice's header
  private static final int MOST_SOUND = 16 << 20;
  private static final long WRAP = 1L << 33;

  private final Format format;
  private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
  private final List<Long> presentations = new ArrayList<>(); // ticks, unwrapped
  private final List<Long> keyframes = new ArrayList<>();
  private Optional<H264Parameters> parameters = Optional.empty();
  private long firstDecode;
  private long newest;
  private boolean open;
  private boolean firstIsKey;
  private int pictures;

  TsTrack(Format format) {
    this.format = format;
  }

  boolean isVideo() {
    return format == Format.H264 || format == Format.HEVC;
  }

  void take(byte[] bytes, int from, int to, boolean begins) {
    int at = from;
    if (begins) {
      if (isVideo()) {
        end();
        payload.reset();
      }
      at = header(bytes, from, to);
      open = true;
    }
    int room = isVideo() ? MOST_OF_A_PICTURE : MOST_SOUND;
    if (open && at < to && payload.size() < room) {
      payload.write(bytes, at, to - at);
    }
  }

  /// The place behind the header of a PES packet.
  private int header(byte[] bytes, int from, int to) {
    PesHeader header = PesHeader.read(bytes, from, to);
    if (header.presentation().isPresent()) {
      long presentation = unwrapped(header.presentation().getAsLong());
      if (presentations.isEmpty()) {
        firstDecode =
            header.decode().isPresent() ? unwrapped(header.decode().getAsLong()) : presentation;
      }
      presentations.add(presentation);
    }
    return header.end();
  }

  private long unwrapped(long ticks) {
    if (presentations.isEmpty() && newest == 0) {
      newest = ticks;
      return ticks;
    }
    long ahead = Math.floorMod(ticks - newest + WRAP / 2, WRAP) - WRAP / 2;
    newest += ahead;
    return newest;
  }

  /// Ends the picture that is being read.
  void end() {
    if (!isVideo() || !open || payload.size() == 0 || presentations.isEmpty()) {
      return;
    }
    byte[] picture = payload.toByteArray();
    AccessUnit unit = AccessUnit.read(picture, picture.length, format == Format.HEVC);
    parameters = parameters.or(unit::parameters);
    if (unit.independent()) {
      keyframes.add(Ticks.mpegNs(presentations.getLast()));
    }
    if (pictures == 0) {
      firstIsKey = unit.independent();
    }
    pictures++;
    payload.reset();
    open = false;
  }

  Optional<Video> video() {
    if (presentations.isEmpty()) {
      return Optional.empty();
    }
    String codec =
        format == Format.HEVC ? "hvc1" : parameters.map(H264Parameters::codec).orElse("avc1");
    return Optional.of(
        new Video(
            codec,
            parameters.map(H264Parameters::width).orElse(0),
            parameters.map(H264Parameters::height).orElse(0),
            parameters.map(H264Parameters::transfer).orElse(0),
            parameters.map(H264Parameters::interlaced).orElse(false),
            span(),
            firstIsKey,
            keyframes));
  }

  private Span span() {
    long first = presentations.stream().mapToLong(Long::longValue).min().orElse(0);
    long last = presentations.stream().mapToLong(Long::longValue).max().orElse(0);
    int count = presentations.size();
    // The last one lasts as long as the others do on average.
    long step = count > 1 ? (last - first) / (count - 1) : 0;
    return Span.untold(
        Ticks.mpegNs(first),
        Ticks.mpegNs(last + step),
        Ticks.mpegNs(firstDecode),
        count,
        Ticks.WRAP_NS);
  }

  Optional<Audio> audio() {
    if (presentations.isEmpty()) {
      return Optional.empty();
    }
    if (format == Format.AAC) {
      byte[] sound = payload.toByteArray();
      Optional<Audio> aac =
          Adts.read(sound, 0, sound.length, Ticks.mpegNs(presentations.getFirst()), Ticks.WRAP_NS);
      if (aac.isPresent()) {
        return aac;
      }
    }
    String codec =
        switch (format) {
          case AAC -> "mp4a.40";
          case MP3 -> "mp4a.40.34";
          case AC3 -> "ac-3";
          case EAC3 -> "ec-3";
          case H264, HEVC -> "";
        };
    return Optional.of(new Audio(codec, 0, 0, span()));
  }
}
