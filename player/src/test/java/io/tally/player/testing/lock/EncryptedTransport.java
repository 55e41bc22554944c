// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing.lock;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// MPEG transport streams and packed sound whose samples are encrypted as Apple's "MPEG-2 Stream
/// Encryption Format for HTTP Live Streaming" says, written from its syntax: pictures grow by what
/// is escaped in them, so the packets are made anew.
public final class EncryptedTransport {
  private static final int PACKET = 188;
  private static final Map<Integer, Integer> TYPES =
      Map.of(0x1B, 0xDB, 0x0F, 0xCF, 0x81, 0xC1, 0x87, 0xC2);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<Integer, Integer> types = new HashMap<>(); // of the streams, by pid
  private final Map<Integer, Integer> counters = new HashMap<>();
  private final Map<Integer, ByteArrayOutputStream> open = new LinkedHashMap<>(); // PES packets
  private final Map<Integer, byte[]> fields = new HashMap<>(); // adaptation, of their beginnings

  private EncryptedTransport() {}

  /// Encrypts the segments that a playlist names and writes the key into it.
  public static void encrypt(Path folder, String playlist) throws Exception {
    Path list = folder.resolve(playlist);
    List<String> lines = Files.readAllLines(list);
    for (String line : lines) {
      if (!line.startsWith("#") && !line.isBlank()) {
        byte[] bytes = Files.readAllBytes(folder.resolve(line));
        byte[] made = line.endsWith(".ts") ? new EncryptedTransport().stream(bytes) : packed(bytes);
        Files.write(folder.resolve(line), made);
      }
    }
    SampleKey.write(folder);
    String tag = tag() + "\n#EXTINF";
    Files.writeString(list, (String.join("\n", lines) + "\n").replaceFirst("#EXTINF", tag));
  }

  /// The tag that names the key.
  public static String tag() {
    return "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"sample.key\",IV=0x" + SampleKey.VECTOR;
  }

  private byte[] stream(byte[] ts) throws Exception {
    int tables = -1;
    for (int at = 0; at < ts.length; at += PACKET) {
      byte[] packet = Arrays.copyOfRange(ts, at, at + PACKET);
      int pid = (packet[1] & 0x1F) << 8 | packet[2] & 0xFF;
      boolean begins = (packet[1] & 0x40) != 0;
      int field = (packet[3] & 0x20) != 0 ? 1 + (packet[4] & 0xFF) : 0;
      byte[] payload = Arrays.copyOfRange(packet, 4 + field, PACKET);
      if (pid == 0) {
        tables = (payload[11] & 0x1F) << 8 | payload[12] & 0xFF;
        out.write(packet);
      } else if (pid == tables) {
        retype(packet, 4 + field + 1);
        out.write(packet);
      } else if (types.containsKey(pid)) {
        if (begins) {
          flush(pid);
          open.put(pid, new ByteArrayOutputStream());
          fields.put(pid, Arrays.copyOfRange(packet, 4, 4 + field));
        }
        Objects.requireNonNull(open.get(pid)).write(payload);
      } else {
        out.write(packet);
      }
    }
    for (int pid : List.copyOf(open.keySet())) {
      flush(pid);
    }
    return out.toByteArray();
  }

  private void retype(byte[] packet, int section) {
    int length = (packet[section + 1] & 0xF) << 8 | packet[section + 2] & 0xFF;
    int end = section + 3 + length - 4;
    int at = section + 12 + ((packet[section + 10] & 0xF) << 8 | packet[section + 11] & 0xFF);
    while (at < end) {
      int type = packet[at] & 0xFF;
      types.put((packet[at + 1] & 0x1F) << 8 | packet[at + 2] & 0xFF, type);
      packet[at] = (byte) (int) TYPES.getOrDefault(type, type);
      at += 5 + ((packet[at + 3] & 0xF) << 8 | packet[at + 4] & 0xFF);
    }
    long remainder = 0xFFFFFFFFL; // division by the polynomial, a bit at a time
    for (int bit = section * 8; bit < end * 8; bit++) {
      long in = packet[bit / 8] >> 7 - bit % 8 & 1;
      long top = remainder >> 31 & 1;
      remainder = (remainder << 1 & 0xFFFFFFFFL) ^ (in == top ? 0 : 0x04C11DB7L);
    }
    for (int i = 0; i < 4; i++) {
      packet[end + i] = (byte) (remainder >> 24 - 8 * i);
    }
  }

  private void flush(int pid) throws Exception {
    ByteArrayOutputStream gathered = open.remove(pid);
    if (gathered == null) {
      return;
    }
    byte[] pes = gathered.toByteArray();
    int told = (pes[4] & 0xFF) << 8 | pes[5] & 0xFF;
    int end = told == 0 ? pes.length : Math.min(pes.length, 6 + told);
    int header = 9 + (pes[8] & 0xFF);
    byte[] media = Arrays.copyOfRange(pes, header, end);
    byte[] made = types.getOrDefault(pid, 0) == 0x1B ? picture(media) : sound(media);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(pes, 0, header);
    whole.write(made);
    byte[] all = whole.toByteArray();
    if (told != 0) {
      int length = all.length - 6 > 0xFFFF ? 0 : all.length - 6;
      all[4] = (byte) (length >> 8);
      all[5] = (byte) length;
    }
    packets(pid, all, fields.getOrDefault(pid, new byte[0]));
  }

