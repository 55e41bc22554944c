// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.bench.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A new ffplay for each stream, drawing where nobody sees it: it stays for one stream only, and
/// tells no more than its clock.
public final class FfplayPeer implements Peer {
  private static final Pattern CLOCK = Pattern.compile("-?\\d+\\.\\d+ (M-V|A-V|M-A):");

  private @Nullable Process process;
  private List<String> size = List.of();
  private long beganNs;

  @Override
  public String name() {
    return "ffplay";
  }

  @Override
  public void play(URI stream) throws IOException {
    stop();
    List<String> command = new ArrayList<>(List.of("ffplay", "-v", "quiet", "-stats", "-an"));
    command.addAll(size);
    command.addAll(List.of("-sws_flags", "fast_bilinear", "-i", stream.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SDL_VIDEODRIVER", "dummy");
    builder.environment().put("SDL_AUDIODRIVER", "dummy");
    beganNs = System.nanoTime();
    process = builder.start();
  }

  @Override
  public double firstPictureMs() throws IOException {
    Reader said = running().errorReader(UTF_8);
    StringBuilder line = new StringBuilder();
    for (int c = said.read(); c >= 0; c = said.read()) {
      if (c == '\r') {
        if (CLOCK.matcher(line).find()) {
          return (System.nanoTime() - beganNs) / 1e6;
        }
        line.setLength(0);
      }
      line.append((char) c);
    }
    throw new IOException("ffplay ended before it showed anything: " + line);
  }

  private Process running() throws IOException {
    Process now = process;
    if (now == null) {
      throw new IOException("ffplay does not run");
    }
    return now;
  }

  @Override
  public Optional<Glance> glance() {
    return Optional.empty();
  }

  @Override
  public void draw(int width, int height) {
    size = List.of("-x", Integer.toString(width), "-y", Integer.toString(height));
  }

  @Override
  public void stop() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      running.onExit().join();
      process = null;
    }
  }

  @Override
  public ProcessHandle process() {
    Process running = process;
    return running == null ? ProcessHandle.current() : running.toHandle();
  }

  @Override
  public void close() {
    stop();
  }
}
