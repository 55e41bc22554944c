// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.hls;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import io.tally.protocol.peers.FfmpegProgram;
import io.tally.protocol.programme.CollectedStream;
import io.tally.protocol.rtmp.RtmpListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Which packets does FFmpeg send? Recorded once from the real program over real RTMP.
record Programme(StreamParameters parameters, List<EncodedPacket> packets) {
  /// Pictures of 160×90 at 30 fps with B-frames, and a stereo tone.
  ///
  /// @param gop pictures from keyframe to keyframe
  static Programme record(int seconds, int gop) throws Exception {
    return record(seconds, "-g " + gop);
  }

  /// The same with a keyframe every two seconds, and seven pictures missing just before each, as
  /// from a machine that was too busy.
  static Programme withHoles(int seconds) throws Exception {
    return record(
        seconds,
        "-vf select='not(between(mod(n,60),52,58))' -fps_mode vfr -g 600"
            + " -force_key_frames expr:gte(t,n_forced*2)");
  }

  private static Programme record(int seconds, String how) throws Exception {
    CollectedStream collected = new CollectedStream();
    try (RtmpListener listener = new RtmpListener()) {
      int port =
          listener.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), collected);
      FfmpegProgram.run(
          ("-f lavfi -i testsrc2=s=160x90:r=30 -f lavfi -i sine=1000:r=48000 -t %d -c:v libx264"
                  + " -preset ultrafast -bf 2 %s -sc_threshold 0 -pix_fmt yuv420p -b:v 200k"
                  + " -c:a aac -ac 2 -b:a 64k -f flv rtmp://127.0.0.1:%d/live/x")
              .formatted(seconds, how, port)
              .split(" "));
      if (!collected.ended.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("FFmpeg ended, but its stream did not");
      }
    }
    return new Programme(collected.parameters.getFirst(), List.copyOf(collected.packets));
  }

  /// The same with all times moved.
  Programme moved(long ns) {
    return new Programme(
        parameters, packets.stream().map(p -> p.at(p.ptsNs() + ns, p.dtsNs() + ns)).toList());
  }

  /// Without what ends later than this after its start, so that copies of it can follow each other.
  Programme shorterThan(long ns) {
    long end = packets.getFirst().dtsNs() + ns;
    return new Programme(
        parameters,
        packets.stream().filter(p -> p.dtsNs() + p.durationNs() <= end + 1_000_000).toList());
  }

  /// One track of it.
  Programme only(Track track) {
    return new Programme(
        tracks(track == Track.VIDEO, track == Track.AUDIO),
        packets.stream().filter(p -> p.track() == track).toList());
  }

  /// The codec headers of some tracks, in a new record.
  // NullAway does not see the record's @Nullable on a nested type across modules.
  @SuppressWarnings("NullAway")
  StreamParameters tracks(boolean video, boolean audio) {
    return new StreamParameters(
        video ? parameters.video() : null, audio ? parameters.audio() : null);
  }

  /// Only the first keyframe says that it is one.
  Programme withOneKeyframe() {
    List<EncodedPacket> changed = new ArrayList<>();
    boolean first = true;
    for (EncodedPacket p : packets) {
      boolean keep = p.track() == Track.AUDIO || first;
      first &= p.track() == Track.AUDIO;
      changed.add(
          new EncodedPacket(
              p.track(), p.ptsNs(), p.dtsNs(), p.durationNs(), keep, p.disposable(), p.data()));
    }
    return new Programme(parameters, changed);
  }
}
