// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.bench.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.capture.testing.process.JavaProgram;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Our own player, in a process that is told by its standard input.
public final class TallyPeer implements Peer {
  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;

  private TallyPeer(Process process) {
    this.process = process;
    commands = process.outputWriter(UTF_8);
    answers = process.inputReader(UTF_8);
  }

  public static TallyPeer start() throws IOException {
    return new TallyPeer(
        new ProcessBuilder(JavaProgram.words(List.of("-Xmx256m"), OwnPlayer.class))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  private String ask(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("Our player ended at: " + command);
    }
    return answer;
  }

  @Override
  public String name() {
    return "Tally";
  }

  @Override
  public void play(URI stream) throws IOException {
    ask("play " + stream);
  }

  @Override
  public double firstPictureMs() throws IOException {
    return Double.parseDouble(ask("first"));
  }

  @Override
  public Optional<Glance> glance() throws IOException {
    String[] told = ask("glance").split(" ");
    long number = Long.parseLong(told[0]);
    return Optional.of(
        new Glance(
            number < 0 ? OptionalLong.empty() : OptionalLong.of(number),
            Long.parseLong(told[1]),
            Integer.parseInt(told[2]),
            Integer.parseInt(told[3])));
  }

  @Override
  public void draw(int width, int height) throws IOException {
    ask("draw " + width + " " + height);
  }

  @Override
  public void forget() throws IOException {
    ask("forget");
  }

  @Override
  public void stop() throws IOException {
    ask("stop");
  }

  @Override
  public ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() throws IOException {
    commands.close();
    process.destroy();
  }
}
