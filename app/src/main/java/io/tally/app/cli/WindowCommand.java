// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import io.tally.app.cli.play.PlayAddress;
import io.tally.app.cli.terminal.Output;
import io.tally.app.settings.BroadcastSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// What does `tally window` do?
@Command(
    name = "window",
    description = {
      "Open the window and play an HLS stream in its monitor, with the report of what is wrong with"
          + " it; or two of them side by side, such as from two CDNs, with their figures.",
      "No camera, screen or microphone is opened, and what happens in this window is not"
          + " remembered."
    },
    footer = {
      "",
      "Exit code: 0 when the window was closed; 1 when there is no such file; 2 for a wrong command"
          + " line."
    })
final class WindowCommand implements Callable<Integer> {
  private final TallyCommand.Window window;

  @Parameters(
      index = "0",
      paramLabel = "URL",
      description = "Address or file of a playlist (.m3u8) or an MPD.")
  private String url = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "URL2",
      description = "Another one to compare it with.")
  private Optional<String> beside = Optional.empty();

  WindowCommand(TallyCommand.Window window) {
    this.window = window;
  }

  @Override
  public Integer call() {
    List<PlayAddress> addresses = new ArrayList<>();
    try {
      addresses.add(PlayAddress.of(url));
      if (beside.isPresent()) {
        addresses.add(PlayAddress.of(beside.get()));
      }
      return TallyCommand.open(
          window,
          Optional.of(BroadcastSettings.standard().withInputs(List.of())),
          List.of(),
          /* goLive= */ false,
          addresses.stream().map(PlayAddress::uri).toList());
    } catch (IOException e) {
      Output.of(false).problem(String.valueOf(e.getMessage()));
      return 1;
    } finally {
      addresses.forEach(PlayAddress::close);
    }
  }
}
