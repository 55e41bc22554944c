// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.testing.Lists;
import java.net.URI;
import org.junit.jupiter.api.Test;

/// RFC 8216bis 6.2.5: what a blocking reload asks for.
class ReloadAddressTest {
  private static final URI HERE = URI.create("http://host/list.m3u8?token=1#top");
  private static final String HEAD = "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-MEDIA-SEQUENCE:7\n";

  private static URI next(String text, boolean skip) {
    MediaPlaylist known = Lists.parse(HERE, HEAD + text);
    return ReloadAddress.next(HERE, known, skip).uri();
  }

  @Test
  void withoutParts_theNextSegmentIsWaitedFor() {
    assertThat(next("#EXTINF:4,\na\n", true))
        .hasToString("http://host/list.m3u8?token=1&_HLS_msn=8");
  }

  @Test
  void withParts_theNextPartIsWaitedFor() {
    assertThat(
            next(
                "#EXT-X-PART-INF:PART-TARGET=1\n#EXTINF:4,\na\n#EXT-X-PART:DURATION=1,URI=\"p\"\n",
                true))
        .hasToString("http://host/list.m3u8?token=1&_HLS_msn=8&_HLS_part=1");
  }

  @Test
  void deltaUpdate_isAskedForWhereTheServerOffersIt() {
    String offers = "#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL=24\n#EXTINF:4,\na\n";

    assertThat(next(offers, true)).hasQuery("token=1&_HLS_msn=8&_HLS_skip=YES");
    assertThat(next(offers, false)).hasQuery("token=1&_HLS_msn=8");
    assertThat(next(offers.replace("=24", "=24,CAN-SKIP-DATERANGES=YES"), true))
        .hasQuery("token=1&_HLS_msn=8&_HLS_skip=v2");
  }
}
