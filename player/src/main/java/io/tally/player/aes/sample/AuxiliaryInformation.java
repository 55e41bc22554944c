// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.aes.sample;

import io.tally.player.probe.container.Mp4Boxes.Box;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What does a track fragment tell of the encryption of each of its samples (ISO/IEC 23001-7 7)?
///
/// Told by `senc`, or by `saiz` and `saio`, which say where the same lies.
final class AuxiliaryInformation {
  private static final int SUBSAMPLES = 2; // flag of senc
  private static final int MOST_SAMPLES = 1_000_000;

  /// A stretch of bytes in the clear and one that is encrypted behind it.
  record Subsample(int clear, long encrypted) {}

  /// What is told of one sample.
  ///
  /// @param vector empty where the track has one for all
  /// @param subsamples none where all of the sample is encrypted
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Sample(byte[] vector, List<Subsample> subsamples) {
    /// Nothing is told.
    static final Sample PLAIN = new Sample(new byte[0], List.of());
  }

  private AuxiliaryInformation() {}

  /// What is told of the samples in order; empty where nothing is.
  ///
  /// @param base of the offsets in `saio`
  static List<Sample> read(Box traf, int vectorBytes, int base) throws GeneralSecurityException {
    Optional<Box> senc = traf.child("senc");
    if (senc.isPresent()) {
      return inOneBox(senc.get(), vectorBytes);
    }
    Optional<Box> sizes = traf.child("saiz");
    Optional<Box> offsets = traf.child("saio");
    return sizes.isPresent() && offsets.isPresent()
        ? elsewhere(sizes.get(), offsets.get(), vectorBytes, base)
        : List.of();
  }

  private static List<Sample> inOneBox(Box senc, int vectorBytes) throws GeneralSecurityException {
    boolean subsamples = (senc.flags() & SUBSAMPLES) != 0;
    long count = senc.u32(4);
    List<Sample> samples = new ArrayList<>();
    int at = 8;
    for (long i = 0; i < count && (vectorBytes > 0 || subsamples); i++) {
      Sample sample = sample(senc, at, vectorBytes, subsamples);
      at += vectorBytes + (subsamples ? 2 + 6 * sample.subsamples().size() : 0);
      samples.add(sample);
    }
    return samples;
  }

  private static List<Sample> elsewhere(Box sizes, Box offsets, int vectorBytes, int base)
      throws GeneralSecurityException {
    int at = 4 + ((sizes.flags() & 1) != 0 ? 8 : 0);
    int size = sizes.u8(at);
    long count = sizes.u32(at + 1);
    int offset = 4 + ((offsets.flags() & 1) != 0 ? 8 : 0);
    if (offsets.u32(offset) != 1) {
      throw new GeneralSecurityException("its encryption is told in several places");
    }
    long from = base + (offsets.version() == 1 ? offsets.u64(offset + 4) : offsets.u32(offset + 4));
    if (from < 0 || from > sizes.bytes().length) {
      throw new GeneralSecurityException("its encryption is told outside of it");
    }
    if (count > MOST_SAMPLES || (size == 0 && !sizes.has((int) (at + 5 + count)))) {
      throw new GeneralSecurityException(
          "it tells of %d samples and not how long that is of each".formatted(count));
    }
    Box told = new Box(sizes.bytes(), "", (int) from, sizes.bytes().length);
    List<Sample> samples = new ArrayList<>();
    int place = 0;
    for (int i = 0; i < count; i++) {
      int length = size > 0 ? size : sizes.u8(at + 5 + i);
      if (length == 0) {
        samples.add(Sample.PLAIN);
      } else if (length < vectorBytes) {
        throw new GeneralSecurityException("what it tells of its encryption is too short");
      } else {
        samples.add(sample(told, place, vectorBytes, length > vectorBytes));
      }
      place += length;
    }
    return samples;
  }

  private static Sample sample(Box box, int at, int vectorBytes, boolean hasSubsamples)
      throws GeneralSecurityException {
    int subsamples = hasSubsamples ? box.u16(at + vectorBytes) : 0;
    int end = at + vectorBytes + (hasSubsamples ? 2 : 0) + 6 * subsamples;
    if (!box.has(end)) {
      throw new GeneralSecurityException("what it tells of its encryption is cut off");
    }
    List<Subsample> stretches = new ArrayList<>(subsamples);
    for (int i = at + vectorBytes + 2; i < end; i += 6) {
      stretches.add(new Subsample(box.u16(i), box.u32(i + 2)));
    }
    int from = box.from() + at;
    return new Sample(Arrays.copyOfRange(box.bytes(), from, from + vectorBytes), stretches);
  }
}
