// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.aes.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tally.player.aes.SampleCipher.Pattern;
import io.tally.player.probe.container.Mp4Boxes;
import io.tally.player.probe.container.Mp4Boxes.Box;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How are the samples of a track encrypted, by its initialization section (ISO/IEC 23001-7 8.2)?
///
/// @param entries one for each sample description; empty for one in the clear
/// @param description which of them holds unless a fragment says otherwise, from 1
/// @param sampleSize bytes of a sample unless a fragment says otherwise
record ProtectedTrack(List<Optional<Entry>> entries, long description, long sampleSize) {
  private static final Set<String> ENCRYPTED = Set.of("encv", "enca");
  private static final int VISUAL_ENTRY = 78;
  private static final int SOUND_ENTRY = 28;
  private static final int KEY_ID_END = 24;

  /// How samples of one description are encrypted.
  ///
  /// @param scheme such as `cbcs`
  /// @param vectorBytes of the initialization vector of each sample; 0 where all have the same
  /// @param vector that one; empty where each has its own, or none is told
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Entry(String scheme, Pattern pattern, int vectorBytes, byte[] vector) {}

  ProtectedTrack {
    entries = List.copyOf(entries);
  }

  /// The tracks that have anything encrypted, by number.
  static Map<Long, ProtectedTrack> read(byte[] init) {
    Map<Long, ProtectedTrack> tracks = new HashMap<>();
    for (Box moov : movies(init)) {
      List<Box> extended = moov.child("mvex").map(box -> box.inside(0)).orElse(List.of());
      for (Box trak : tracks(moov)) {
        List<Optional<Entry>> entries =
            descriptions(trak).stream().map(ProtectedTrack::entry).toList();
        Optional<Box> header = trak.child("tkhd");
        if (header.isPresent() && entries.stream().anyMatch(Optional::isPresent)) {
          long id = header.get().u32(header.get().version() == 1 ? 20 : 12);
          Optional<Box> defaults =
              extended.stream()
                  .filter(box -> box.type().equals("trex") && box.u32(4) == id)
                  .findFirst();
          tracks.put(
              id,
              new ProtectedTrack(
                  entries,
                  defaults.map(box -> box.u32(8)).orElse(1L),
                  defaults.map(box -> box.u32(16)).orElse(0L)));
        }
      }
    }
    return tracks;
  }

  private static List<Box> movies(byte[] init) {
    return Mp4Boxes.in(init, 0, init.length).stream()
        .filter(box -> box.type().equals("moov"))
        .toList();
  }

  private static List<Box> tracks(Box moov) {
    return moov.inside(0).stream().filter(box -> box.type().equals("trak")).toList();
  }

  private static List<Box> descriptions(Box trak) {
    return trak.child("mdia")
        .flatMap(box -> box.child("minf"))
        .flatMap(box -> box.child("stbl"))
        .flatMap(box -> box.child("stsd"))
        .map(box -> box.inside(8))
        .orElse(List.of());
  }

  private static Optional<Box> protection(Box description) {
    if (!ENCRYPTED.contains(description.type())) {
      return Optional.empty();
    }
    int skip = description.type().equals("encv") ? VISUAL_ENTRY : SOUND_ENTRY;
    return description.inside(skip).stream().filter(box -> box.type().equals("sinf")).findFirst();
  }

  private static Optional<Entry> entry(Box description) {
    return protection(description)
        .flatMap(sinf -> {
          String scheme =
              sinf.child("schm")
                  .map(box -> name(box.bytes(), box.from() + 4, box.to()))
                  .orElse("none");
          return sinf.child("schi")
              .flatMap(box -> box.child("tenc"))
              .filter(tenc -> tenc.u8(6) != 0)
              .map(tenc -> entry(scheme, tenc));
        });
  }

  private static Entry entry(String scheme, Box tenc) {
    int blocks = tenc.version() == 0 ? 0 : tenc.u8(5);
    int vectorBytes = tenc.u8(7);
    int constant = vectorBytes == 0 ? tenc.u8(KEY_ID_END) : 0;
    int from = tenc.from() + KEY_ID_END + 1;
    byte[] vector =
        tenc.has(KEY_ID_END + 1 + constant)
            ? Arrays.copyOfRange(tenc.bytes(), from, from + constant)
            : new byte[0];
    return new Entry(scheme, new Pattern(blocks >> 4, blocks & 0xF), vectorBytes, vector);
  }

  private static String name(byte[] bytes, int from, int to) {
    return from + 4 <= to ? new String(bytes, from, 4, ISO_8859_1) : "";
  }

  /// The section as it would be if nothing were encrypted, as long as it was; the same array when
  /// nothing is.
  @SuppressWarnings("ReferenceEquality") // that very array, as long as it is no copy
  static byte[] clear(byte[] init) {
    byte[] clear = init;
    for (Box moov : movies(init)) {
      for (Box description :
          tracks(moov).stream().flatMap(t -> descriptions(t).stream()).toList()) {
        Optional<Box> sinf = protection(description);
        Optional<Box> format = sinf.flatMap(box -> box.child("frma")).filter(box -> box.has(4));
        if (format.isPresent()) {
          clear = clear == init ? init.clone() : clear;
          rename(clear, description, name(init, format.get().from(), format.get().to()));
          rename(clear, sinf.orElseThrow(), "free");
        }
      }
    }
    return clear;
  }

  /// Gives a box another type.
  static void rename(byte[] bytes, Box box, String type) {
    // In front of the type stands its size, and behind it a second one when that is a long one.
    boolean plain = name(bytes, box.from() - 4, box.from()).equals(box.type());
    System.arraycopy(type.getBytes(ISO_8859_1), 0, bytes, box.from() - (plain ? 4 : 12), 4);
  }
}
