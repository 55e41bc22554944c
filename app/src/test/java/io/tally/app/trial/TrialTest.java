// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tally.app.outlet.Outlet;
import io.tally.capture.media.VideoFrame;
import io.tally.protocol.badline.FaultProxy;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.ingest.IngestServer;
import io.tally.protocol.ingest.IngestSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrialTest {
  private static final int MOST_BPS = 3_000_000;
  private final CountDownLatch interrupted = new CountDownLatch(1);

  @AfterEach
  void nothingLeaks() {
    assertThat(VideoFrame.openFrames()).isZero();
  }

  private static Outlet outlet(int port) {
    return Outlet.of(
        "here", new Endpoint(URI.create("rtmp://127.0.0.1:" + port + "/live"), Secret.of("live")));
  }

  /// How many bytes come when? Stands between the bad line and the server, and passes everything.
  private static final class Scales implements AutoCloseable {
    private record Arrival(long atNs, int bytes) {}

    private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
    private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Socket server = new Socket();

    Scales(int serverPort) throws IOException {
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
      Thread.ofVirtual().start(this::pass);
    }

    private void pass() {
      try (Socket client = door.accept()) {
        Thread.ofVirtual().start(() -> back(client));
        byte[] piece = new byte[65_536];
        InputStream in = client.getInputStream();
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
          arrivals.add(new Arrival(System.nanoTime(), count));
          server.getOutputStream().write(piece, 0, count);
        }
        server.shutdownOutput();
      } catch (IOException e) {
        // The trial is over.
      }
    }

    private void back(Socket client) {
      try {
        server.getInputStream().transferTo(client.getOutputStream());
      } catch (IOException e) {
        // The trial is over.
      }
    }

    /// Between the third second and the last, bit/s.
    double bps() {
      long fromNs = arrivals.getFirst().atNs + 3_000_000_000L;
      long toNs = arrivals.getLast().atNs - 1_000_000_000L;
      long bytes =
          arrivals.stream()
              .filter(arrival -> arrival.atNs >= fromNs && arrival.atNs < toNs)
              .mapToLong(Arrival::bytes)
              .sum();
      return bytes * 8e9 / (toNs - fromNs);
    }

    @Override
    public void close() throws IOException {
      door.close();
      server.close();
    }
  }

  @Test
  void slowLine_isFoundOut_byWhatItCarries() throws Exception {
    try (IngestServer ingest = IngestServer.start(new IngestSettings("127.0.0.1", 0, 0));
        Scales scales = new Scales(ingest.rtmpUrl().getPort());
        FaultProxy proxy = new FaultProxy(scales.door.getLocalPort())) {
      proxy.throttle(1_000_000);

      Trial.Result result =
          new Trial(outlet(proxy.port()), MOST_BPS, interrupted).run(Duration.ofSeconds(10));

      assertThat(result.limited()).isTrue();
      assertThat(result.bps()).isLessThan(1_200_000);
      // A busy machine passes less than the throttle allows: the far end knows how much.
      assertThat(result.bps() / scales.bps()).isBetween(0.8, 1.2);
      assertThat(result.sentence()).contains(result.bps() / 1000 + " kb/s");
    }
  }

  @Test
  void quickLine_isFilledWithWhatWasAsked() throws Exception {
    try (IngestServer ingest = IngestServer.start(new IngestSettings("127.0.0.1", 0, 0))) {
      Trial.Result result =
          new Trial(outlet(ingest.rtmpUrl().getPort()), MOST_BPS, interrupted)
              .run(Duration.ofSeconds(4));

      // The picture alone would be a tenth of it.
      assertThat(result.statistics().sentBytes() * 8).isGreaterThan(MOST_BPS);
    }
  }

  @Test
  void endpointThatIsNotThere_isASentence() {
    assertThatThrownBy(() -> new Trial(outlet(1), MOST_BPS, interrupted).run(Duration.ofSeconds(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1");
  }
}
