// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.load;

import java.io.IOException;
import java.io.Serial;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/// Why did an address not give its bytes?
///
/// The message is a sentence for a person; queries, which may carry tokens, are not in it.
public final class LoadException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  /// How far does the trouble reach?
  public enum Reach {
    /// The server says that it does not have it or does not give it (4xx); asking again seldom
    /// helps.
    REFUSED(2), // an edge may be a moment behind its playlist
    /// This answer was no good (5xx, broken off, too long); the next may be.
    ANSWER(4),
    /// No answer at all: network or server.
    CONNECTION(Integer.MAX_VALUE),
    /// Whoever asked for it did not want the rest.
    BROKEN_OFF(Integer.MAX_VALUE);

    private final int mostAttempts;

    Reach(int mostAttempts) {
      this.mostAttempts = mostAttempts;
    }

    /// After how many attempts the same is not asked for any more.
    public int mostAttempts() {
      return mostAttempts;
    }
  }

  private final Reach reach;

  LoadException(Reach reach, String message) {
    super(message);
    this.reach = reach;
  }

  private LoadException(Reach reach, String message, Throwable cause) {
    super(message, cause);
    this.reach = reach;
  }

  /// How far the trouble reaches.
  public Reach reach() {
    return reach;
  }

  static LoadException status(URI uri, int status) {
    String meaning =
        switch (status) {
          case 401, 403 -> " (not allowed: does the address need a token or a login?)";
          case 404 -> " (not found)";
          case 410 -> " (gone)";
          case 416 -> " (no such range of bytes)";
          case 503 -> " (the server is busy)";
          default -> "";
        };
    return new LoadException(
        status / 100 == 4 ? Reach.REFUSED : Reach.ANSWER,
        shown(uri) + " answered " + status + meaning);
  }

  static LoadException late(URI uri, long elapsedNs) {
    return new LoadException(
        Reach.CONNECTION,
        "%s did not give all of its bytes within %.1f s".formatted(shown(uri), elapsedNs / 1e9));
  }

  /// An answer that is not what was asked for.
  ///
  /// @param problem a sentence that names the address by [#shown]
  public static LoadException answer(String problem) {
    return new LoadException(Reach.ANSWER, problem);
  }

  static LoadException of(URI uri, Throwable cause) {
    if (cause instanceof LoadException already) {
      return already;
    }
    if (cause instanceof HttpTimeoutException) {
      return new LoadException(Reach.CONNECTION, shown(uri) + " did not answer in time", cause);
    }
    if (cause instanceof SSLException) {
      return new LoadException(
          Reach.CONNECTION,
          "The certificate or TLS of " + uri.getHost() + " was refused: " + cause.getMessage(),
          cause);
    }
    if (cause instanceof ConnectException) {
      boolean unknown =
          cause.getCause() instanceof UnresolvedAddressException
              || (cause.getCause() instanceof ConnectException inner
                  && inner.getCause() instanceof UnresolvedAddressException);
      return new LoadException(
          Reach.CONNECTION,
          unknown
              ? "There is no host named " + uri.getHost() + ": check the address"
              : "Nothing answers at " + uri.getAuthority() + ": is the server running?",
          cause);
    }
    return new LoadException(Reach.ANSWER, shown(uri) + " broke off: " + cause.getMessage(), cause);
  }

  /// An address without its query and user, which may be secret.
  public static String shown(URI uri) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath();
  }
}
