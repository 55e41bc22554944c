// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import io.tally.encoder.packet.VideoCodec;
import io.tally.protocol.PublisherState;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.peers.PatientSettings;
import io.tally.protocol.peers.ScriptedServer;
import io.tally.protocol.publish.LivePublisher;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// How fast does a publisher send to a server that only throws away, and what does a packet cost?
///
/// Arguments: seconds to measure (10), bytes in a picture (100000), chunk size (4096), port of a
/// server (0: one of its own). Its own server reads and forgets on one thread, whose CPU time is
/// taken off; `bench/publisher` starts [NullServer] apart, for us and for FFmpeg.
public final class PublisherBench {
  private PublisherBench() {}

  public static void main(String[] arguments) throws Exception {
    var seconds = argument(arguments, 0, 10);
    var bytes = argument(arguments, 1, 100_000);
    var chunk = argument(arguments, 2, 4096);
    var port = argument(arguments, 3, 0);
    try (var server = new ScriptedServer(NullServer::play)) {
      var settings = PatientSettings.make().withChunkBytes(chunk);
      var url = "rtmp://127.0.0.1:" + (port == 0 ? server.port() : port) + "/live/x";
      try (var publisher =
          RtmpPublisher.to(Endpoint.parse(url, Secret.of("")), programme(), settings)) {
        publisher.start();
        while (!(publisher.state() instanceof PublisherState.Live)) {
          Thread.onSpinWait();
        }
        var next = new AtomicLong();
        send(publisher, next, 2, bytes);
        report(publisher, server, next, seconds, bytes);
      }
    }
  }

  private static int argument(String[] arguments, int index, int otherwise) {
    return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
  }

  private static StreamParameters programme() {
    var none = ByteBuffer.allocate(8);
    return new StreamParameters(
        new CodecParameters.Video(VideoCodec.H264, 1920, 1080, 60, 0, none),
        new CodecParameters.Audio(AudioCodec.AAC, 48000, 2, 0, none));
  }

  private static void report(
      LivePublisher publisher, ScriptedServer server, AtomicLong next, int seconds, int bytes) {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var cpu = system.getProcessCpuTime() - threads.getThreadCpuTime(server.threadId());
    var allocated = threads.getTotalThreadAllocatedBytes();
    var before = publisher.statistics();
    var begin = System.nanoTime();
    send(publisher, next, seconds, bytes);
    var wallNs = System.nanoTime() - begin;
    var after = publisher.statistics();
    var cpuNs = system.getProcessCpuTime() - threads.getThreadCpuTime(server.threadId()) - cpu;
    var packets = after.sentPackets() - before.sentPackets();
    var bits = 8.0 * (after.sentBytes() - before.sentBytes());
    System.out.printf(
        "%.2f Gb/s, %.2f Gb/s per core, %.0f packets/s, %.2f µs CPU and %.0f bytes allocated a packet%n",
        bits / wallNs,
        bits / cpuNs,
        packets * 1e9 / wallNs,
        cpuNs / 1e3 / packets,
        (threads.getTotalThreadAllocatedBytes() - allocated) / (double) packets);
  }

  /// One picture of that size and one sound packet in turn, as fast as they go.
  private static void send(LivePublisher publisher, AtomicLong next, int seconds, int bytes) {
    var picture = ByteBuffer.allocate(bytes);
    var sound = ByteBuffer.allocate(300);
    var endNs = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() < endNs) {
      if (publisher.statistics().queuedPackets() < 64) {
        for (var i = 0; i < 32; i++) {
          var dtsNs = next.getAndIncrement() * 16_666_667;
          publisher.offer(new EncodedPacket(Track.VIDEO, dtsNs, dtsNs, 0, true, false, picture));
          publisher.offer(new EncodedPacket(Track.AUDIO, dtsNs, dtsNs, 0, true, false, sound));
        }
      } else {
        LockSupport.parkNanos(20_000);
      }
    }
  }
}
