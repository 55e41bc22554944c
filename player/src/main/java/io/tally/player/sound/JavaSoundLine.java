// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.sound;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/// How does sound come out of this machine's default device, by the JDK's own mixer?
final class JavaSoundLine implements SoundLine {
  private static final AudioFormat FORMAT = new AudioFormat(RATE, 16, 2, true, false);
  private static final int BUFFER_BYTES = RATE / 10 * FRAME_BYTES;

  private final SourceDataLine line;

  private JavaSoundLine(SourceDataLine line) {
    this.line = line;
  }

  static SoundLine open() throws SoundException {
    try {
      SourceDataLine line = AudioSystem.getSourceDataLine(FORMAT);
      line.open(FORMAT, BUFFER_BYTES);
      line.start();
      return new JavaSoundLine(line);
    } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
      throw new SoundException(
          "No sound device takes 48 kHz stereo, so there is no sound: is one connected and free?",
          e);
    }
  }

  @Override
  public void write(byte[] pcm, int offset, int length) {
    line.write(pcm, offset, length);
  }

  @Override
  public long playedFrames() {
    return line.getLongFramePosition();
  }

  @Override
  public void close() {
    line.stop();
    line.flush();
    line.close();
  }
}
