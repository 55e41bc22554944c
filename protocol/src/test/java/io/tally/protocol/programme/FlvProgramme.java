// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.programme;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.peers.FfmpegProgram;
import io.tally.protocol.rtmp.receive.IncomingMedia;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What is a short programme with sound, made by FFmpeg?
///
/// @param file as FFmpeg wrote it
/// @param packets interleaved as in the file
public record FlvProgramme(Path file, StreamParameters parameters, List<EncodedPacket> packets) {
  /// 320×180 at 30 fps with B-frames and a keyframe each second, and 48 kHz stereo.
  ///
  /// @param output the last arguments: format and where to
  public static String[] arguments(double seconds, String... output) {
    var inputs =
        "-f lavfi -i testsrc2=s=320x180:r=30 -f lavfi -i sine=1000:r=48000 "
            + ("-t " + seconds + " -c:v libx264 -preset veryfast -g 30 -bf 2 -pix_fmt yuv420p ")
            + "-b:v 500k -c:a aac -ac 2 -b:a 96k";
    var all = new ArrayList<>(List.of(inputs.split(" ", -1)));
    all.addAll(List.of(output));
    return all.toArray(String[]::new);
  }

  /// The same as long as it lasts, not faster.
  public static String[] inRealTime(double seconds, String... output) {
    var all = new ArrayList<>(List.of(arguments(seconds, output)));
    all.addFirst("-re");
    return all.toArray(String[]::new);
  }

  /// Lets FFmpeg make it.
  ///
  /// @param folder where its file is put
  public static FlvProgramme make(Path folder, double seconds) throws Exception {
    var file = folder.resolve("sample.flv");
    FfmpegProgram.run(arguments(seconds, "-f", "flv", file.toString()));
    var stream = new CollectedStream();
    var media = new IncomingMedia(stream);
    for (var tag : FlvFile.read(file)) {
      switch (tag.type()) {
        case 8 -> media.audio(tag.body(), tag.timestampMs());
        case 9 -> media.video(tag.body(), tag.timestampMs());
        default -> {}
      }
    }
    media.end();
    return new FlvProgramme(file, stream.parameters.getLast(), List.copyOf(stream.packets));
  }
}
