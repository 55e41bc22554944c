// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.load;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// Which bytes did an answer have, as long as they are not too many?
final class LimitedBody implements BodySubscriber<byte[]> {
  private final long mostBytes;
  private final String what;
  private final LoadMeter meter;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;

  LimitedBody(long mostBytes, String what, LoadMeter meter) {
    this.mostBytes = mostBytes;
    this.what = what;
    this.meter = meter;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Flow.Subscription made) {
    subscription = made;
    made.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    for (ByteBuffer part : parts) {
      if (bytes.size() + (long) part.remaining() > mostBytes) {
        tooLong();
        return;
      }
      byte[] copy = new byte[part.remaining()];
      part.get(copy);
      bytes.writeBytes(copy);
      meter.body(copy);
    }
  }

  private void tooLong() {
    Flow.Subscription current = subscription;
    if (current != null) {
      current.cancel();
    }
    whole.completeExceptionally(
        new LoadException(
            LoadException.Reach.ANSWER,
            what + " is longer than the limit of " + mostBytes + " bytes"));
  }

  @Override
  public void onError(Throwable failure) {
    whole.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    whole.complete(bytes.toByteArray());
  }
}
