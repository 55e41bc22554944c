// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event.id3;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Which frames do ID3 tags hold (ID3v2.3 3 and ID3v2.4 structure 3 and 4)?
///
/// One object reads the tags of one moment, which may lie behind each other.
public final class Id3Reader {
  private static final int HEADER = 10;
  private static final int MOST_FRAMES = 200;
  private static final int LONGEST_UNPACKED = 64 << 10;

  private final byte[] bytes;
  private final List<Id3Frame> frames = new ArrayList<>();
  private Optional<String> problem = Optional.empty();

  private Id3Reader(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Reads tags; what is wrong is told by the problem.
  public static Id3Tag read(byte[] bytes) {
    return new Id3Reader(bytes).read();
  }

  private Id3Tag read() {
    int at = 0;
    while (isTag(at)) {
      int size = syncsafe(bytes, at + 6);
      int end = Math.min(bytes.length, at + HEADER + size);
      if (at + HEADER + size > bytes.length) {
        wrong(
            "The tag says that it has %d bytes and has %d"
                .formatted(size, bytes.length - at - HEADER));
      }
      tag(at, end);
      boolean footer = (bytes[at + 5] & 0x10) != 0;
      at = end + (footer ? HEADER : 0);
    }
    if (at == 0) {
      wrong("It does not begin with ID3, as a tag does");
    }
    return new Id3Tag(frames, problem);
  }

  private boolean isTag(int at) {
    return at + HEADER <= bytes.length
        && bytes[at] == 'I'
        && bytes[at + 1] == 'D'
        && bytes[at + 2] == '3';
  }

  private void wrong(String sentence) {
    problem = problem.or(() -> Optional.of(sentence));
  }

  private static int syncsafe(byte[] bytes, int at) {
    return (bytes[at] & 0x7F) << 21
        | (bytes[at + 1] & 0x7F) << 14
        | (bytes[at + 2] & 0x7F) << 7
        | (bytes[at + 3] & 0x7F);
  }

  private static long whole(byte[] bytes, int at) {
    return (bytes[at] & 0xFFL) << 24
        | (bytes[at + 1] & 0xFF) << 16
        | (bytes[at + 2] & 0xFF) << 8
        | (bytes[at + 3] & 0xFF);
  }

  private void tag(int from, int to) {
    int version = bytes[from + 3];
    int flags = bytes[from + 5];
    if (version != 3 && version != 4) {
      wrong("The tag is of ID3v2.%d, and 2.3 and 2.4 are read".formatted(version));
      return;
    }
    byte[] body = Arrays.copyOfRange(bytes, from + HEADER, to);
    boolean unsynchronised = (flags & 0x80) != 0;
    if (unsynchronised && version == 3) {
      body = synchronised(body); // of 2.4 each frame is by itself
    }
    int at = 0;
    if ((flags & 0x40) != 0 && body.length >= 4) {
      long extended = version == 4 ? syncsafe(body, 0) : 4 + whole(body, 0);
      at = (int) Math.min(body.length, extended);
    }
    frames(body, at, version, unsynchronised);
  }

  /// Without the zeros behind 0xFF that keep decoders of sound from starting there.
  private static byte[] synchronised(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length);
    for (int i = 0; i < body.length; i++) {
      out.write(body[i]);
      if ((body[i] & 0xFF) == 0xFF && i + 1 < body.length && body[i + 1] == 0) {
        i++;
      }
    }
    return out.toByteArray();
  }

  private void frames(byte[] body, int from, int version, boolean unsynchronised) {
    int at = from;
    while (at + HEADER <= body.length && body[at] != 0 && frames.size() < MOST_FRAMES) {
      String id = new FrameBytes(Arrays.copyOfRange(body, at, at + 4)).plain(4);
      long size = size(body, at + 4, version);
      int flags = body[at + 9] & 0xFF;
      int begin = at + HEADER;
      if (!id.matches("[A-Z0-9]{4}")) {
        wrong("A frame has no name of four letters and digits");
        return;
      }
      if (size > body.length - begin) {
        wrong(
            "Frame %s says that it has %d bytes and has %d"
                .formatted(id, size, body.length - begin));
      }
      int end = (int) Math.min(body.length, begin + size);
      byte[] content = Arrays.copyOfRange(body, begin, end);
      frames.add(
          version == 3 ? older(id, content, flags) : newer(id, content, flags, unsynchronised));
      at = end;
    }
  }

  /// Seven bits a byte in 2.4, where some writers use eight all the same.
  private static long size(byte[] body, int at, int version) {
    boolean seven =
        ((body[at] | body[at + 1] | body[at + 2] | body[at + 3]) & 0x80) == 0 && version == 4;
    if (!seven) {
      return whole(body, at);
    }
    return syncsafe(body, at);
  }

  private static Id3Frame older(String id, byte[] content, int flags) {
    int skipped = (flags & 0x80) != 0 ? 4 : 0; // the size when unpacked
    skipped += (flags & 0x20) != 0 ? 1 : 0; // the group
    boolean encrypted = (flags & 0x40) != 0;
    return frame(id, behind(content, skipped), (flags & 0x80) != 0, encrypted);
  }

  private static Id3Frame newer(String id, byte[] content, int flags, boolean unsynchronised) {
    int skipped = (flags & 0x40) != 0 ? 1 : 0; // the group
    skipped += (flags & 0x01) != 0 ? 4 : 0; // the length of its data
    byte[] own = behind(content, skipped);
    if ((flags & 0x02) != 0 || unsynchronised) {
      own = synchronised(own);
    }
    return frame(id, own, (flags & 0x08) != 0, (flags & 0x04) != 0);
  }

  private static byte[] behind(byte[] content, int skipped) {
    return Arrays.copyOfRange(content, Math.min(skipped, content.length), content.length);
  }

  private static Id3Frame frame(String id, byte[] content, boolean packed, boolean encrypted) {
    if (encrypted) {
      return new Id3Frame.Other(id, content.length);
    }
    if (!packed) {
      return FrameContent.read(id, content);
    }
    Optional<byte[]> open = unpacked(content);
    return open.isPresent()
        ? FrameContent.read(id, open.get())
        : new Id3Frame.Other(id, content.length);
  }

  /// As far as a frame may be long; empty when it makes no sense.
  private static Optional<byte[]> unpacked(byte[] packed) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      byte[] out = new byte[LONGEST_UNPACKED];
      int filled = 0;
      int more = 1;
      while (more > 0 && filled < out.length) {
        more = inflater.inflate(out, filled, out.length - filled);
        filled += more;
      }
      return Optional.of(Arrays.copyOf(out, filled));
    } catch (DataFormatException _) {
      return Optional.empty();
    } finally {
      inflater.end();
    }
  }
}
