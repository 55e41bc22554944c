// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avdevice.avdevice_free_list_devices;
import static org.bytedeco.ffmpeg.global.avdevice.avdevice_list_input_sources;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avdevice.AVDeviceInfo;
import org.bytedeco.ffmpeg.avdevice.AVDeviceInfoList;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.IntPointer;

/// Which devices does one of FFmpeg's inputs know of?
public final class DeviceNames {
  /// One device.
  ///
  /// @param id what the input opens it by
  /// @param name what a person knows it by
  /// @param video whether the input says that it gives pictures; false also where it says nothing
  /// @param isDefault whether the system takes this one when nobody chooses
  public record Entry(String id, String name, boolean video, boolean isDefault) {}

  private DeviceNames() {}

  /// Lists the devices of an input; threads: any.
  ///
  /// @param format FFmpeg's name of the input, such as "pulse" or "v4l2"
  /// @throws FfmpegException when FFmpeg lacks the input, or the system does not answer it
  public static List<Entry> list(String format) throws FfmpegException {
    Ffmpeg.loadDevices();
    AVInputFormat input = av_find_input_format(format);
    if (input == null) {
      throw FfmpegException.refused("Listing the devices of the input " + format);
    }
    AVDeviceInfoList found = new AVDeviceInfoList(null);
    FfmpegException.check(
        avdevice_list_input_sources(input, (String) null, (AVDictionary) null, found),
        "Listing the devices of the input " + format);
    try {
      List<Entry> entries = new ArrayList<>();
      for (int i = 0; i < found.nb_devices(); i++) {
        AVDeviceInfo info = found.devices(i);
        entries.add(
            new Entry(
                info.device_name().getString(),
                info.device_description().getString(),
                givesVideo(info),
                i == found.default_device()));
      }
      return entries;
    } finally {
      avdevice_free_list_devices(found);
    }
  }

  private static boolean givesVideo(AVDeviceInfo info) {
    IntPointer types = info.media_types();
    for (int i = 0; types != null && i < info.nb_media_types(); i++) {
      if (types.get(i) == AVMEDIA_TYPE_VIDEO) {
        return true;
      }
    }
    return false;
  }
}
