// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.aes;

import io.tally.player.playlist.EncryptionKey;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Segment;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which of several ways to a key can be gone here, and what is to be said when none can?
public final class KeyChoice {
  private static final String WHOLE = "AES-128";
  private static final Set<String> METHODS = Set.of(WHOLE, "SAMPLE-AES");

  private KeyChoice() {}

  /// The first key that can be used; empty when none can.
  public static Optional<EncryptionKey> usable(List<EncryptionKey> keys) {
    return keys.stream().filter(KeyChoice::isUsable).findFirst();
  }

  /// A method that is known, with the key itself behind its address.
  private static boolean isUsable(EncryptionKey key) {
    return METHODS.contains(key.method())
        && key.format().equals(EncryptionKey.IDENTITY)
        && key.uri().isPresent();
  }

  /// Whether the segment is encrypted as a whole, and not its samples one by one.
  public static boolean isWhole(EncryptionKey key) {
    return key.method().equals(WHOLE);
  }

  /// Why nothing of a playlist can be decrypted; empty when there is a segment that can, or that is
  /// in the clear.
  public static Optional<String> problem(MediaPlaylist playlist) {
    Optional<Segment> first = Optional.empty();
    for (Segment segment : playlist.segments()) {
      if (segment.keys().isEmpty() || usable(segment.keys()).isPresent()) {
        return Optional.empty();
      }
      first = first.isEmpty() ? Optional.of(segment) : first;
    }
    return first.map(segment ->
        "The stream is encrypted %s (%s); %s"
            .formatted(named(segment.keys()), place(playlist, segment), advice()));
  }

  private static String place(MediaPlaylist playlist, Segment segment) {
    String method = segment.keys().getFirst().method();
    return playlist
        .encryption()
        .filter(told -> told.method().equals(method))
        .map(told -> "EXT-X-KEY in line " + told.line() + " of its playlist")
        .orElse("the segment in line " + segment.line() + " of its playlist");
  }

  /// How a segment is encrypted that cannot be decrypted here, such as `by SAMPLE-AES for
  /// FairPlay`.
  public static String named(List<EncryptionKey> keys) {
    EncryptionKey key = keys.getFirst();
    List<String> systems = keys.stream().map(KeyChoice::system).distinct().toList();
    boolean plain = systems.equals(List.of(EncryptionKey.IDENTITY));
    return "by METHOD=%s%s"
        .formatted(key.method(), plain ? "" : " for " + String.join(", ", systems));
  }

  private static String system(EncryptionKey key) {
    return switch (key.format().toLowerCase(Locale.ROOT)) {
      case "com.apple.streamingkeydelivery" -> "FairPlay";
      case "urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed" -> "Widevine";
      case "urn:uuid:9a04f079-9840-4286-ab92-e65be0885f95", "com.microsoft.playready" ->
          "PlayReady";
      case "urn:uuid:e2719d58-a985-b3c9-781a-b030af78d30e" -> "ClearKey";
      case EncryptionKey.IDENTITY -> EncryptionKey.IDENTITY;
      default -> "KEYFORMAT " + key.format();
    };
  }

  /// What can be decrypted.
  public static String advice() {
    return "only AES-128 and SAMPLE-AES with a key that its URI gives as it is"
        + " (KEYFORMAT identity) can be opened here: ask its sender for such a stream";
  }
}
