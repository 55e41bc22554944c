// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.update;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which release does the address of the releases name as the newest?
///
/// The answer is JSON, either `{"version": "1.2.3", "page": "https://…"}` or what GitHub's "latest
/// release" gives (`tag_name`, `html_url`). Nothing is sent but the request and the name of this
/// program with its version. Threads: any; [#newest] blocks for ten seconds at most.
public final class ReleaseFeed {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 1 << 18;

  private final URI address;
  private final Version mine;
  private final Duration patience;

  /// @param address https; plain http only to this computer
  /// @param mine the version of this program, told to the server
  /// @throws IllegalArgumentException with a sentence for any other address
  public ReleaseFeed(URI address, Version mine) {
    this(address, mine, PATIENCE);
  }

  /// @param patience how long an answer may take
  ReleaseFeed(URI address, Version mine, Duration patience) {
    boolean here = "localhost".equals(address.getHost()) || "127.0.0.1".equals(address.getHost());
    if (!"https".equals(address.getScheme()) && !(here && "http".equals(address.getScheme()))) {
      throw new IllegalArgumentException(
          "The address that is asked for newer versions, %s, must begin with https://"
              .formatted(address));
    }
    this.address = address;
    this.mine = mine;
    this.patience = patience;
  }

  /// Asks once.
  ///
  /// @throws IOException with a sentence when there is no answer that can be used
  public Release newest() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Accept", "application/json")
            .header("User-Agent", "Tally/" + mine.major() + "." + mine.minor() + "." + mine.patch())
            .build();
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NORMAL) // never from https to http
            .build()) {
      try {
        return release(read(answer(client, request)));
      } finally {
        client.shutdownNow(); // what still comes is not waited for
      }
    } catch (IOException e) {
      throw new IOException(
          "Whether there is a newer version is not known: %s."
              .formatted(e.getMessage() == null ? host() + " cannot be reached" : e.getMessage()),
          e);
    }
  }

  /// The whole answer has to come in time; the limit of a request ends with the answer's head.
  private byte[] answer(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    BodyHandler<byte[]> small = BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES);
    try {
      HttpResponse<byte[]> answer =
          client.sendAsync(request, small).get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.statusCode() != 200) {
        throw new IOException("%s answered %d".formatted(host(), answer.statusCode()));
      }
      return answer.body();
    } catch (TimeoutException e) {
      throw new IOException("%s is too slow".formatted(host()), e);
    } catch (ExecutionException e) {
      String why =
          Optional.ofNullable(e.getCause())
              .map(Throwable::getMessage)
              .map(" (%s)"::formatted)
              .orElse("");
      throw new IOException("%s cannot be read%s".formatted(host(), why), e);
    }
  }

  private JsonNode read(byte[] json) throws IOException {
    try {
      return new JsonMapper().readTree(json);
    } catch (JacksonException e) {
      throw new IOException("%s sent no JSON".formatted(host()), e);
    }
  }

  private Release release(JsonNode answer) throws IOException {
    String version = answer.path("version").asString(answer.path("tag_name").asString(""));
    String page = answer.path("page").asString(answer.path("html_url").asString(""));
    Version known =
        Version.parse(version)
            .orElseThrow(() -> new IOException("%s names no version".formatted(host())));
    // It is shown and may be opened, so it may be nothing but a page.
    if (!page.startsWith("https://") || page.length() > 2000) {
      throw new IOException("%s names no https page".formatted(host()));
    }
    try {
      return new Release(known, URI.create(page));
    } catch (IllegalArgumentException e) {
      throw new IOException("%s names a page that is no address".formatted(host()), e);
    }
  }

  /// The version of this program.
  public Version mine() {
    return mine;
  }

  /// Who is asked.
  public String host() {
    return String.valueOf(address.getHost());
  }
}
