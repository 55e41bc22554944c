// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.session;

import io.tally.app.cli.terminal.Interruption;
import io.tally.app.cli.terminal.Output;
import io.tally.player.session.replay.ReplayServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What does `tally replay-session` do?
@Command(
    name = "replay-session",
    description = {
      "Serve what tally record-session kept, on this machine, until interrupted.",
      "The first question starts it. From then on each playlist says what it said at that moment,"
          + " with its dates moved to now, and media come as slowly as they came. Start it anew to"
          + " see it from its beginning again."
    },
    footer = {
      "",
      "Exit code: 0 after Ctrl-C; 1 when the folder holds no recording or the port is taken; 2 for"
          + " a wrong command line.",
      "",
      "With --json: event: replaying (playlist, recorded, seconds)."
    })
public final class ReplaySessionCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "What tally record-session wrote.")
  private Path folder = Path.of("");

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Of this machine's own address. Default: a free one.")
  private int port;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Override
  public Integer call() {
    Output output = Output.of(json);
    CountDownLatch end = new CountDownLatch(1);
    try (Interruption interruption = Interruption.listen(end::countDown);
        ReplayServer server = ReplayServer.start(folder, port)) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("playlist", server.uri().toString());
      fields.put("recorded", server.recorded().toString());
      fields.put("seconds", server.length().toMillis() / 1e3);
      output.event(
          "replaying",
          "%d s of %s at %s"
              .formatted(server.length().toSeconds(), server.recorded(), server.uri()),
          fields);
      end.await();
      return interruption.ended(0);
    } catch (IOException e) {
      output.problem(String.valueOf(e.getMessage()));
      return 1;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }
}
