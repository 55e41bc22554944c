// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.testing.FaultServer;
import io.tally.player.testing.Lists;
import io.tally.protocol.badline.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;

/// A copy of a recording, its server and the line to it, for one player or one checker.
final class Scene implements AutoCloseable {
  private final Path folder;
  private final FaultServer server;
  private final FaultProxy line;
  private String path = "stream.m3u8";

  /// @param origin the recording
  /// @param folder an empty one
  Scene(Path origin, Path folder) throws IOException {
    this.folder = folder;
    try (var files = Files.list(origin)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
      }
    }
    server = new FaultServer(folder);
    line = new FaultProxy(server.port());
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + line.port() + "/" + path);
  }

  /// Lets the playlist be at another path, too, which is the one to play.
  void name(String other) throws IOException {
    Files.copy(file(path), file(other));
    path = other;
  }

  FaultProxy line() {
    return line;
  }

  FaultServer server() {
    return server;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  String playlist() {
    try {
      return Files.readString(file("stream.m3u8"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String playlist) {
    try {
      Lists.write(file("stream.m3u8"), playlist);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Replaces something that the playlist says.
  void edit(String from, String to) {
    String text = playlist();
    assertThat(text).containsPattern(from);
    write(text.replaceFirst(from, Matcher.quoteReplacement(to)));
  }

  /// The segments' names, in order.
  List<String> segments() {
    return Origins.segments(playlist());
  }

  /// What belongs to a segment: the lines from the end of the one before to its address.
  String linesOf(int segment) {
    String[] lines = playlist().split("\n");
    int found = -1;
    StringBuilder own = new StringBuilder();
    for (String line : lines) {
      boolean head =
          line.matches(
              "#(EXTM3U|EXT-X-(VERSION|TARGET|MEDIA-|DISCONTINUITY-S|PLAY|IND|MAP|ALLOW)).*");
      if (!head && !line.isBlank()) {
        own.append(line).append('\n');
      }
      if (!line.startsWith("#") && !line.isBlank()) {
        if (++found == segment) {
          return own.toString();
        }
        own.setLength(0);
      }
    }
    throw new IllegalStateException("There is no segment " + segment + " in " + playlist());
  }

  @Override
  public void close() throws IOException {
    line.close();
    server.close();
  }
}
