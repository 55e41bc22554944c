// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event.scte35;

import io.tally.player.event.scte35.SpliceCommand.Break;
import io.tally.player.event.scte35.SpliceCommand.Insert;
import io.tally.player.probe.container.Bits;
import io.tally.player.probe.container.Crc32;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What do the bytes of a section of splice information say (SCTE 35 9.6 and 9.7)?
///
/// One object reads one section.
public final class SpliceReader {
  private static final int TABLE = 0xFC;
  private static final int HEADER = 3;
  private static final int SUM = 4;
  private static final int SHORTEST = 20; // with nothing in it
  private static final int LENGTH_NOT_TOLD = 0xFFF;

  private final byte[] bytes;
  private Optional<String> problem = Optional.empty();

  private SpliceReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Reads a section; what is wrong with it is told by its problem.
  public static SpliceSection read(byte[] bytes) {
    return new SpliceReader(bytes).read();
  }

  private SpliceSection read() {
    if (bytes.length < SHORTEST || (bytes[0] & 0xFF) != TABLE) {
      return nothing(
          bytes.length > 0 && (bytes[0] & 0xFF) != TABLE
              ? "It begins with table id 0x%02x, where 0xfc is expected".formatted(bytes[0])
              : "It has %d bytes, where at least %d are expected"
                  .formatted(bytes.length, SHORTEST));
    }
    int told = HEADER + ((bytes[1] & 0xF) << 8 | (bytes[2] & 0xFF));
    int end = Math.min(told, bytes.length);
    if (told > bytes.length || told < SHORTEST) {
      wrong("It says that it has %d bytes and has %d".formatted(told, bytes.length));
    } else if (Crc32.of(bytes, 0, end) != 0) {
      wrong("Its check sum (CRC-32) does not fit its bytes");
    }
    Bits in = new Bits(bytes, HEADER, Math.max(HEADER, end - SUM));
    in.skip(8); // protocol version
    final boolean encrypted = in.flag();
    in.skip(6);
    final long adjustment = in.number(33);
    in.skip(8); // which key
    final int tier = in.small(12);
    final int length = in.small(12);
    if (encrypted) {
      wrong("It is encrypted, so that what it asks for cannot be read");
      return new SpliceSection(
          adjustment, tier, new SpliceCommand.Unreadable(), List.of(), problem);
    }
    int type = in.small(8);
    Bits own = length == LENGTH_NOT_TOLD ? in : in.part(length);
    SpliceCommand command = command(type, own, length);
    List<SpliceDescriptor> descriptors = DescriptorReader.read(in.part(in.small(16)));
    if (own.ended() || in.ended()) {
      wrong("It ends before what it announces");
    }
    return new SpliceSection(adjustment, tier, command, descriptors, problem);
  }

  private SpliceSection nothing(String why) {
    return new SpliceSection(0, 0, new SpliceCommand.Unreadable(), List.of(), Optional.of(why));
  }

  private void wrong(String sentence) {
    problem = problem.or(() -> Optional.of(sentence)); // the first is the cause of the others
  }

  private static SpliceCommand command(int type, Bits in, int length) {
    return switch (type) {
      case 0x00 -> new SpliceCommand.Null();
      case 0x04 -> schedule(in);
      case 0x05 -> insert(in);
      case 0x06 -> new SpliceCommand.TimeSignal(time(in));
      case 0x07 -> new SpliceCommand.BandwidthReservation();
      case 0xFF -> {
        String identifier = Upid.identifier(in.number(32));
        int rest = length == LENGTH_NOT_TOLD ? 0 : in.leftBytes();
        in.bytes(rest);
        yield new SpliceCommand.Private(identifier, rest);
      }
      default -> new SpliceCommand.Unknown(type);
    };
  }

  private static OptionalLong time(Bits in) {
    if (in.flag()) {
      in.skip(6);
      return OptionalLong.of(in.number(33));
    }
    in.skip(7);
    return OptionalLong.empty();
  }

  private static Insert insert(Bits in) {
    long event = in.number(32);
    boolean cancelled = in.flag();
    in.skip(7);
    if (cancelled) {
      return cancelled(event);
    }
    final boolean out = in.flag();
    final boolean whole = in.flag();
    final boolean timed = in.flag();
    final boolean immediate = in.flag();
    in.skip(4);
    OptionalLong pts = OptionalLong.empty();
    if (whole && !immediate) {
      pts = time(in);
    } else if (!whole) {
      int components = in.small(8);
      for (int i = 0; i < components && !in.ended(); i++) {
        in.skip(8);
        OptionalLong own = immediate ? OptionalLong.empty() : time(in);
        pts = pts.isPresent() ? pts : own;
      }
    }
    return new Insert(
        event,
        false,
        out,
        immediate,
        pts,
        OptionalLong.empty(),
        timed ? Optional.of(lasts(in)) : Optional.empty(),
        in.small(16),
        in.small(8),
        in.small(8));
  }

  private static Insert cancelled(long event) {
    return new Insert(
        event,
        true,
        false,
        false,
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        0,
        0,
        0);
  }

  private static Break lasts(Bits in) {
    boolean autoReturn = in.flag();
    in.skip(6);
    return new Break(in.number(33), autoReturn);
  }

  private static SpliceCommand.Schedule schedule(Bits in) {
    List<Insert> events = new ArrayList<>();
    int count = in.small(8);
    for (int i = 0; i < count && !in.ended(); i++) {
      long event = in.number(32);
      boolean cancelled = in.flag();
      in.skip(7);
      events.add(cancelled ? cancelled(event) : scheduled(event, in));
    }
    return new SpliceCommand.Schedule(events);
  }

  private static Insert scheduled(long event, Bits in) {
    final boolean out = in.flag();
    final boolean whole = in.flag();
    final boolean timed = in.flag();
    in.skip(5);
    OptionalLong utc = OptionalLong.empty();
    if (whole) {
      utc = OptionalLong.of(in.number(32));
    } else {
      int components = in.small(8);
      for (int i = 0; i < components && !in.ended(); i++) {
        in.skip(8);
        long own = in.number(32);
        utc = utc.isPresent() ? utc : OptionalLong.of(own);
      }
    }
    return new Insert(
        event,
        false,
        out,
        false,
        OptionalLong.empty(),
        utc,
        timed ? Optional.of(lasts(in)) : Optional.empty(),
        in.small(16),
        in.small(8),
        in.small(8));
  }
}
