// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt;

import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.srt.link.SrtStatistics;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// What can be done with a connection that stands?
///
/// Life: made by [SrtCaller#connect] or a listener; [#close] ends it, twice is no harm. Threads:
/// any. Loss: what finds no room is refused by [#send] or, as what is too old, dropped and counted
/// in [#statistics].
public final class SrtConnection implements AutoCloseable {
  private static final long CLOSE_MS = 1_000;

  private final LinkDriver driver;

  SrtConnection(LinkDriver driver) {
    this.driver = driver;
  }

  /// Sends a payload; never waits.
  ///
  /// @param payload borrowed; what remains is copied, the position stays; at most the payload size
  ///   of the options
  /// @param originNs when it came to be, as `System.nanoTime()`: the spacing of these times is that
  ///   of the play times there; the future counts as now
  /// @return false when the connection is over or the way to its thread is full; the payload is
  ///   lost
  public boolean send(ByteBuffer payload, long originNs) {
    return driver.send(payload, originNs / 1_000);
  }

  /// Waits until the way to the connection's thread is not full, or the connection has ended.
  public void awaitPlace() throws InterruptedException {
    driver.awaitPlace();
  }

  /// Waits until little enough waits to be acknowledged, or the connection has ended.
  ///
  /// @param mostAge of the oldest payload that is not acknowledged
  /// @param mostDrain how long the line may need for all that is not
  /// @param mostPackets payloads that are not, however fast it is
  public void awaitRoom(Duration mostAge, Duration mostDrain, int mostPackets)
      throws InterruptedException {
    driver.backlog().await(mostAge.toNanos() / 1_000, mostDrain.toNanos() / 1_000, mostPackets);
  }

  /// Runs something when the connection has ended, at once if it has; on its event loop, which must
  /// not be made to wait.
  public void onEnd(Consumer<SrtEnd> then) {
    var _ = driver.ended().thenAccept(then);
  }

  /// The latest figures, at most 0.1 s old.
  public SrtStatistics statistics() {
    return driver.statistics();
  }

  /// The longest payload that [#send] takes, bytes: what the options say, unless the way to the
  /// peer has less room.
  public int payloadBytes() {
    return driver.payloadBytes();
  }

  /// Which stream the caller named; empty for none.
  public Secret streamId() {
    return driver.streamId();
  }

  /// Where the other side is.
  public InetSocketAddress peer() {
    return driver.peer();
  }

  /// Why it is over, if it is.
  public Optional<SrtEnd> end() {
    return Optional.ofNullable(driver.ended().getNow(null));
  }

  /// Waits until all that was sent is acknowledged and had its time to be played there, then
  /// closes.
  ///
  /// @return whether all was acknowledged
  public boolean finish(Duration atMost) throws InterruptedException {
    try {
      driver.drained().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } finally {
      close();
    }
  }

  /// Ends the connection and tells the peer; waits a second at most.
  @Override
  public void close() {
    driver.close();
    try {
      driver.ended().get(CLOSE_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The thread of the SRT connection does not answer", e);
    }
  }
}
