// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.bench.peer;

import io.tally.protocol.peers.Chromium;
import io.tally.protocol.peers.VideoElement;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// hls.js in a page of headless Chromium, with the settings that its authors advise for low latency
/// and their way back from errors.
public final class HlsJsPeer implements Peer {
  private static final String SCRIPT = "/META-INF/resources/webjars/hls.js/1.4.12/dist/hls.min.js";
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);

  private final Chromium chromium;

  private HlsJsPeer(Chromium chromium) {
    this.chromium = chromium;
  }

  /// Puts the page beside the streams, since it may only play what comes from its own server.
  public static void prepare(Path folder) throws IOException {
    copy("page.html", folder.resolve("page.html"));
    copy(SCRIPT, folder.resolve("hls.min.js"));
  }

  private static void copy(String resource, Path to) throws IOException {
    try (InputStream in = HlsJsPeer.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("Nothing on the class path is called " + resource);
      }
      Files.copy(in, to);
    }
  }

  /// Opens the page.
  public static HlsJsPeer start(URI page) throws Exception {
    return new HlsJsPeer(Chromium.open(page));
  }

  @Override
  public String name() {
    return "hls.js";
  }

  @Override
  public void play(URI stream) throws IOException, InterruptedException {
    chromium.evaluate("play('" + stream + "')");
  }

  @Override
  public double firstPictureMs() throws IOException, InterruptedException {
    long deadlineNs = System.nanoTime() + PATIENCE_NS;
    while (System.nanoTime() < deadlineNs) {
      double told = Double.parseDouble(chromium.evaluate("told.firstMs"));
      if (told > 0) {
        return told;
      }
      TimeUnit.MILLISECONDS.sleep(100); // asking more often would take its time away
    }
    throw new IOException("hls.js showed nothing within 20 s: " + chromium.evaluate("told.error"));
  }

  @Override
  public Optional<Glance> glance() throws IOException, InterruptedException {
    VideoElement.Seen seen = VideoElement.look(chromium);
    int rebuffers = Integer.parseInt(chromium.evaluate("told.rebuffers"));
    return Optional.of(new Glance(seen.number(), seen.atMs(), seen.height(), rebuffers));
  }

  @Override
  public void draw(int width, int height) throws IOException, InterruptedException {
    chromium.evaluate("size(" + width + "," + height + ")");
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    chromium.evaluate("stop()");
  }

  @Override
  public ProcessHandle process() {
    return chromium.process();
  }

  @Override
  public void close() throws IOException {
    chromium.close();
  }
}
