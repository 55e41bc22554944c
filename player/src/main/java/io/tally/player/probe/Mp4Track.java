// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe;

import io.tally.player.probe.container.Mp4Boxes;
import io.tally.player.probe.container.Mp4Boxes.Box;
import io.tally.player.probe.picture.H264Parameters;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What does an initialization section say about a track (ISO/IEC 14496-12 8.3 to 8.8)?
///
/// @param timescale ticks a second
/// @param video whether it holds pictures; else sound
/// @param defaultDuration of a sample, ticks
/// @param defaultFlags of a sample
record Mp4Track(
    long id,
    long timescale,
    boolean video,
    String codec,
    int width,
    int height,
    Optional<H264Parameters> parameters,
    int sampleRate,
    int channels,
    long defaultDuration,
    long defaultFlags) {
  private static final Set<String> H264 = Set.of("avc1", "avc3");
  private static final Set<String> HEVC = Set.of("hvc1", "hev1");
  private static final int VISUAL_ENTRY = 78;
  private static final int SOUND_ENTRY = 28;

  /// The tracks of pictures and sound by number.
  static Map<Long, Mp4Track> read(byte[] init) {
    Map<Long, Mp4Track> tracks = new HashMap<>();
    for (Box moov : Mp4Boxes.in(init, 0, init.length)) {
      if (moov.type().equals("moov")) {
        List<Box> extended = moov.child("mvex").map(box -> box.inside(0)).orElse(List.of());
        for (Box trak : moov.inside(0)) {
          if (trak.type().equals("trak")) {
            track(trak, extended).ifPresent(track -> tracks.put(track.id(), track));
          }
        }
      }
    }
    return tracks;
  }

  private static Optional<Mp4Track> track(Box trak, List<Box> extended) {
    Optional<Box> header = trak.child("tkhd");
    Optional<Box> media = trak.child("mdia");
    Optional<Box> clock = media.flatMap(box -> box.child("mdhd"));
    Optional<Box> table =
        media
            .flatMap(box -> box.child("minf"))
            .flatMap(box -> box.child("stbl"))
            .flatMap(box -> box.child("stsd"));
    if (header.isEmpty() || clock.isEmpty() || table.isEmpty()) {
      return Optional.empty();
    }
    long id = header.get().u32(header.get().version() == 1 ? 20 : 12);
    long timescale = clock.get().u32(clock.get().version() == 1 ? 20 : 12);
    String handler = media.flatMap(box -> box.child("hdlr")).map(box -> fourCc(box, 8)).orElse("");
    List<Box> entries = table.get().inside(8);
    boolean video = handler.equals("vide");
    if (timescale == 0 || entries.isEmpty() || !(video || handler.equals("soun"))) {
      return Optional.empty();
    }
    Box entry = entries.getFirst();
    Optional<Box> defaults =
        extended.stream().filter(box -> box.type().equals("trex") && box.u32(4) == id).findFirst();
    Optional<H264Parameters> parameters = video ? parameters(entry) : Optional.empty();
    return Optional.of(
        new Mp4Track(
            id,
            timescale,
            video,
            video ? videoCodec(entry) : soundCodec(entry),
            video ? entry.u16(24) : 0,
            video ? entry.u16(26) : 0,
            parameters,
            video ? 0 : entry.u16(24),
            video ? 0 : entry.u16(16),
            defaults.map(box -> box.u32(12)).orElse(0L),
            defaults.map(box -> box.u32(20)).orElse(0L)));
  }

  private static String fourCc(Box box, int offset) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      text.append((char) box.u8(offset + i));
    }
    return text.toString();
  }

  private static Optional<Box> inside(Box entry, int skip, String type) {
    return entry.inside(skip).stream().filter(box -> box.type().equals(type)).findFirst();
  }

  private static Optional<H264Parameters> parameters(Box entry) {
    Optional<Box> configuration = inside(entry, VISUAL_ENTRY, "avcC");
    if (!H264.contains(entry.type()) || configuration.isEmpty()) {
      return Optional.empty();
    }
    Box box = configuration.get();
    int length = box.u16(6);
    int from = box.from() + 8;
    return (box.u8(5) & 0x1F) > 0 && from + length <= box.to()
        ? H264Parameters.read(box.bytes(), from + 1, from + length)
        : Optional.empty();
  }

  private static String videoCodec(Box entry) {
    Optional<Box> avc = inside(entry, VISUAL_ENTRY, "avcC");
    if (H264.contains(entry.type()) && avc.isPresent()) {
      Box box = avc.get();
      return String.format(
          Locale.ROOT, "%s.%02x%02x%02x", entry.type(), box.u8(1), box.u8(2), box.u8(3));
    }
    Optional<Box> hevc = inside(entry, VISUAL_ENTRY, "hvcC");
    if (HEVC.contains(entry.type()) && hevc.isPresent()) {
      Box box = hevc.get();
      String compatible =
          Integer.toHexString(Integer.reverse((int) box.u32(2))).toUpperCase(Locale.ROOT);
      return entry.type()
          + "."
          + (box.u8(1) & 0x1F)
          + "."
          + compatible
          + "."
          + ((box.u8(1) & 0x20) != 0 ? "H" : "L")
          + box.u8(12);
    }
    return entry.type();
  }

  /// The object type of an MPEG-4 decoder lies in descriptors of variable length; the last byte of
  /// its configuration's first bits is what RFC 6381 wants.
  private static String soundCodec(Box entry) {
    Optional<Box> descriptors = inside(entry, SOUND_ENTRY, "esds");
    if (!entry.type().equals("mp4a") || descriptors.isEmpty()) {
      return entry.type();
    }
    Box box = descriptors.get();
    for (int i = 4; box.has(i + 3); i++) {
      if (box.u8(i) == 0x05) { // decoder specific information
        int at = i + 1;
        while ((box.u8(at) & 0x80) != 0 && at < i + 4) {
          at++;
        }
        int type = box.u8(at + 1) >> 3;
        return "mp4a.40." + (type == 31 ? 32 + ((box.u16(at + 1) >> 5) & 0x3F) : type);
      }
      if (box.u8(i) == 0x04) {
        int at = i + 1;
        while ((box.u8(at) & 0x80) != 0 && at < i + 4) {
          at++;
        }
        i = at + 13; // behind the decoder configuration's own fields
      } else if (box.u8(i) == 0x03) {
        int at = i + 1;
        while ((box.u8(at) & 0x80) != 0 && at < i + 4) {
          at++;
        }
        i = at + 3;
      }
    }
    return entry.type();
  }
}
