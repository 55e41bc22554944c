// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.peers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What does a page do in a real browser? Drives Chromium by its DevTools protocol.
///
/// Life: [#open], [#evaluate] any number of times, [#close] ends the browser and removes its
/// folder.
public final class Chromium implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--autoplay-policy=no-user-gesture-required",
          "--window-size=1100,860",
          "--remote-debugging-port=0");
  private static final Pattern SOCKET =
      Pattern.compile("\"webSocketDebuggerUrl\": \"(ws://[^\"]+)\"");
  private static final Pattern LISTENS = Pattern.compile("DevTools listening on ws://([^/]+)/");
  private static final Pattern VALUE =
      Pattern.compile("\"value\":(\"((?:[^\"\\\\]++|\\\\.)*)\"|[-\\w.]+)");
  private static final Pattern DATA = Pattern.compile("\"data\":\"([^\"]+)\"");

  private final Process process;
  private final Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(100);
  private @Nullable WebSocket socket;
  private int asked;

  private Chromium(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /// Opens a page, and returns when it is loaded.
  public static Chromium open(URI page) throws Exception {
    Path folder = Files.createTempDirectory("tally-chromium");
    Path words = folder.resolve("words.log");
    Process process =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of("chromium", "--user-data-dir=" + folder.resolve("profile")),
                        Stream.concat(FLAGS.stream(), Stream.of(page.toString())))
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(words.toFile())
            .start();
    Chromium chromium = new Chromium(process, folder);
    try {
      chromium.connect(words);
      chromium.found(
          Pattern.compile("^(complete) " + Pattern.quote(page.toString()) + "$"),
          () -> chromium.evaluate("document.readyState + ' ' + location.href"));
      return chromium;
    } catch (Exception e) {
      chromium.close();
      throw e;
    }
  }

  private void connect(Path words) throws Exception {
    String address = found(LISTENS, () -> Files.readString(words));
    HttpRequest list =
        HttpRequest.newBuilder(URI.create("http://" + address + "/json/list")).build();
    String url =
        found(SOCKET, () -> client.send(list, HttpResponse.BodyHandlers.ofString()).body());
    socket = client.newWebSocketBuilder().buildAsync(URI.create(url), new Listener()).join();
  }

  private interface Source {
    String read() throws Exception;
  }

  /// Looks until it is there, at most for 30 s; the browser tells nobody when it is ready.
  private String found(Pattern pattern, Source source) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      String text = source.read();
      Matcher matcher = pattern.matcher(text);
      if (matcher.find()) {
        return matcher.group(1);
      }
      if (System.nanoTime() > deadline || process.waitFor(50, TimeUnit.MILLISECONDS)) {
        throw new IOException("Chromium does not answer: " + text);
      }
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        if (text.indexOf("\"id\":") >= 0) {
          answers.add(text.toString());
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  private String ask(String method, String parameters) throws IOException, InterruptedException {
    if (socket == null) {
      throw new IOException("Chromium is not connected");
    }
    socket
        .sendText(
            "{\"id\":%d,\"method\":\"%s\",\"params\":{%s}}".formatted(++asked, method, parameters),
            true)
        .join();
    String answer = answers.poll(20, TimeUnit.SECONDS);
    if (answer == null) {
      throw new IOException("Chromium gave no answer to " + method);
    }
    return answer;
  }

  /// The value of an expression of JavaScript, as text.
  public String evaluate(String expression) throws IOException, InterruptedException {
    String escaped = expression.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ");
    String answer =
        ask(
            "Runtime.evaluate",
            "\"returnByValue\":true,\"userGesture\":true,\"expression\":\"" + escaped + "\"");
    Matcher value = VALUE.matcher(answer);
    if (!value.find()) {
      throw new IOException("Chromium says " + answer);
    }
    return value.group(2) == null ? value.group(1) : value.group(2);
  }

  /// A picture of the page, as PNG in Base64.
  public String screenshot() throws IOException, InterruptedException {
    Matcher data = DATA.matcher(ask("Page.captureScreenshot", "\"format\":\"png\""));
    if (!data.find()) {
      throw new IOException("Chromium gave no picture");
    }
    return data.group(1);
  }

  /// The browser, whose pages are drawn by children of it.
  public ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.abort();
    }
    client.shutdownNow();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
