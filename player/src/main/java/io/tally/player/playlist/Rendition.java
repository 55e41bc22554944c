// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/// Which other version of sound, picture or text is there (EXT-X-MEDIA, RFC 8216bis 4.4.6.1)?
///
/// @param type as told, such as `AUDIO`
/// @param uri of its media playlist; empty when it is in the variants' own
/// @param group GROUP-ID, by which variants name it; empty when missing
/// @param name for people; empty when missing
/// @param language of RFC 5646
/// @param associatedLanguage where it is used in another role
/// @param instreamId which captions inside the picture
/// @param characteristics what it is for, separated by commas
/// @param channels CHANNELS as told, such as `2` or `16/JOC`
/// @param line of its tag
public record Rendition(
    String type,
    Optional<URI> uri,
    String group,
    String name,
    Optional<String> language,
    Optional<String> associatedLanguage,
    Optional<String> stableId,
    boolean isDefault,
    boolean autoselect,
    boolean forced,
    Optional<String> instreamId,
    Optional<String> characteristics,
    Optional<String> channels,
    OptionalLong bitDepth,
    OptionalLong sampleRate,
    int line) {
  /// The same at another address.
  public Rendition at(Optional<URI> other) {
    return new Rendition(
        type,
        other,
        group,
        name,
        language,
        associatedLanguage,
        stableId,
        isDefault,
        autoselect,
        forced,
        instreamId,
        characteristics,
        channels,
        bitDepth,
        sampleRate,
        line);
  }
}
