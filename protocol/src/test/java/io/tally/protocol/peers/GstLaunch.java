// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.peers;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How do tests run a pipeline of GStreamer's? Close ends it.
public final class GstLaunch implements AutoCloseable {
  private final Process process;

  private GstLaunch(Process process) {
    this.process = process;
  }

  /// Starts `gst-launch-1.0` with a pipeline, whose standard input [#write] fills.
  public static GstLaunch start(String... pipeline) throws IOException {
    var command = new ArrayList<>(List.of("gst-launch-1.0", "-q"));
    command.addAll(List.of(pipeline));
    var words = ProcessBuilder.Redirect.to(new File("/dev/null"));
    return new GstLaunch(
        new ProcessBuilder(command).redirectError(words).redirectOutput(words).start());
  }

  /// Gives the pipeline something to read.
  public void write(byte[] bytes) throws IOException {
    process.getOutputStream().write(bytes);
    process.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
