// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.connect;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.tally.protocol.LineFigures;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.line.PublishException;
import io.tally.protocol.tcp.LineWatch;
import io.tally.protocol.tcp.LossWatch.Verdict;

/// What becomes of a connection whose line has fallen silent? On the event loop.
final class SilentLine implements LineWatch.Listener {
  private static final double NS_PER_S = 1e9;

  private final RtmpConnection connection;
  private final Channel channel;

  SilentLine(RtmpConnection connection, Channel channel) {
    this.connection = connection;
    this.channel = channel;
  }

  @Override
  public void looked(LineFigures figures) {
    connection.drains(figures.drainedBps());
  }

  @Override
  public void lost(Verdict verdict, long silentNs) {
    var host = connection.endpoint().host();
    var seconds = Math.round(silentNs / NS_PER_S);
    if (verdict == Verdict.STALLED) {
      // A reset frees the stream's name at a server that is there but does not read. On a path that
      // is gone the kernel goes on trying to deliver the ordinary end, for the same purpose.
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    var sentence =
        verdict == Verdict.STALLED
            ? "%s has taken nothing for %d s, so the connection counts as lost: check the network and whether the server is overloaded."
            : "%s has answered nothing for %d s, so the connection counts as lost: check this computer's network.";
    connection.broken(new PublishException(Kind.LOST, sentence.formatted(host, seconds)));
    connection.close();
  }
}
