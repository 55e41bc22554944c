// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.aes.sample;

import io.tally.player.aes.SampleCipher;
import io.tally.player.aes.sample.AuxiliaryInformation.Sample;
import io.tally.player.aes.sample.AuxiliaryInformation.Subsample;
import io.tally.player.probe.container.Mp4Boxes;
import io.tally.player.probe.container.Mp4Boxes.Box;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which bytes does a segment of fragmented MP4 have in the clear whose samples are encrypted
/// (ISO/IEC 23001-7, scheme `cbcs`)?
///
/// Nothing moves. One object opens one segment.
final class Fragments {
  private static final Set<String> OF_ENCRYPTION = Set.of("senc", "saiz", "saio", "pssh");
  private static final long KEY_GROUP = 0x73656967; // "seig"
  private static final int MOST_SAMPLES = 1_000_000;
  private static final int BLOCK = 16;

  private final byte[] segment;
  private final Map<Long, ProtectedTrack> tracks;
  private final SampleCipher cipher;
  private final byte[] vector;
  private long samples; // so far, as the next
  private long sampleBytes;

  /// @param segment is written to
  /// @param vector for samples that are given none
  Fragments(byte[] segment, Map<Long, ProtectedTrack> tracks, SampleCipher cipher, byte[] vector) {
    this.segment = segment;
    this.tracks = tracks;
    this.cipher = cipher;
    this.vector = vector;
  }

  void open() throws GeneralSecurityException {
    int begins = 0; // where the next box does
    for (Box box : Mp4Boxes.in(segment, 0, segment.length)) {
      if (box.type().equals("moof")) {
        fragment(box, begins);
      }
      begins = box.to();
    }
  }

  private void fragment(Box moof, int begins) throws GeneralSecurityException {
    long dataEnd = begins; // of the track fragment before
    for (Box traf : moof.inside(0)) {
      Optional<Box> header = traf.child("tfhd");
      if (traf.type().equals("traf") && header.isPresent()) {
        dataEnd = track(traf, header.get(), begins, dataEnd);
      }
    }
    for (Box box : moof.inside(0)) {
      rename(box);
      if (box.type().equals("traf")) {
        box.inside(0).forEach(this::rename);
      }
    }
  }

  private void rename(Box box) {
    if (OF_ENCRYPTION.contains(box.type())) {
      ProtectedTrack.rename(segment, box, "free");
    }
  }

  /// Where the data of the track fragment ends.
  private long track(Box traf, Box header, int begins, long dataEnd)
      throws GeneralSecurityException {
    int flags = header.flags();
    ProtectedTrack track = tracks.get(header.u32(4));
    int at = 8;
    boolean fromMoof = (flags & 0x20000) != 0;
    long base = fromMoof ? begins : dataEnd;
    if ((flags & 0x1) != 0) {
      base = header.u64(at);
      at += 8;
    }
    long description = track == null ? 1 : track.description();
    if ((flags & 0x2) != 0) {
      description = header.u32(at);
      at += 4;
    }
    at += (flags & 0x8) != 0 ? 4 : 0;
    long size = (flags & 0x10) != 0 ? header.u32(at) : track == null ? 0 : track.sampleSize();
    Optional<ProtectedTrack.Entry> entry =
        track != null && description >= 1 && description <= track.entries().size()
            ? track.entries().get((int) description - 1)
            : Optional.empty();
    if (entry.isPresent()
        && traf.inside(0).stream()
            .anyMatch(box -> box.type().equals("sbgp") && box.u32(4) == KEY_GROUP)) {
      throw new GeneralSecurityException("its keys change from sample to sample");
    }
    List<Sample> told =
        entry.isPresent()
            ? AuxiliaryInformation.read(traf, entry.get().vectorBytes(), (int) within(base))
            : List.of();
    int number = 0;
    long place = base;
    for (Box run : traf.inside(0)) {
      if (run.type().equals("trun")) {
        if ((run.flags() & 0x1) != 0) {
          place = base + (int) run.u32(8);
        }
        long count = run.u32(4);
        for (int i = 0; i < count; i++) {
          long length = length(run, i, size);
          count(length);
          if (entry.isPresent()) {
            Sample sample = told.isEmpty() ? Sample.PLAIN : one(told, number);
            sample(place, length, entry.get(), sample);
          }
          place += length;
          number++;
        }
      }
    }
    return place;
  }

  /// However often a segment tells of the same bytes, opening it takes time in proportion to it.
  private void count(long length) throws GeneralSecurityException {
    sampleBytes += length;
    if (++samples > MOST_SAMPLES || sampleBytes > segment.length) {
      throw new GeneralSecurityException(
          "its samples are more than %d, or longer than it is itself".formatted(MOST_SAMPLES));
    }
  }

  private static Sample one(List<Sample> told, int number) throws GeneralSecurityException {
    if (number >= told.size()) {
      throw new GeneralSecurityException(
          "it has more samples than the %d of which it tells the encryption"
              .formatted(told.size()));
    }
    return told.get(number);
  }

  private static long length(Box run, int sample, long usual) {
    int flags = run.flags();
    if ((flags & 0x200) == 0) {
      return usual;
    }
    int first = 8 + ((flags & 0x1) != 0 ? 4 : 0) + ((flags & 0x4) != 0 ? 4 : 0);
    int width = 4 * Integer.bitCount(flags & 0xF00);
    return run.u32(first + sample * width + ((flags & 0x100) != 0 ? 4 : 0));
  }

  private long within(long place) throws GeneralSecurityException {
    if (place < 0 || place > segment.length) {
      throw new GeneralSecurityException("a sample lies outside of it");
    }
    return place;
  }

  private void sample(long place, long length, ProtectedTrack.Entry entry, Sample told)
      throws GeneralSecurityException {
    int from = (int) within(place);
    int to = (int) within(place + length);
    byte[] own = told.vector().length > 0 ? told.vector() : entry.vector();
    byte[] first = own.length > 0 ? own : vector;
    if (first.length != BLOCK && first.length != BLOCK / 2) {
      throw new GeneralSecurityException(
          "an initialization vector has %d bytes, and 8 or 16 are expected"
              .formatted(first.length));
    }
    if (!entry.scheme().equals("cbcs")) {
      throw new GeneralSecurityException(
          "its scheme is %s, and cbcs is expected"
              .formatted(entry.scheme().replaceAll("[^a-z0-9]", "?")));
    }
    byte[] whole = Arrays.copyOf(first, BLOCK);
    if (told.subsamples().isEmpty()) {
      cipher.chained(segment, from, to, entry.pattern(), whole);
    }
    long at = from;
    for (Subsample subsample : told.subsamples()) {
      at += subsample.clear();
      long end = at + subsample.encrypted();
      if (end > to) {
        throw new GeneralSecurityException("more of a sample is encrypted than it has bytes");
      }
      // Each stretch begins a chain of its own.
      cipher.chained(segment, (int) at, (int) end, entry.pattern(), whole);
      at = end;
    }
  }
}
