// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.app.cli.terminal.Output;
import io.tally.app.cli.terminal.Terminal;
import io.tally.protocol.Endpoint;
import io.tally.protocol.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Where does the command line say that the programme goes, and with which key?
final class Target {
  static final String KEY_VARIABLE = "TALLY_STREAM_KEY";

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--to",
      paramLabel = "URL",
      description =
          "An RTMP or RTMPS ingest. Its stream key is the URL's last part or, better, because other"
              + " users of this machine can see a command line, in the environment variable"
              + " TALLY_STREAM_KEY, in a file, or typed when asked. Without --to: the ingest in this"
              + " program, which says where to watch; for the window, what it remembers.")
  private @Nullable String url;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "A file whose first line is the stream key.")
  private @Nullable Path keyFile;

  /// The endpoint; empty for the embedded ingest.
  ///
  /// @throws IOException with a sentence when the key's file cannot be used
  /// @throws ParameterException with a sentence when the URL cannot be used
  Optional<Endpoint> endpoint(Map<String, String> environment, Output output) throws IOException {
    if (url == null) {
      return Optional.empty();
    }
    Secret key = givenKey(environment);
    Endpoint endpoint = parse(url, key);
    if (!key.isEmpty()) {
      return Optional.of(endpoint);
    }
    if (endpoint.key().isEmpty()) {
      Secret typed = Terminal.askSecret("Stream key for " + endpoint.url()).orElse(endpoint.key());
      return Optional.of(new Endpoint(endpoint.url(), typed));
    }
    output.problem(
        "the stream key is a part of the command line, where other users of this machine can see"
            + " it. Give it in the environment variable "
            + KEY_VARIABLE
            + " or with --key-file instead.");
    return Optional.of(endpoint);
  }

  private Endpoint parse(String address, Secret key) {
    try {
      return Endpoint.parse(address, key);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(command).commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Secret givenKey(Map<String, String> environment) throws IOException {
    if (keyFile != null) {
      return readKey(keyFile);
    }
    return Secret.of(environment.getOrDefault(KEY_VARIABLE, "").strip());
  }

  /// @throws IOException with a sentence when there is no key in the file
  static Secret readKey(Path file) throws IOException {
    try {
      String first = Files.readString(file, UTF_8).lines().findFirst().orElse("").strip();
      if (first.isEmpty()) {
        throw new IOException(
            "The key file " + file + " is empty. Its first line must be the stream key.");
      }
      return Secret.of(first);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "There is no key file " + file + ". Make it, with the stream key as its first line.", e);
    }
  }
}
