// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound;

import io.tally.capture.AudioSource;
import io.tally.capture.Device;
import io.tally.capture.MediaClock;
import io.tally.capture.SourceState;
import java.util.OptionalDouble;

/// What does the desktop play?
///
/// Life, threads and failure as for every [AudioSource]: a device that is missing, busy or
/// unplugged is [SourceState.Unavailable] with a sentence, silent, and taken when it comes back.
/// Its clock's drift is measured and resampled away.
public final class DesktopAudio implements AudioSource {
  private final DeviceSound sound;

  /// @param idOrName an output's id or name of [SoundDevices#list]; `default` is the one that the
  ///   system plays to
  /// @param clock stamps the samples as they arrive
  public DesktopAudio(String idOrName, MediaClock clock) {
    this.sound =
        new DeviceSound(SoundSystem.ofThisMachine(), Device.Kind.DESKTOP_AUDIO, idOrName, clock);
  }

  @Override
  public String name() {
    return sound.name();
  }

  @Override
  public void start() {
    sound.start();
  }

  @Override
  public void read(long ptsNs, float[] interleaved) {
    sound.read(ptsNs, interleaved);
  }

  @Override
  public OptionalDouble driftPpm() {
    return sound.aligned().driftPpm();
  }

  /// How often the device's sound jumped, because its clock and ours were more than 70 ms apart.
  public long resyncs() {
    return sound.aligned().resyncs();
  }

  /// How often the device's samples were not there in time and silence took their place.
  public long gaps() {
    return sound.aligned().gaps();
  }

  @Override
  public SourceState state() {
    return sound.state();
  }

  @Override
  public void close() {
    sound.close();
  }
}
