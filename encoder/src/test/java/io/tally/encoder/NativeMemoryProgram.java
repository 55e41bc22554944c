// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import io.tally.capture.media.AudioFrame;
import io.tally.capture.media.FrameRate;
import io.tally.capture.media.VideoFrame;
import io.tally.encoder.container.Container;
import io.tally.encoder.container.Muxer;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.peer.MovingPicture;
import io.tally.encoder.peer.Packets;
import io.tally.encoder.peer.Program;
import java.io.IOException;

/// How much does a process grow by coding and packing so many frames?
///
/// A process of its own, with a heap that is there from the start: what grows is native.
final class NativeMemoryProgram {
  private static final FrameRate RATE = FrameRate.of(30);
  private static final int ROUND = 50;

  private NativeMemoryProgram() {}

  public static void main(String[] args) throws IOException {
    int frames = Integer.parseInt(args[0]);
    try (MovingPicture picture = new MovingPicture(640, 360)) {
      rounds(picture, frames / 4);
      long before = residentKb();
      rounds(picture, frames);
      System.out.println("grew by " + (residentKb() - before) + " kB");
    }
  }

  /// Opens and closes everything many times, so that what stays open shows as well.
  private static void rounds(MovingPicture picture, int frames) throws IOException {
    for (int round = 0; round < frames / ROUND; round++) {
      Packets packets = new Packets();
      try (VideoEncoder video =
              VideoEncoder.open(VideoSettings.of(640, 360, RATE, 1_000_000), packets);
          AudioEncoder audio = AudioEncoder.open(AudioSettings.standard(), packets)) {
        for (int i = 0; i < ROUND; i++) {
          try (VideoFrame frame = picture.frame(i, RATE.timeNs(i))) {
            video.encode(frame);
          }
          audio.encode(new AudioFrame(AudioFrame.durationNs(i * 1024L), new float[2048]));
        }
        video.drain();
        audio.drain();
        mux(packets, new StreamParameters(video.parameters(), audio.parameters()));
      }
    }
  }

  private static void mux(Packets packets, StreamParameters streams) throws IOException {
    for (Container container : Container.values()) {
      try (Muxer muxer = Muxer.open(container, streams, bytes -> {})) {
        for (EncodedPacket packet : packets.taken()) {
          muxer.write(packet);
        }
        muxer.cut();
      }
    }
  }

  private static long residentKb() {
    String pid = Long.toString(ProcessHandle.current().pid());
    return Long.parseLong(Program.run("ps", "-o", "rss=", "-p", pid).output().strip());
  }
}
