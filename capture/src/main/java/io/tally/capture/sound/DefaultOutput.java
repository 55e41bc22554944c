// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound;

import static org.bytedeco.ffmpeg.global.avdevice.avdevice_free_list_devices;
import static org.bytedeco.ffmpeg.global.avdevice.avdevice_list_output_sinks;

import io.tally.capture.ffmpeg.DeviceNames.Entry;
import io.tally.capture.ffmpeg.FfmpegException;
import java.util.List;
import org.bytedeco.ffmpeg.avdevice.AVDeviceInfoList;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/// Which output does PulseAudio play to when nobody chooses?
///
/// The list of what can be recorded does not say it: there the default is a microphone.
final class DefaultOutput {
  /// How the name of what an output plays ends.
  static final String MONITOR = ".monitor";

  private DefaultOutput() {}

  /// The same devices, with the monitor of the default output marked as well.
  static List<Entry> mark(List<Entry> found) throws FfmpegException {
    String monitor = name() + MONITOR;
    return found.stream()
        .map(entry ->
            entry.id().equals(monitor)
                ? new Entry(entry.id(), entry.name(), entry.video(), /* isDefault= */ true)
                : entry)
        .toList();
  }

  private static String name() throws FfmpegException {
    AVDeviceInfoList outputs = new AVDeviceInfoList(null);
    FfmpegException.check(
        avdevice_list_output_sinks((AVOutputFormat) null, "pulse", (AVDictionary) null, outputs),
        "Listing the sound outputs");
    try {
      int chosen = outputs.default_device();
      return chosen < 0 ? "" : outputs.devices(chosen).device_name().getString();
    } finally {
      avdevice_free_list_devices(outputs);
    }
  }
}
