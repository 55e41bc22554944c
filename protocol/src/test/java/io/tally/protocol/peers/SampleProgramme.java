// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.peers;

import java.util.ArrayList;
import java.util.List;

/// Which arguments make FFmpeg produce a short programme with sound?
public final class SampleProgramme {
  private SampleProgramme() {}

  /// 320×180 at 30 fps with B-frames and a keyframe each second, and 48 kHz stereo.
  public static String[] arguments(boolean realTime, double seconds, String... output) {
    var pace = realTime ? "-re " : "";
    var inputs =
        (pace + "-f lavfi -i testsrc2=s=320x180:r=30 ")
            + (pace + "-f lavfi -i sine=1000:r=48000 ")
            + ("-t " + seconds + " -c:v libx264 -preset veryfast -g 30 -bf 2 -pix_fmt yuv420p ")
            + "-b:v 500k -c:a aac -ac 2 -b:a 96k";
    var all = new ArrayList<String>(List.of(inputs.split(" ")));
    all.addAll(List.of(output));
    return all.toArray(String[]::new);
  }
}