  /// Cuts a PES packet into transport packets; the first has the adaptation field that it had.
  private void packets(int pid, byte[] pes, byte[] field) throws Exception {
    // Without the stuffing: flags and, where they say so, the clock.
    boolean clock = field.length > 1 && (field[1] & 0x10) != 0;
    byte[] kept = field.length > 1 ? Arrays.copyOf(field, clock ? 8 : 2) : new byte[0];
    for (int at = 0; at < pes.length; ) {
      byte[] before = at == 0 ? kept : new byte[0];
      int room = PACKET - 4 - before.length;
      int now = Math.min(room, pes.length - at);
      int stuffing = room - now;
      boolean adaptation = before.length > 0 || stuffing > 0;
      int counter = counters.merge(pid, 1, Integer::sum) - 1 & 0xF;
      out.write(0x47);
      out.write((at == 0 ? 0x40 : 0) | pid >> 8);
      out.write(pid);
      out.write((adaptation ? 0x30 : 0x10) | counter);
      if (adaptation) {
        int length = before.length + stuffing;
        byte[] whole = new byte[length];
        Arrays.fill(whole, (byte) 0xFF);
        whole[0] = (byte) (length - 1);
        if (length > 1) {
          whole[1] = before.length > 1 ? before[1] : 0;
        }
        if (before.length > 2) {
          System.arraycopy(before, 2, whole, 2, before.length - 2);
        }
        out.write(whole);
      }
      out.write(pes, at, now);
      at += now;
    }
  }

  private static byte[] picture(byte[] stream) throws Exception {
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    int from = start(stream, 0);
    while (from < stream.length) {
      int next = start(stream, from);
      int end = next == stream.length ? next : next - 3;
      while (end < stream.length && end > from && stream[end - 1] == 0) {
        end--; // of a start code of four bytes
      }
      byte[] unit = Arrays.copyOfRange(stream, from, end);
      int type = unit[0] & 0x1F;
      made.writeBytes(new byte[] {0, 0, 0, 1});
      made.write((type == 1 || type == 5) && unit.length > 48 ? escaped(slice(unit)) : unit);
      from = next;
    }
    return made.toByteArray();
  }

  private static int start(byte[] stream, int from) {
    for (int at = from; at + 2 < stream.length; at++) {
      if (stream[at] == 0 && stream[at + 1] == 0 && stream[at + 2] == 1) {
        return at + 3;
      }
    }
    return stream.length;
  }

  /// Encrypted_nal_unit().
  private static byte[] slice(byte[] unit) throws Exception {
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    made.write(unit, 0, 32);
    made.write(SampleKey.pattern(Arrays.copyOfRange(unit, 32, unit.length), 1, 9, true));
    return made.toByteArray();
  }

  private static byte[] escaped(byte[] unit) {
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    int zeros = 0;
    for (byte now : unit) {
      if (zeros == 2 && now >= 0 && now <= 3) {
        made.write(3);
        zeros = 0;
      }
      made.write(now);
      zeros = now == 0 ? zeros + 1 : 0;
    }
    return made.toByteArray();
  }

  /// Sound behind its ID3 tag.
  private static byte[] packed(byte[] bytes) throws Exception {
    int tag = 10 + ((bytes[8] & 0x7F) << 7 | bytes[9] & 0x7F);
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    made.write(bytes, 0, tag);
    made.write(sound(Arrays.copyOfRange(bytes, tag, bytes.length)));
    return made.toByteArray();
  }

  /// Encrypted_AAC_Frame() and Encrypted_AC3_Frame().
  private static byte[] sound(byte[] stream) throws Exception {
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    for (int at = 0; at < stream.length; ) {
      boolean aac = (stream[at] & 0xFF) == 0xFF;
      int length = aac ? adts(stream, at) : following(stream, at);
      int clear = 16 + (aac ? 7 : 0);
      made.write(stream, at, Math.min(clear, length));
      if (length > clear) {
        byte[] rest = Arrays.copyOfRange(stream, at + clear, at + length);
        made.write(SampleKey.pattern(rest, 1, 0, false));
      }
      at += length;
    }
    return made.toByteArray();
  }

  private static int adts(byte[] stream, int at) {
    return (stream[at + 3] & 3) << 11 | (stream[at + 4] & 0xFF) << 3 | (stream[at + 5] & 0xFF) >> 5;
  }

  /// FFmpeg writes frames of AC-3 of one length: up to where the header comes again.
  private static int following(byte[] stream, int at) {
    for (int i = at + 6; i + 6 <= stream.length; i++) {
      boolean same = stream[i] == 0x0B && stream[i + 1] == 0x77;
      if (same && stream[i + 4] == stream[at + 4] && stream[i + 5] == stream[at + 5]) {
        return i - at;
      }
    }
    return stream.length - at;
  }
}
