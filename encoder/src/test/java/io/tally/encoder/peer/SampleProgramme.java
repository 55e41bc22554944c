// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.peer;

import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import io.tally.encoder.packet.VideoCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Which packets does the `ffmpeg` program make of a moving picture and a tone?
///
/// It writes FLV, whose tags hold exactly what our packets hold (video_file_format_spec_v10_1,
/// E.4). So the containers are tested with media that our encoder had no part in.
///
/// @param packets in the order of the file: interleaved by dts
public record SampleProgramme(StreamParameters streams, List<EncodedPacket> packets) {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final int RATE = 30;
  private static final long MS = 1_000_000;
  private static final long AUDIO_FRAME_NS = 1024 * 1_000_000_000L / 48_000;

  /// Makes so many seconds with a keyframe each second and B-frames.
  public static SampleProgramme ofSeconds(int seconds) {
    try {
      Path flv = Files.createTempFile("tally-sample", ".flv");
      try {
        Program made =
            Program.run(
                ("ffmpeg -v error -y -f lavfi -i testsrc2=size=320x180:rate=30 -f lavfi -i"
                        + " sine=frequency=1000:sample_rate=48000 -t "
                        + seconds
                        + " -pix_fmt yuv420p -c:v libx264 -preset veryfast -g 30 -bf 2 -c:a aac"
                        + " -ac 2 "
                        + flv)
                    .split(" "));
        if (made.exitCode() != 0) {
          throw new AssertionError("ffmpeg made no sample: " + made.errors());
        }
        return parse(ByteBuffer.wrap(Files.readAllBytes(flv)));
      } finally {
        Files.delete(flv);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same programme, every time moved by so much.
  public SampleProgramme later(long ns) {
    return new SampleProgramme(
        streams, packets.stream().map(p -> p.at(p.ptsNs() + ns, p.dtsNs() + ns)).toList());
  }

  private static SampleProgramme parse(ByteBuffer flv) {
    CodecParameters.Video video = null;
    CodecParameters.Audio audio = null;
    List<EncodedPacket> packets = new ArrayList<>();
    flv.position(9 + 4); // the header and the size of no tag before
    while (flv.remaining() > 11) {
      int start = flv.position();
      int type = flv.get(start);
      int size = flv.getInt(start) & 0xFFFFFF;
      long dtsNs = (flv.getInt(start + 4) >>> 8) * MS;
      ByteBuffer body = flv.slice(start + 11, size);
      flv.position(start + 11 + size + 4);
      if (type == 9) {
        long ctsNs = (body.getInt(1) & 0xFFFFFF) * MS;
        ByteBuffer data = body.slice(5, size - 5);
        if (body.get(1) == 0) {
          video = new CodecParameters.Video(VideoCodec.H264, WIDTH, HEIGHT, RATE, 500_000, data);
        } else if (body.get(1) == 1) {
          boolean keyframe = body.get(0) >> 4 == 1;
          packets.add(
              new EncodedPacket(
                  Track.VIDEO, dtsNs + ctsNs, dtsNs, 33_333_333, keyframe, false, data));
        }
      } else if (type == 8) {
        ByteBuffer data = body.slice(2, size - 2);
        if (body.get(1) == 0) {
          audio = new CodecParameters.Audio(AudioCodec.AAC, 48_000, 2, 128_000, data);
        } else {
          packets.add(
              new EncodedPacket(Track.AUDIO, dtsNs, dtsNs, AUDIO_FRAME_NS, true, false, data));
        }
      }
    }
    return new SampleProgramme(new StreamParameters(video, audio), lasting(packets));
  }

  /// FLV has no durations: each packet lasts until the next of its track.
  private static List<EncodedPacket> lasting(List<EncodedPacket> packets) {
    List<EncodedPacket> lasting = new ArrayList<>(packets);
    Map<Track, Long> nextDtsNs = new EnumMap<>(Track.class);
    for (int i = packets.size() - 1; i >= 0; i--) {
      EncodedPacket p = packets.get(i);
      Long next = nextDtsNs.put(p.track(), p.dtsNs());
      if (next != null) {
        lasting.set(i, lasting(p, next - p.dtsNs()));
      }
    }
    return List.copyOf(lasting);
  }

  /// The same packet with another duration.
  public static EncodedPacket lasting(EncodedPacket p, long durationNs) {
    return new EncodedPacket(
        p.track(), p.ptsNs(), p.dtsNs(), durationNs, p.keyframe(), p.disposable(), p.data());
  }
}
