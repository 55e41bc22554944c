// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.bench;

import com.sun.management.ThreadMXBean;
import io.tally.protocol.srt.SrtAcceptor;
import io.tally.protocol.srt.SrtCaller;
import io.tally.protocol.srt.SrtConnection;
import io.tally.protocol.srt.SrtEnd;
import io.tally.protocol.srt.SrtListener;
import io.tally.protocol.srt.SrtLoops;
import io.tally.protocol.srt.SrtReceiver;
import io.tally.protocol.srt.options.SrtUrl;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/// What would `srt-live-transmit` be with our SRT: standard input to SRT, or SRT to standard
/// output?
///
/// It takes the same two addresses, one of them `file://con`, and says at its end what it allocated
/// per packet on the threads of its connection.
final class SrtPipe {
  private static final int PAYLOAD_BYTES = 1316;

  private SrtPipe() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].startsWith("srt:")) {
      receive(SrtUrl.parse(arguments[0]));
    } else {
      send(SrtUrl.parse(arguments[1]));
    }
  }

  private static void send(SrtUrl url) throws Exception {
    var in = new FileInputStream(FileDescriptor.in);
    var payload = new byte[PAYLOAD_BYTES];
    var packets = 0L;
    try (var loops = new SrtLoops(1);
        var connection =
            new SrtCaller(loops).connect(url.host(), url.port(), url.options(), SrtReceiver.NONE)) {
      while (in.readNBytes(payload, 0, payload.length) == payload.length) {
        connection.send(ByteBuffer.wrap(payload), System.nanoTime());
        packets++;
      }
      tell(packets, connection);
    }
  }

  private static void receive(SrtUrl url) throws Exception {
    var out = new FileOutputStream(FileDescriptor.out);
    var end = new CountDownLatch(1);
    var receiver =
        new SrtReceiver() {
          private final byte[] bytes = new byte[1500];
          private long packets;

          @Override
          public void payload(ByteBuffer payload, long originUs) {
            var length = payload.remaining();
            payload.get(bytes, 0, length);
            packets++;
            try {
              out.write(bytes, 0, length);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }

          @Override
          public void ended(SrtEnd why) {
            tell(packets, null);
            end.countDown();
          }
        };
    var here = new InetSocketAddress("127.0.0.1", url.port());
    try (var loops = new SrtLoops(1);
        var _ =
            SrtListener.start(
                loops,
                here,
                url.options(),
                1,
                _ -> new SrtAcceptor.Accept(url.options().keys().passphrase(), receiver))) {
      end.await();
    }
  }

  private static void tell(long packets, @org.jspecify.annotations.Nullable SrtConnection of) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var bytes =
        Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
            .filter(it -> it != null && it.getThreadName().startsWith("srt-"))
            .mapToLong(it -> threads.getThreadAllocatedBytes(it.getThreadId()))
            .sum();
    System.err.printf(
        "%d bytes allocated per packet%s%n",
        bytes / Math.max(1, packets),
        of == null
            ? ""
            : ", %d sent again, %d dropped"
                .formatted(
                    of.statistics().send().retransmittedPackets(),
                    of.statistics().send().droppedPackets()));
  }
}
