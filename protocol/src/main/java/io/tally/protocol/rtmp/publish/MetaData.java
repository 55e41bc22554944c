// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.publish;

import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.VideoCodec;
import io.tally.protocol.flv.FourCc;
import io.tally.protocol.rtmp.amf.AmfValue;
import io.tally.protocol.rtmp.amf.AmfValue.AmfEcmaArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is a server told about a programme (FLV 10.1 section E.5, Enhanced RTMP v2 "Enhancing
/// onMetaData")?
final class MetaData {
  private static final int H264 = 7;
  private static final int AAC = 10;
  private static final double BITS_PER_KILOBIT = 1000;

  private MetaData() {}

  static List<AmfValue> of(StreamParameters programme) {
    var data = new LinkedHashMap<String, AmfValue>();
    data.put("duration", AmfValue.of(0));
    data.put("fileSize", AmfValue.of(0));
    if (programme.video() != null) {
      video(programme.video(), data);
    }
    if (programme.audio() != null) {
      audio(programme.audio(), data);
    }
    data.put("encoder", AmfValue.of("Tally"));
    return List.of(AmfValue.of("@setDataFrame"), AmfValue.of("onMetaData"), new AmfEcmaArray(data));
  }

  private static void video(CodecParameters.Video video, Map<String, AmfValue> data) {
    data.put("width", AmfValue.of(video.width()));
    data.put("height", AmfValue.of(video.height()));
    data.put("videocodecid", AmfValue.of(codecId(video)));
    data.put("videodatarate", AmfValue.of(video.bitrateBps() / BITS_PER_KILOBIT));
    data.put("framerate", AmfValue.of(video.framesPerSecond()));
  }

  private static void audio(CodecParameters.Audio audio, Map<String, AmfValue> data) {
    data.put("audiocodecid", AmfValue.of(codecId(audio)));
    data.put("audiodatarate", AmfValue.of(audio.bitrateBps() / BITS_PER_KILOBIT));
    data.put("audiosamplerate", AmfValue.of(audio.sampleRate()));
    data.put("audiosamplesize", AmfValue.of(16));
    data.put("audiochannels", AmfValue.of(audio.channels()));
    data.put("stereo", AmfValue.of(audio.channels() == 2));
  }

  /// The number of old where there is one, else the FourCC as a number.
  private static double codecId(CodecParameters.Video video) {
    return video.codec() == VideoCodec.H264 ? H264 : FourCc.number(FourCc.of(video.codec()));
  }

  private static double codecId(CodecParameters.Audio audio) {
    return audio.codec() == AudioCodec.AAC ? AAC : FourCc.number(FourCc.of(audio.codec()));
  }
}
