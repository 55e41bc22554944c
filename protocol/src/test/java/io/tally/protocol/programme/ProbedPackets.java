// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.programme;

import io.tally.protocol.peers.FfmpegProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Which packets does ffprobe see in a file?
///
/// @param dtsMs from the first packet of the track
/// @param ptsMs from the same zero
public record ProbedPackets(List<Long> dtsMs, List<Long> ptsMs, List<Integer> sizes) {
  /// Asks ffprobe.
  ///
  /// @param track `v` or `a`
  public static ProbedPackets of(Path file, String track) throws IOException, InterruptedException {
    var lines =
        FfmpegProgram.probe(
            "-select_streams",
            track,
            "-show_entries",
            "packet=pts,dts,size",
            "-of",
            "csv=p=0",
            file.toString());
    var dts = new ArrayList<Long>();
    var pts = new ArrayList<Long>();
    var sizes = new ArrayList<Integer>();
    for (var line : lines) {
      // ffprobe ends the line of a packet with side data twice.
      if (line.isBlank()) {
        continue;
      }
      var fields = line.split(",", -1);
      pts.add(Long.parseLong(fields[0]));
      dts.add(Long.parseLong(fields[1]));
      sizes.add(Integer.parseInt(fields[2]));
    }
    var zero = dts.isEmpty() ? 0 : dts.getFirst();
    dts.replaceAll(time -> time - zero);
    pts.replaceAll(time -> time - zero);
    return new ProbedPackets(dts, pts, sizes);
  }
}
