// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tally.player.load.HttpLoader.Limits;
import io.tally.player.load.LoadException.Reach;
import io.tally.player.net.Exchange;
import io.tally.player.net.ReachPolicy;
import io.tally.player.playlist.Segment.ByteRange;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.FaultServer.Fault;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpLoaderTest {
  private static final byte[] BYTES = "0123456789".getBytes(UTF_8);
  private static final Limits LIMITS = new Limits(1_000, Duration.ofSeconds(20));

  @TempDir Path folder;
  private FaultServer server;
  private HttpLoader loader;

  @BeforeEach
  void open() throws Exception {
    Files.write(folder.resolve("ten"), BYTES);
    server = new FaultServer(folder);
    loader = new HttpLoader();
  }

  @AfterEach
  void close() {
    loader.close();
    server.close();
  }

  @Test
  void goodAnswer_givesItsBytes() throws Exception {
    assertThat(loader.load(server.uri("ten"), Optional.empty(), LIMITS).bytes()).isEqualTo(BYTES);
  }

  @Test
  void redirectedAnswer_saysWhereItCameFrom() throws Exception {
    server.fault("old", new Fault.Redirect("ten"), 1);

    HttpLoader.Loaded loaded = loader.load(server.uri("old"), Optional.empty(), LIMITS);

    assertThat(loaded.uri()).isEqualTo(server.uri("ten"));
    assertThat(loaded.bytes()).isEqualTo(BYTES);
  }

  @Test
  void redirectsWithoutEnd_areGivenUp() {
    server.fault("round", new Fault.Redirect("round"), 99);

    assertThatThrownBy(() -> loader.load(server.uri("round"), Optional.empty(), LIMITS))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("redirects more than 5 times");
    assertThat(server.requests()).hasSize(6);
  }

  @Test
  void streamFromThePublicNetwork_doesNotReachThisMachine() {
    HttpLoader careful = loader.within(ReachPolicy.from(ReachPolicy.Zone.PUBLIC));

    assertThatThrownBy(() -> careful.load(server.uri("ten"), Optional.empty(), LIMITS))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("127.0.0.1, which is this machine");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void eachRequest_isTold_alsoOneThatFails() throws Exception {
    List<Exchange> told = new ArrayList<>();
    HttpLoader telling = loader.telling(told::add);
    server.fault("old", new Fault.Redirect("ten"), 1);

    telling.load(server.uri("old"), Optional.empty(), LIMITS);
    assertThatThrownBy(() -> telling.load(server.uri("none"), Optional.empty(), LIMITS))
        .isInstanceOf(LoadException.class);

    Exchange good = told.getFirst();
    assertThat(good.status()).isEqualTo(200);
    assertThat(good.redirects()).isEqualTo(1);
    assertThat(good.answeredBy()).isEqualTo(server.uri("ten"));
    assertThat(good.bytes()).isEqualTo(BYTES.length);
    assertThat(good.firstByteMs().orElseThrow()).isLessThanOrEqualTo(good.totalMs());
    assertThat(told.getLast().status()).isEqualTo(404);
    assertThat(told.getLast().problem()).get().asString().contains("404");
  }

  @Test
  void rangeFromAServerThatKnowsNone_isCutOut() throws Exception {
    Optional<ByteRange> range = Optional.of(new ByteRange(3, 4));

    assertThat(loader.load(server.uri("ten"), range, LIMITS).bytes())
        .isEqualTo("3456".getBytes(UTF_8));
  }

  @Test
  void rangeBeyondTheEnd_isABadAnswer() {
    LoadException failure = failure(server.uri("ten"), Optional.of(new ByteRange(8, 4)), LIMITS);

    assertThat(failure.reach()).isEqualTo(Reach.ANSWER);
    assertThat(failure).hasMessageEndingWith("/ten gave 2 bytes where 4 were asked for");
  }

  @ParameterizedTest
  @CsvSource({
    "404, REFUSED, /ten answered 404 (not found)",
    "403, REFUSED, '/ten answered 403 (not allowed: does the address need a token or a login?)'",
    "503, ANSWER, /ten answered 503 (the server is busy)",
    "500, ANSWER, /ten answered 500",
  })
  void badStatus_isToldWithItsMeaning(int status, Reach reach, String ending) {
    server.fault("ten", new Fault.Status(status), 1);

    LoadException failure = failure(server.uri("ten"), Optional.empty(), LIMITS);

    assertThat(failure.reach()).isEqualTo(reach);
    assertThat(failure).hasMessageEndingWith(ending);
  }

  @Test
  void connectionCutInTheMiddle_isABadAnswer_andTheNextLoadIsGood() throws Exception {
    server.fault("ten", new Fault.Truncated(), 1);

    LoadException failure = failure(server.uri("ten"), Optional.empty(), LIMITS);

    assertThat(failure.reach()).isEqualTo(Reach.ANSWER);
    assertThat(failure).hasMessageContaining("/ten broke off");
    assertThat(loader.load(server.uri("ten"), Optional.empty(), LIMITS).bytes()).isEqualTo(BYTES);
  }

  @Test
  void bodyLongerThanTheLimit_isRefused() {
    Limits nine = new Limits(9, Duration.ofSeconds(20));

    LoadException failure = failure(server.uri("ten"), Optional.empty(), nine);

    assertThat(failure.reach()).isEqualTo(Reach.ANSWER);
    assertThat(failure).hasMessageEndingWith("/ten is longer than the limit of 9 bytes");
  }

  @Test
  void answerThatStopsComing_endsWithThePatience() {
    server.fault("ten", new Fault.Hanging(), 1);
    Limits hasty = new Limits(1_000, Duration.ofMillis(300));

    LoadException failure = failure(server.uri("ten"), Optional.empty(), hasty);

    assertThat(failure.reach()).isEqualTo(Reach.CONNECTION);
    assertThat(failure).hasMessageEndingWith("/ten did not give all of its bytes within 0.3 s");
  }

  @Test
  void portWhereNobodyListens_isToldAsSuch() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    LoadException failure =
        failure(URI.create("http://127.0.0.1:" + port + "/x"), Optional.empty(), LIMITS);

    assertThat(failure.reach()).isEqualTo(Reach.CONNECTION);
    assertThat(failure)
        .hasMessage("Nothing answers at 127.0.0.1:" + port + ": is the server running?");
  }

  @Test
  void hostThatDoesNotExist_isToldAsSuch() {
    LoadException failure =
        failure(URI.create("http://no-such-host.invalid/x"), Optional.empty(), LIMITS);

    assertThat(failure)
        .hasMessage("There is no host named no-such-host.invalid: check the address");
  }

  @ParameterizedTest
  @CsvSource({"file:///etc/passwd", "list.m3u8", "http:opaque"})
  void addressThatIsNotHttp_isRefused(URI address) {
    assertThat(failure(address, Optional.empty(), LIMITS))
        .hasMessageStartingWith("This is not an address that can be loaded");
  }

  @Test
  void queryAndUser_areInNoSentence() {
    URI secret =
        URI.create(server.uri("missing").toString().replace("http://", "http://me:pass@") + "?t=k");

    assertThat(failure(secret, Optional.empty(), LIMITS))
        .hasMessageContaining("/missing answered 404")
        .message()
        .doesNotContain("pass")
        .doesNotContain("t=k");
  }

  @Test
  void closing_breaksOffALoad() throws Exception {
    server.fault("ten", new Fault.Hanging(), 1);
    CompletableFuture<LoadException> failure =
        CompletableFuture.supplyAsync(
            () -> failure(server.uri("ten"), Optional.empty(), LIMITS), Thread::startVirtualThread);
    server.awaitRequest("ten");

    loader.close();

    assertThat(failure.get(10, TimeUnit.SECONDS)).hasMessageContaining("/ten broke off");
  }

  private LoadException failure(URI uri, Optional<ByteRange> range, Limits limits) {
    return catchThrowableOfType(LoadException.class, () -> loader.load(uri, range, limits));
  }
}
