// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.rendition;

import io.tally.capture.media.AudioFrame;
import io.tally.encoder.AudioEncoding;
import io.tally.encoder.AudioSettings;
import io.tally.encoder.PacketBus;
import io.tally.encoder.packet.CodecParameters;
import java.io.IOException;
import java.util.function.Consumer;

/// Which sound goes with several encodes of the picture?
///
/// Life: [#open], [#accept], [#stop]. Threads: `accept` on the mixer's, the rest on any.
final class SoundTrack {
  private final AudioSettings settings;
  private final PacketBus bus;
  private final AudioEncoding encoding;

  private SoundTrack(AudioSettings settings, PacketBus bus, AudioEncoding encoding) {
    this.settings = settings;
    this.bus = bus;
    this.encoding = encoding;
  }

  /// @param onFailure told once, in a sentence, when the encoder fails later
  /// @throws IOException a sentence, when it does not open
  static SoundTrack open(AudioSettings settings, Consumer<String> onFailure) throws IOException {
    PacketBus bus = new PacketBus();
    return new SoundTrack(settings, bus, AudioEncoding.start(settings, bus, onFailure));
  }

  AudioSettings settings() {
    return settings;
  }

  CodecParameters.Audio parameters() {
    return encoding.parameters();
  }

  /// Gives the sound's packets to the takers of a picture, too.
  void add(PacketBus pictures) {
    bus.add(pictures);
  }

  void remove(PacketBus pictures) {
    bus.remove(pictures);
  }

  void accept(AudioFrame block) {
    encoding.accept(block);
  }

  /// Lets the encoder give out what it holds, and ends it. Idempotent.
  void stop() {
    encoding.stop();
  }
}
