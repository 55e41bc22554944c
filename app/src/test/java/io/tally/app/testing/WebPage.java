// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/// What does a web server answer?
public final class WebPage {
  private WebPage() {}

  /// The body of the answer, whatever its status is.
  public static String text(URI url) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
    }
  }
}
