// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.packet;

import org.jspecify.annotations.Nullable;

/// Which tracks does a programme have? At least one of the two.
///
/// @param video null when the programme has sound only
/// @param audio null when the programme has pictures only
public record StreamParameters(
    CodecParameters.@Nullable Video video, CodecParameters.@Nullable Audio audio) {
  // Written in full: javac keeps no type annotations on the parameters of a compact constructor,
  // and
  // the null check of other rooms reads them.
  public StreamParameters(
      CodecParameters.@Nullable Video video, CodecParameters.@Nullable Audio audio) {
    if (video == null && audio == null) {
      throw new IllegalArgumentException("A programme needs a picture or a sound track");
    }
    this.video = video;
    this.audio = audio;
  }
}
