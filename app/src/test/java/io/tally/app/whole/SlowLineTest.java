// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.whole;

import static io.tally.app.testing.Transmission.FPS;
import static io.tally.app.testing.Transmission.PATIENCE;
import static io.tally.app.testing.Transmission.farEnd;
import static io.tally.app.testing.Transmission.settings;
import static io.tally.app.testing.Transmission.through;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.app.BroadcastState;
import io.tally.app.settings.EncodingSettings;
import io.tally.app.settings.Input;
import io.tally.app.settings.SourceSettings.FileSource;
import io.tally.app.testing.Transmission;
import io.tally.capture.testing.TestMedia;
import io.tally.protocol.PublisherState;
import io.tally.protocol.badline.FaultProxy;
import io.tally.protocol.peers.NginxRtmp;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a server's stream whose line carries less than the others' do?
class SlowLineTest {
  private static final EncodingSettings CODING =
      EncodingSettings.STANDARD.withVideoBitrate(1_000_000);

  @TempDir Path folder;
  @RegisterExtension final Transmission on = new Transmission(CODING);

  private interface Slow {
    void then(FaultProxy proxy) throws Exception;
  }

  /// A film that takes every bit that it gets, as no test picture does, to one server, and to
  /// another over a slow line.
  private void onASlowLine(Slow slow) throws Exception {
    Path film =
        TestMedia.make(
            folder.resolve("noise.mkv"),
            "-f lavfi -i nullsrc=s=320x180:r=30:d=4,geq=random(1)*255:128:128 -c:v mjpeg -q:v 8");
    on.begin(
        settings(CODING.withVideoBitrate(1_500_000).withoutSound())
            .withInputs(List.of(Input.of("noise", new FileSource(film)))));
    Path inside = Files.createDirectories(folder.resolve("nginx"));
    try (NginxRtmp nginx = NginxRtmp.start(inside);
        FaultProxy proxy = new FaultProxy(URI.create(nginx.url("x")).getPort())) {
      on.broadcast().goLive(List.of(on.here("fast"), through(proxy, "slow")), Optional.empty());
      on.awaitOutlet("fast", PublisherState.Live.class);
      on.awaitOutlet("slow", PublisherState.Live.class);
      on.awaitFrames(2 * FPS);
      proxy.throttle(800_000);
      await().until(() -> on.outlet("slow").reduced());
      slow.then(proxy);
      on.awaitFrames(4 * FPS);
      assertThat(on.broadcast().state()).isInstanceOf(BroadcastState.Live.class);
      proxy.throttle(Long.MAX_VALUE); // or the goodbye would be cut off
      on.broadcast().stop();
      nginx.awaitPublished(1);

      assertThat(on.outlet("fast").statistics().drops().all()).isZero();
      assertThat(on.outlet("slow").statistics().reconnects()).isZero();
      // A decoder that misses a reference complains, and then this fails.
      assertThat(farEnd(nginx.record("slow")).pictures()).isNotEmpty();
    }
  }

  @Test
  void slowLineAmongOthers_getsAnEncodeOfItsOwn_andSaysWhy() throws Exception {
    onASlowLine(_ -> {
      assertThat(on.outlet("slow").targetBps()).isLessThan(1_500_000);
      assertThat(on.outlet("slow").reduction().orElseThrow().sentence())
          .contains("because its line carries only");
      assertThat(on.outlet("fast").reduction()).isEmpty();
    });
  }

  @Test
  @Tag("peers") // for the half minute that a line must be well before anybody believes it
  void slowLineThatCarriesTheFullRateAgain_getsItAgain() throws Exception {
    onASlowLine(proxy -> {
      on.awaitFrames(4 * FPS);
      proxy.throttle(Long.MAX_VALUE);
      await().atMost(PATIENCE.multipliedBy(3)).until(() -> !on.outlet("slow").reduced());
    });
  }
}
